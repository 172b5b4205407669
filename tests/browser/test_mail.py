"""The mail desk and the mailbox, in a browser."""

import datetime

import pytest
from django.urls import reverse

from foundation import clock
from notifications.models import Message, MessageKind, State
from partnerships.models import Role
from tests.browser import checks
from tests.factories import ProgramRoleFactory
from tests.factories_notifications import make_message, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RTL = "جلسة مع مدرسة \u202eالبحيرة"
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3
BODY = (
    "On Thursday 11 March at 4:30 pm Eastern, Lakeview decides which three classrooms try cards"
    " first. Your lesson opens the session.\n\nYour part: three short answers, ten minutes, by"
    " Wednesday 10 March.\n\n{{link:answer}}\n\nIf you skip it, the facilitator calls you for five"
    " minutes instead.\n\nNot you? Not now? Both are on the page the link opens."
)


def mails(person):
    """Write one message of each sort to `person`, who sees them all."""
    now = clock.now()
    link = {"label": "Write three answers", "purpose": "answer", "kind": "a.b",
            "id": str(person.pk), "until": ""}  # fmt: skip
    times = {"due_at": now, "planned_for": now, "written_at": now}
    gone = {**times, "sent_at": now, "handed_at": now, "state": State.SENT}
    make_message(person=person, body=BODY, links={"answer": link}, **times)
    make_message(person=person, kind=MessageKind.AFTER, subject="By 5 March: what you said",
                 state=State.HELD, waits_because="Facilitator holds it.", **times)  # fmt: skip
    make_message(person=person, kind=MessageKind.PULSE, subject="Half an hour, just you and me",
                 **gone)  # fmt: skip
    make_message(person=person, kind=MessageKind.REMINDER, subject=RTL, state=State.STOPPED,
                 body=RTL, **times)  # fmt: skip
    make_message(person=person, kind=MessageKind.INVITATION, subject=LONG[:200], body=LONG,
                 state=State.FAILED, tries=6, error="SMTPDataError 452", **times)  # fmt: skip
    make_message(person=person, kind=MessageKind.CONSENT, subject="Would you work with Beacon?",
                 state=State.IN_DOUBT, error="It may have arrived.", **times)  # fmt: skip
    return make_message(
        person=person, kind=MessageKind.INVITATION, subject="Session 6 on 11 March", body=BODY,
        links={"answer": link}, provider_id="mailbox", calendar_method="REQUEST",
        calendar_text="x", **{**gone, "sent_at": now + datetime.timedelta(seconds=1)},
    )  # fmt: skip


@pytest.fixture
def person(live_server, page):
    user = make_person("Facilitator", email="facilitator.desk@seedbed.example")
    ProgramRoleFactory(user=user, role=Role.FACILITATOR)
    checks.sign_in(page, live_server, user)
    return user


def test_the_mail_desk_is_whole(live_server, page, person):
    mails(person)

    page.goto(f"{live_server.url}{reverse('notifications:desk')}")

    assert page.inner_text("h1") == "Mail desk"
    assert page.get_by_role("link", name="Mail desk").get_attribute("aria-current") == "page"
    checks.whole(page)
    checks.picture(page, "maildesk")
    checks.picture(page, "maildesk", 360)


@pytest.mark.parametrize("show", ["waiting", "person", "stopped"])
def test_its_other_lists_are_whole(live_server, page, person, show):
    page.goto(f"{live_server.url}{reverse('notifications:desk')}?show={show}")

    checks.whole(page)


def test_the_mailbox_is_whole(live_server, page, person):
    mails(person)

    page.goto(f"{live_server.url}{reverse('demo:mailbox')}")

    assert page.get_by_role("link", name="Write three answers").is_visible()
    checks.whole(page)
    checks.picture(page, "mailbox")
    checks.picture(page, "mailbox", 360)


def test_a_message_is_held_with_javascript_off(live_server, browser, person, page, monkeypatch):
    message = mails(person)
    Message.objects.exclude(pk=message.pk).delete()
    Message.objects.update(state=State.QUEUED, provider_id="", sent_at=None)
    monkeypatch.setattr("notifications.permissions.rights", lambda user, message: (True, True))
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(page.context.cookies())
    tab = plain.new_page()

    tab.goto(f"{live_server.url}{reverse('notifications:desk')}")
    tab.get_by_role("button", name="Hold it").click()

    assert "Held. It waits until you send it or let it go." in tab.inner_text("main")
    assert Message.objects.get().state == State.HELD
    plain.close()
