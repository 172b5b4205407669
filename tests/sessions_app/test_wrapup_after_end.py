"""A partnership ended, and the notes of its last session had not gone yet."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import clock
from notifications.models import Message, MessageKind
from partnerships import partnership_services
from sessions_app import asks_work, wrapup
from sessions_app.models import LiveRun, Session, SessionState
from tests.factories_around import BEGINS, P, T, held, load, room_of, written

pytestmark = pytest.mark.django_db
ENDED = BEGINS + timedelta(hours=3)
AFTER = BEGINS + timedelta(hours=20)


@pytest.fixture
def made(monkeypatch):
    room, session = room_of(number=6)
    written(session, room.implementer(T), did="Cards.", happened="", transfers="")
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    return room, session


def end(room):
    partnership_services.end_early(
        partnership=room.partnership, why="Lakeview closes.", by=room.facilitator, now=ENDED
    )


def url(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def send(client, session):
    client.get(url("wrapup", session))
    seats = session.attendance.values_list("pk", flat=True)
    data = {"version": Session.objects.get(pk=session.pk).version, "notes": "We met.", "send": "1"}
    return client.post(url("wrapup", session), data | {f"came-{pk}": "on" for pk in seats})


def test_the_notes_of_a_held_session_still_go_to_who_waits(made, enter):
    room, session = made
    held(room, session)
    end(room)

    (ask,) = asks_work.for_facilitator(room.facilitator, AFTER)
    facilitator = enter(room.facilitator)
    led = facilitator.get(session.get_absolute_url()).content.decode()
    page = facilitator.get(ask.url).content.decode()
    done = send(facilitator, session)

    assert ask.url == url("wrapup", session)
    assert ask.url in led
    assert url("live", session) not in page
    assert done.status_code == 302
    session.refresh_from_db()
    assert session.state == SessionState.WRAPPED_UP
    assert Message.objects.filter(kind=MessageKind.AFTER).count() == 4
    assert asks_work.for_facilitator(room.facilitator, AFTER) == []


def test_news_leads_to_no_plan_that_is_over(made, enter):
    room, session = made
    held(room, session)
    end(room)
    session.contextupdates.create(
        words="A new law", changes_plan=True, side=P, created_at=BEGINS, changed_at=BEGINS
    )

    assert send(enter(room.facilitator), session).url == reverse("home")


def test_until_the_notes_stand_both_sides_may_change_them(made, enter):
    room, session = made
    held(room, session)
    end(room)
    session.attendance.update(came=True)
    wrapup.send(load(session), by=room.facilitator, now=AFTER)

    page = enter(room.implementer(P)).get(url("notes_change", session))

    assert page.status_code == 200


def test_a_session_that_nobody_started_is_asked_about_no_more_and_may_be_settled(made, enter):
    room, session = made
    end(room)

    asked = asks_work.for_facilitator(room.facilitator, AFTER)
    page = enter(room.facilitator).get(url("wrapup", session))

    assert asked == []
    assert "Send the notes" in page.content.decode()
    assert url("cancel", session) in page.content.decode()


def test_a_session_that_nobody_came_to_can_be_called_off_afterwards(made, enter):
    room, session = made
    held(room, session)
    session.attendance.update(came=False)
    Session.objects.filter(pk=session.pk).update(state=SessionState.HELD)
    LiveRun.objects.update(started_at=AFTER)  # nothing was caught since
    end(room)
    facilitator = enter(room.facilitator)

    assert url("cancel", session) in facilitator.get(url("wrapup", session)).content.decode()
    pressed = facilitator.post(url("cancel", session), {"because": "Nobody came."})

    assert pressed.status_code == 302
    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED


def test_a_page_of_what_never_began_leads_on_and_promises_nothing(made, enter):
    room, session = made
    end(room)
    reads = enter(room.implementer(P))
    page = reads.get(session.get_absolute_url()).text

    told = ("Goes out", "Live page", "If the date does not fit", "Add to my calendar")
    assert [words for words in told if words in page] == []
    assert url("cancel", session) not in page
    assert reads.post(url("cancel", session), {"because": "No."}).status_code == 403
    steers = enter(room.facilitator)
    assert url("cancel", session) in steers.get(session.get_absolute_url()).text
    steers.post(url("cancel", session), {"because": "We never met."})
    assert "We never met." in enter(room.implementer(P)).get(session.get_absolute_url()).text


def test_nobody_else_writes_them_up(made, enter):
    room, session = made
    held(room, session)
    end(room)

    assert enter(room.decider(T)).get(url("wrapup", session)).status_code == 403
