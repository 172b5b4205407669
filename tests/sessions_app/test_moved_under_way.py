"""A clock that was started too early goes with the old date; a session under way stays where it is.

What was caught or parked before the clock started is no sign that it takes place.
"""

import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from foundation import clock
from foundation.errors import AlreadyMoved, Refused
from sessions_app import catching, live, seats, series_services
from sessions_app.models import LiveRun, SessionState
from tests.factories_around import BEGINS, MINUTE, P, room_of, run
from tests.factories_sessions import DAY, TIME, ZONE

pytestmark = pytest.mark.django_db
EARLY = BEGINS - 50 * MINUTE
NOW = BEGINS - 40 * MINUTE
WEEKS = datetime.timedelta(weeks=2)


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    room, session = room_of(number=6)
    keep(room, session, "parked", EARLY - 5 * MINUTE)
    run(room, session, EARLY)
    return room, session


def keep(room, session, kind, now):
    catching.keep(session, kind, "Spanish cards", key=uuid4(), by=room.facilitator, now=now)


def move(room, session):
    date = series_services.Date(DAY + WEEKS, TIME, ZONE)
    series_services.reschedule(session, date, because="Storm", by=room.facilitator, now=NOW)


def call_off(room, session):
    series_services.cancel(session, because="Storm", by=room.facilitator, now=NOW)


@pytest.mark.parametrize("change", [move, call_off])
def test_a_clock_that_nobody_used_goes_with_the_old_date(made, change):
    room, session = made

    change(room, session)

    assert not LiveRun.objects.exists()


def test_on_its_new_day_the_session_starts_anew(made):
    room, session = made
    move(room, session)
    session.refresh_from_db()

    started = live.start(session, by=room.facilitator, now=session.starts_at)

    assert started.started_at == BEGINS + WEEKS


def next_block(room, session):
    live.go_on(session, leaving=LiveRun.objects.get().block_id, by=room.facilitator, now=NOW)


def catch(room, session):
    keep(room, session, "decision", NOW)


def tick(room, session):
    seat = session.attendance.get(user=room.decider(P))
    seats.tick(session, {seat.pk}, set())


@pytest.mark.parametrize("change", [move, call_off])
@pytest.mark.parametrize("sign", [next_block, catch, tick])
def test_a_session_under_way_stays_where_it_is(made, sign, change):
    room, session = made
    sign(room, session)

    with pytest.raises(Refused, match="under way. End it on its live page"):
        change(room, session)

    session.refresh_from_db()
    assert (session.starts_at, session.state) == (BEGINS, SessionState.PLANNED)
    assert LiveRun.objects.get().ended_at is None


def test_the_page_says_what_to_do(made, enter):
    room, session = made
    catch(room, session)
    when = {"day": "2027-04-01", "time": "3:30 pm", "zone": ZONE}
    sent = {**when, "mode": "virtual", "because": "Storm"}

    page = enter(room.facilitator).post(reverse("sessions_app:move", args=[session.pk]), sent)

    assert "End it on its live page" in page.content.decode()


def test_a_clock_that_ran_for_nobody_leaves_no_dead_end(made, enter, monkeypatch):
    room, session = made
    live.end(session, by=None, now=BEGINS + 120 * MINUTE)
    monkeypatch.setattr(clock, "now", lambda: BEGINS + 3 * 60 * MINUTE)
    client = enter(room.facilitator)
    off = reverse("sessions_app:cancel", args=[session.pk])
    page = client.get(reverse("sessions_app:wrapup", args=[session.pk])).text
    assert ("Nobody is noted as having come." in page, f'href="{off}"' in page) == (True, True)

    answer = client.post(off, {"because": "Nobody came."})

    session.refresh_from_db()
    assert (answer.status_code, session.state) == (302, SessionState.CANCELLED)
    assert not LiveRun.objects.exists()


@pytest.mark.parametrize("sign", ["came", "caught"])
def test_a_session_that_took_place_is_not_called_off_after_it(made, sign):
    room, session = made
    if sign == "came":
        session.attendance.filter(side=P).update(came=True)
    else:
        keep(room, session, "decision", BEGINS)
    live.end(session, by=room.facilitator, now=BEGINS + 90 * MINUTE)

    with pytest.raises(AlreadyMoved):
        call_off(room, session)

    assert (session.state, LiveRun.objects.count()) == (SessionState.HELD, 1)
