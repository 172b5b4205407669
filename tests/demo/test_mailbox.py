"""Demonstration mailboxes: each for its own person, with links that live."""

import datetime

import pytest
from django.urls import reverse

from accounts import links
from accounts.models import PersonalLink
from demo import people
from notifications import delivery, ics, outbox
from notifications.models import State
from notifications.rules import Link
from partnerships.models import Organization
from tests.factories_notifications import NOW, make_message, make_person
from tests.notifications.test_ics import meeting

pytestmark = pytest.mark.django_db
BOX = "/mailbox/"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """It is Tuesday 9 March 2027 for every request."""
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)


@pytest.fixture
def lead():
    return make_person("Beacon program lead", email="lead@beacon.example")


def sent(person, **fields):
    return make_message(person=person, state=State.SENT, provider_id="mailbox", **fields)


def open_box(client, user, path=BOX, **kwargs):
    client.force_login(user)
    return client.get(path, **kwargs)


def test_a_letter_stands_there_in_full(client, lead):
    sent(lead, subject="Session 6", body="Your lesson opens the session.")

    page = open_box(client, lead).content.decode()

    assert "Session 6" in page
    assert "Your lesson opens the session." in page


def test_the_newest_comes_first(client, lead):
    for number in range(3):
        sent(lead, subject=f"Number {number}", sent_at=NOW + number * MINUTE)

    letters = open_box(client, lead).context["letters"]

    assert [letter.message.subject for letter in letters] == ["Number 2", "Number 1", "Number 0"]


def test_what_has_not_gone_is_not_there(client, lead):
    make_message(person=lead, subject="Waits")

    page = open_box(client, lead).content.decode()

    assert "Waits" not in page
    assert "No mail yet." in page


def test_nobody_opens_another_ones_mail(client, lead):
    message = sent(lead, subject="For the lead", calendar_text="x", calendar_method="REQUEST")
    other = make_person("Coaching lead", email="coach@lakeview.example")

    assert "For the lead" not in open_box(client, other).content.decode()
    for name, args in (("calendar", [message.pk]), ("link", [message.pk, "answer"])):
        address = reverse(f"demo:mailbox_{name}", args=args)
        assert open_box(client, other, address).status_code == 404


def test_real_people_have_no_mailbox_here(client):
    assert open_box(client, make_person()).status_code == 404


def test_from_elsewhere_there_is_no_mailbox(client, lead):
    assert open_box(client, lead, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_a_link_is_made_when_it_is_pressed(client, lead, monkeypatch, settings):
    settings.DEMO_MAILBOXES = True
    about = Organization.objects.create(name="A", enrolled_at=NOW, created_at=NOW, changed_at=NOW)
    monkeypatch.setitem(links._ways, ("answer", about._meta.label_lower), lambda link: "/there/")
    message = outbox.put(
        key="a", kind="invitation", person=lead, subject="x", why="x", now=NOW, about=about,
        body="{{link:answer}}", links={"answer": Link("answer", "Write three answers")},
    )  # fmt: skip
    delivery.hand_over_due(NOW)
    page = open_box(client, lead).content.decode()
    assert not PersonalLink.objects.exists()

    address = reverse("demo:mailbox_link", args=[message.pk, "answer"])
    answer = client.get(address)

    assert f'href="{address}">Write three answers</a>' in page
    link = PersonalLink.objects.get()
    assert (link.user, link.context_id) == (lead, about.pk)
    assert answer.url.startswith("http://testserver/me/")


def test_a_link_that_is_not_in_the_letter_is_not_made(client, lead):
    message = sent(lead)

    assert open_box(client, lead, f"{BOX}{message.pk}/open/sign/").status_code == 404


def test_a_link_to_something_gone_is_not_found(client, lead):
    kind = Organization._meta.label_lower
    gone = {"label": "x", "purpose": "answer", "kind": kind, "id": str(lead.pk), "until": ""}
    message = sent(lead, links={"answer": gone})

    assert open_box(client, lead, f"{BOX}{message.pk}/open/answer/").status_code == 404


def test_a_link_whose_time_is_over_says_so(client, lead):
    about = Organization.objects.create(name="A", enrolled_at=NOW, created_at=NOW, changed_at=NOW)
    closed = {"label": "x", "purpose": "answer", "kind": about._meta.label_lower,
              "id": str(about.pk), "until": NOW.isoformat()}  # fmt: skip
    message = sent(lead, links={"answer": closed})

    answer = open_box(client, lead, f"{BOX}{message.pk}/open/answer/")

    assert answer.status_code == 409
    assert "This link has closed." in answer.content.decode()


def test_in_place_of_a_button_that_opens_nothing_stands_when_it_closed(client, lead):
    def link(until):
        return {"label": "Write two lines", "purpose": "answer", "kind": "x.y", "id": str(lead.pk),
                "until": until.isoformat()}  # fmt: skip

    gone, open_ = NOW - datetime.timedelta(days=3), NOW + datetime.timedelta(days=3)
    dead = sent(lead, body="{{link:answer}}", links={"answer": link(gone)})
    alive = sent(lead, body="{{link:answer}}", links={"answer": link(open_)})

    page = open_box(client, lead).content.decode()

    assert "Write two lines: This link closed on Saturday 6 March." in page
    assert reverse("demo:mailbox_link", args=[dead.pk, "answer"]) not in page
    assert reverse("demo:mailbox_link", args=[alive.pk, "answer"]) in page


def test_the_calendar_file_can_be_taken(client, lead):
    part = ics.invitation(meeting(), to=lead, now=NOW)
    message = sent(lead, calendar_text=part.text, calendar_method=part.method)

    answer = open_box(client, lead, f"{BOX}{message.pk}/calendar.ics")

    assert answer.content.decode() == part.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8; method=REQUEST"


def test_the_bar_leads_there(client):
    people.ensure(now=NOW)
    facilitator = make_person(email=people.DOORS[0].email)

    page = open_box(client, facilitator).content.decode()

    assert '<a href="/mailbox/">Mailbox</a>' in page


@pytest.mark.parametrize("count", [10, 1000])
def test_the_mailbox_costs_the_same_at_any_size(client, lead, count, django_assert_num_queries):
    one = sent(lead)
    fields = {
        field.attname: getattr(one, field.attname)
        for field in type(one)._meta.fields
        if field.name not in {"id", "key"}
    }
    rows = [type(one)(key=f"many:{number}", **fields) for number in range(count - 1)]
    type(one).objects.bulk_create(rows)
    open_box(client, lead)  # the first request of a minute notes it in the session

    with django_assert_num_queries(4):  # session, person, standing, letters
        assert client.get(BOX).status_code == 200
