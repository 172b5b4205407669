"""The running session: one clock for all, two tabs press once, nobody need end it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.errors import AlreadyMoved, Refused
from sessions_app import catching, live, wrapup
from sessions_app.agenda_services import blocks_of
from sessions_app.models import Action, Capture, Decision, LiveRun, SessionState
from tests.factories_around import BEGINS, MINUTE, P, T, room_of, run
from tests.rivals import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return room_of()


def caught(session):
    return catching.everything(wrapup.gather(session, None))


def where(session, now):
    return live.where(session, LiveRun.objects.get(), blocks_of(session.agenda), now)


def press(room, session, count, now):
    for _n in range(count):
        leaving = LiveRun.objects.get().block_id
        live.go_on(session, leaving=leaving, by=room.facilitator, now=now)


def test_it_starts_from_an_hour_before_and_once(made):
    room, session = made
    with pytest.raises(Refused):
        run(room, session, BEGINS - 61 * MINUTE)

    first = run(room, session, BEGINS - 2 * MINUTE)
    again = run(room, session, BEGINS)

    assert (again.pk, again.started_at) == (first.pk, BEGINS - 2 * MINUTE)
    assert where(session, BEGINS).number == 1


def test_where_it_stands_when_on_time(made):
    room, session = made
    run(room, session)
    press(room, session, 3, BEGINS + 25 * MINUTE)

    at = where(session, BEGINS + 39 * MINUTE)

    assert (at.number, at.block.kind, at.next.kind) == (4, "main", "group")
    assert at.ends_at == BEGINS + 45 * MINUTE
    assert live.left(at.ends_at, BEGINS + 39 * MINUTE) == "6:00"
    assert (at.behind, at.elapsed, at.ways) == (0, 39.0, [])
    assert live.in_time(at.behind) == "On time"


def test_where_it_stands_when_behind_with_two_ways_back(made):
    room, session = made
    run(room, session)
    press(room, session, 3, BEGINS + 29 * MINUTE)

    at = where(session, BEGINS + 42 * MINUTE)

    assert at.behind == 4
    assert live.in_time(at.behind) == "Four minutes behind the plan"
    assert [(way.number, way.minutes, way.button) for way in at.ways] == [
        (5, 21, "Shorten block 5"), (7, 0, "Move block 7"),
    ]  # fmt: skip
    assert at.would_end == BEGINS + 94 * MINUTE


def test_a_way_back_brings_it_back(made):
    room, session = made
    run(room, session)
    press(room, session, 3, BEGINS + 29 * MINUTE)
    now = BEGINS + 42 * MINUTE
    way = where(session, now).ways[0]

    live.shorten(session, way.block.pk, way.minutes, by=room.facilitator, now=now)

    assert where(session, now).behind == 0
    with pytest.raises(AlreadyMoved):
        live.shorten(session, way.block.pk, way.minutes, by=room.facilitator, now=now)


def test_a_block_moved_out_is_passed_over(made):
    room, session = made
    run(room, session)
    press(room, session, 5, BEGINS)
    parked = blocks_of(session.agenda)[6]
    live.shorten(session, parked.pk, 0, by=room.facilitator, now=BEGINS)

    press(room, session, 1, BEGINS)

    assert where(session, BEGINS).number == 8
    with pytest.raises(Refused):
        press(room, session, 1, BEGINS)


def test_past_its_minutes_a_block_counts_up_and_more_minutes_help(made):
    room, session = made
    run(room, session)
    now = BEGINS + 6 * MINUTE + timedelta(seconds=30)
    assert live.left(where(session, now).ends_at, now) == "+1:30"

    live.give(session, 5, block=where(session, now).block.pk, by=room.facilitator, now=now)

    assert live.left(where(session, now).ends_at, now) == "3:30"
    with pytest.raises(Refused):
        live.give(session, 7, block=where(session, now).block.pk, by=room.facilitator, now=now)


def test_ahead_is_said_in_words(made):
    room, session = made
    run(room, session)
    press(room, session, 1, BEGINS + 3 * MINUTE)

    behind = where(session, BEGINS + 3 * MINUTE).behind
    assert live.in_time(behind) == "Two minutes ahead of the plan"


def test_minutes_spent_by_block_are_kept(made):
    room, session = made
    run(room, session)
    press(room, session, 1, BEGINS + 7 * MINUTE)
    live.end(session, by=room.facilitator, now=BEGINS + 20 * MINUTE)

    one, two = blocks_of(session.agenda)[:2]
    row = LiveRun.objects.get()
    assert row.spent == {str(one.pk): 420, str(two.pk): 780}
    assert (row.ended_at, session.state) == (BEGINS + 20 * MINUTE, SessionState.HELD)


def test_a_forgotten_session_closes_itself_half_an_hour_after_its_end(made):
    room, session = made
    run(room, session)
    assert live.close_forgotten(BEGINS + 119 * MINUTE) == 0

    assert live.close_forgotten(BEGINS + 121 * MINUTE) == 1

    session.refresh_from_db()
    assert (session.state, LiveRun.objects.get().ended_at) == (
        SessionState.HELD, BEGINS + 120 * MINUTE,
    )  # fmt: skip
    assert live.close_forgotten(BEGINS + 122 * MINUTE) == 0


def test_the_same_words_sent_twice_or_saved_while_typed_are_one_row(made):
    room, session = made
    key = uuid4()
    kept = {"key": key, "by": room.facilitator, "now": BEGINS}
    catching.keep(session, "insight", "Agree the sig", **kept)

    catching.keep(session, "insight", "Agree the signal first", side=T, **kept)

    row = Capture.objects.get()
    assert (row.pk, row.words, row.kind, row.side) == (key, "Agree the signal first", "insight", T)


def test_a_change_of_kind_moves_the_words(made):
    room, session = made
    kept = {"key": uuid4(), "by": room.facilitator, "now": BEGINS}
    catching.keep(session, "quote", "Cards in Spanish", **kept)

    catching.keep(session, "decision", "Cards in Spanish", **kept)

    assert Capture.objects.count() == 0
    assert Decision.objects.get().text == "Cards in Spanish"


def test_empty_words_take_it_back_and_nobody_elses(made):
    room, session = made
    key = uuid4()
    catching.keep(session, "parked", "Summer pay", key=key, by=room.facilitator, now=BEGINS)
    catching.keep(session, "parked", "", key=key, by=room.decider(P), now=BEGINS)
    assert [row.words for row in caught(session)] == ["Summer pay"]

    catching.keep(session, "parked", " ", key=key, by=room.facilitator, now=BEGINS)

    assert caught(session) == []


def test_an_action_without_a_name_or_date_stays_with_who_typed_it(made):
    room, session = made
    kept = {"by": room.facilitator, "now": BEGINS}
    catching.keep(session, "action", "Book rooms", key=uuid4(), **kept)
    catching.keep(session, "action", "Translate", key=uuid4(), owner=room.implementer(P), **kept)

    rows = Action.objects.order_by("text").values_list("text", "owner", "side", "due_on")
    later = session.local_date + timedelta(days=14)
    assert list(rows) == [
        ("Book rooms", room.facilitator.pk, "facilitation", later),
        ("Translate", room.implementer(P).pk, P, later),
    ]


def test_words_are_refused_with_an_unknown_kind_or_too_long_a_line(made):
    room, session = made
    for kind, words in [("gossip", "x"), ("decision", "x" * 401)]:
        with pytest.raises(Refused):
            catching.keep(session, kind, words, key=uuid4(), by=room.facilitator, now=BEGINS)
    assert caught(session) == []


def test_whoever_spoke_came(made):
    room, session = made
    one, two, *_rest = session.attendance.order_by("pk")

    catching.tick(session, {one.pk}, {two.pk})

    came = session.attendance.filter(came=True).values_list("pk", flat=True)
    assert set(came) == {one.pk, two.pk}
    assert list(session.attendance.filter(spoke=True).values_list("pk", flat=True)) == [two.pk]


@pytest.mark.django_db(transaction=True)
def test_eight_tabs_press_next_at_once_and_it_goes_on_once(made):
    room, session = made
    leaving = run(room, session).block_id

    results = together(
        8, lambda _n: live.go_on(session, leaving=leaving, by=room.facilitator, now=BEGINS)
    )

    assert results.count(True) <= 1
    assert where(session, BEGINS).number == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_capture_from_eight_threads_is_one_row(made):
    room, session = made
    key = uuid4()
    kept = {"key": key, "by": room.facilitator, "now": BEGINS}

    together(8, lambda _n: catching.keep(session, "decision", "Once", **kept))

    assert list(Decision.objects.values_list("pk", "text")) == [(key, "Once")]
