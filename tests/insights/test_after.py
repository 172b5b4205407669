"""After a session the other side is asked for its verdict on a lesson, by mail and on a page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from foundation import clock
from notifications import mail, rules
from notifications.models import Message, MessageKind
from tests.factories_around import BEGINS, P, T, held, promise, room_of, wrap
from tests.factories_insights import VerdictFactory, shared

pytestmark = pytest.mark.django_db
NEXT_DAY = BEGINS + timedelta(hours=20)
STRATEGY = "ZQ-strategy: count to four"
WHOLE = """\
The notes of the session on Thursday 18 March are ready: what was decided, who does what, what \
is parked. They stand on Friday 26 March unless somebody changes them.

Sign in and read them here: {page}

How was it? Two taps, one line if you like, 2 minutes, until Monday 22 March, 4:30 pm Eastern.

{{link:read}}

If you skip it, nothing is missing.

One thing you said you would do is open. Say how it went with one press when it is done.

{{link:done1}}

Besides, if you like, about 1 minute. If you skip it, it waits until after the next session.

{{link:verdict}}"""


@pytest.fixture
def made(monkeypatch):
    """A session whose notes went, and a lesson of the thought partner that waits for a verdict."""
    monkeypatch.setattr(clock, "now", lambda: NEXT_DAY)
    room, session = room_of()
    lesson = shared(room.partnership, strategy=STRATEGY)
    VerdictFactory(insight=shared(room.partnership, strategy="ZQ-judged"))
    held(room, session)
    promise(session, room.implementer(P))
    wrap(room, session, NEXT_DAY)
    return room, session, lesson


def letter(person):
    return Message.objects.get(kind=MessageKind.AFTER, person=person)


def follow(client, message, name):
    address = mail.link_address(message, name, now=NEXT_DAY)
    return client.get("/" + address.split("/", 3)[3], follow=True)


def test_the_whole_mail_asks_for_the_verdict_last_and_names_no_lesson(made):
    room, session, lesson = made

    message = letter(room.implementer(P))

    name = f"verdict_{lesson.pk.hex}"
    assert message.body == WHOLE.replace("link:verdict", f"link:{name}").replace(
        "{page}", rules.address(session)
    )
    assert message.links[name]["label"] == "Lesson 1: say what you make of it"
    assert message.minutes == 3
    assert STRATEGY not in f"{message.subject} {message.body} {message.links}"


def test_the_side_that_wrote_the_lesson_is_not_asked(made):
    room, _session, _lesson = made

    message = letter(room.implementer(T))

    assert (list(message.links), message.minutes) == (["read"], 2)
    assert "Besides" not in message.body


def test_the_button_of_the_mail_opens_the_verdict_without_signing_in(made):
    room, _session, lesson = made

    page = follow(Client(), letter(room.implementer(P)), f"verdict_{lesson.pk.hex}")

    assert page.redirect_chain[-1][0].startswith(
        reverse("insights:verdict_by_link", args=[lesson.pk])
    )
    assert page.status_code == 200


def test_the_page_after_a_session_asks_for_the_verdict_too(made):
    room, session, lesson = made
    client = Client()
    client.force_login(
        room.implementer(P), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    page = client.get(reverse("sessions_app:after", args=[session.pk]))

    assert [(part.url, words) for part, words in page.context["more"]] == [
        (reverse("insights:verdict", args=[lesson.pk]), f"Lesson: {STRATEGY}")
    ]
    assert "about 1 minute" in page.text


def test_by_link_the_page_asks_and_shows_no_words_of_the_lesson(made):
    room, _session, _lesson = made

    page = follow(Client(), letter(room.implementer(P)), "read")

    assert "Lesson 1: say what you make of it" in page.text
    assert STRATEGY not in page.text
    assert "after signing in with a code" in page.text


def test_the_page_after_a_session_costs_no_more_with_more_lessons(made, cost):
    room, session, _lesson = made
    client, page = Client(), reverse("sessions_app:after", args=[session.pk])
    client.force_login(
        room.implementer(P), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    client.get(page)  # the first page after signing in also keeps the visit
    few = cost(client, page)
    for n in range(9):
        shared(room.partnership, strategy=f"Lesson {n}")

    assert len(client.get(page).context["more"]) == 3
    assert (few, cost(client, page)) == (8, 8)
