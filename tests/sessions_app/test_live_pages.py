"""The pages of a running session: one clock on every screen, no controls for who only watches."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from sessions_app import live, seats
from sessions_app.models import AgendaBlock, Decision, LiveRun, SessionState
from tests.factories import UserFactory
from tests.factories_around import BEGINS, MINUTE, P, T, decide, room_of, run
from tests.reading import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return room_of()


def path(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def test_two_screens_opened_apart_agree_within_a_second(made, at):
    room, session = made
    run(room, session)
    ends = set()
    for seconds in (61, 118, 240):
        at(BEGINS + timedelta(seconds=seconds))
        for user, page in ((room.facilitator, "live"), (room.decider(P), "screen")):
            shown = as_(user).get(path(page, session))
            left = shown.context["ends_at"] - shown.context["now"]
            assert abs(left - (300 - seconds)) <= 1
            ends.add(shown.context["ends_at"])
    assert len(ends) == 1


def test_the_part_that_renews_is_sent_only_when_something_changed(made, at):
    room, session = made
    run(room, session)
    client = as_(room.facilitator)
    at(BEGINS + timedelta(seconds=61))
    mark = client.get(path("live", session)).context["mark"]
    at(BEGINS + timedelta(seconds=64))
    assert client.get(path("live_now", session), {"mark": mark}).status_code == 204

    decide(session)

    changed = client.get(path("live_now", session), {"mark": mark})
    assert "Cards in Spanish go out" in changed.content.decode()


def test_participants_have_no_controls(made, at):
    room, session = made
    run(room, session)
    at(BEGINS + 5 * MINUTE)

    for user, page in ((room.decider(P), "live"), (room.decider(P), "screen"),
                       (room.facilitator, "screen")):  # fmt: skip
        text = as_(user).get(path(page, session)).content.decode()
        assert ("Next block" in text, "Catch it" in text, "live-now" in text) == (
            False,
            False,
            True,
        )
    for name in ("live_start", "live_next", "live_end", "live_catch", "live_people"):
        assert as_(room.decider(P)).post(path(name, session), {}).status_code == 403


def test_each_press_is_a_form(made, at):
    room, session = made
    client = as_(room.facilitator)
    at(BEGINS)
    client.post(path("live_start", session))
    first, second = AgendaBlock.objects.filter(agenda=session.agenda).order_by("order")[:2]
    client.post(path("live_more", session), {"block": first.pk, "minutes": "5"})
    assert LiveRun.objects.get().block_extra == 5
    key = {"form_key": "00000000-0000-4000-8000-00000000000a"}

    for _twice in range(2):
        client.post(path("live_next", session), {"block": first.pk, **key})

    assert LiveRun.objects.get().block == second
    caught = {"key": "00000000-0000-4000-8000-00000000000b", "kind": "decision", "words": "Yes"}
    for _twice in range(2):
        assert client.post(path("live_catch", session), caught).status_code == 302
    assert Decision.objects.count() == 1
    assert client.post(path("live_end", session)).url == path("wrapup", session)
    session.refresh_from_db()
    assert session.state == SessionState.HELD


def test_ticks_of_two_live_pages_both_count(made):
    room, session = made
    run(room, session)
    client, address = as_(room.facilitator), path("live_people", session)
    one, two, gone = session.attendance.order_by("pk")[:3]
    session.attendance.filter(pk=gone.pk).update(user=UserFactory(), came=True, spoke=True)
    shown = {"was-seats": client.get(path("live", session)).context["were"]}
    autosaves = {"X-Autosave": "1"}

    client.post(address, shown | {"came": [one.pk]})
    saved = client.post(address, shown | {"came": [two.pk], "spoke": [two.pk]}, headers=autosaves)
    seats = session.attendance.filter(came=True).values_list("pk", "spoke")
    assert set(seats) == {(one.pk, False), (two.pk, True), (gone.pk, True)}

    client.post(address, json.loads(saved.headers["X-Fields"]), headers=autosaves)
    assert set(seats.all()) == {(one.pk, False), (gone.pk, True)}


def test_a_round_names_who_speaks_in_turn(made, at):
    room, session = made
    AgendaBlock.objects.filter(agenda=session.agenda, order=1).update(kind="round")
    run(room, session)
    at(BEGINS + MINUTE)
    watcher = as_(room.decider(P))
    sides = [sorted(str(entry.user) for entry in session.partnership.people(s)) for s in (P, T)]
    everybody = ", ".join(name for pair in zip(*sides, strict=True) for name in pair)

    page = watcher.get(path("screen", session))
    seat = session.attendance.get(user=room.decider(P))
    seats.tick(session, came={seat.pk}, spoke=set())
    ticked = watcher.get(path("live_now", session), {"mark": page.context["mark"]}).text
    live.go_on(session, leaving=page.context["stand"].block.pk, by=room.facilitator, now=BEGINS)
    after = watcher.get(path("screen", session)).text

    assert f"Each speaks in turn: {everybody}." in page.text
    assert f"Each speaks in turn: {room.decider(P)}." in ticked
    assert "Each speaks in turn" not in after
