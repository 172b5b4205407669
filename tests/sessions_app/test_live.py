"""The running session: one clock for all, two tabs press once, nobody need end it."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from foundation import clock
from foundation.errors import AlreadyMoved, Refused
from partnerships import partnership_services
from sessions_app import catching, live, seats, wrapup
from sessions_app.agenda_services import blocks_of
from sessions_app.models import Action, Capture, Decision, LiveRun, SessionState
from sessions_app.queries import whole
from tests.factories import ProgramRoleFactory
from tests.factories_around import BEGINS, MINUTE, P, T, promise, room_of, run, wrap
from tests.reading import as_
from tests.rivals import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return room_of()


def caught(session):
    return catching.everything(wrapup.gather(session, None))


def where(session, now):
    return live.where(session, LiveRun.objects.get(), blocks_of(session.agenda), now)


def path(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


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
    told = live.told(session, at, BEGINS + 39 * MINUTE, "America/Chicago")
    assert "Central. As things go you end at" in told


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


def test_ended_too_soon_it_goes_on_as_if_nobody_had_pressed(made):
    room, session = made
    run(room, session)
    press(room, session, 1, BEGINS + 7 * MINUTE)
    untouched = where(session, BEGINS + 25 * MINUTE)
    live.end(session, by=room.facilitator, now=BEGINS + 20 * MINUTE)

    assert live.resume(session, by=room.facilitator, now=BEGINS + 22 * MINUTE) is True

    assert live.resume(session, by=room.facilitator, now=BEGINS + 22 * MINUTE) is False
    assert where(session, BEGINS + 25 * MINUTE) == untouched
    press(room, session, 1, BEGINS + 27 * MINUTE)
    assert sorted(LiveRun.objects.get().spent.values()) == [420, 1200]
    assert live.end(session, by=room.facilitator, now=BEGINS + 80 * MINUTE) is True


@pytest.mark.parametrize("late", ["half an hour after its end", "its notes went"])
def test_once_it_is_over_it_does_not_go_on(made, late):
    room, session = made
    run(room, session)
    live.end(session, by=room.facilitator, now=BEGINS + 20 * MINUTE)
    now = BEGINS + 120 * MINUTE
    if late == "its notes went":
        now = BEGINS + 21 * MINUTE
        session.__class__.objects.filter(pk=session.pk).update(
            state="wrapped_up", notes_sent_at=now
        )

    with pytest.raises(Refused, match="It is over by now"):
        live.resume(session, by=room.facilitator, now=now)

    assert LiveRun.objects.get().ended_at == BEGINS + 20 * MINUTE


def test_who_runs_it_finds_the_way_back_and_nobody_else(made, enter, monkeypatch):
    room, session = made
    run(room, session)
    live.end(session, by=room.facilitator, now=BEGINS + 20 * MINUTE)
    page, button = path("live", session), "It is not over: let the clock go on"
    monkeypatch.setattr(clock, "now", lambda: BEGINS + 21 * MINUTE)

    found = [
        button in enter(room.facilitator).get(path(n, session)).text for n in ("live", "screen")
    ]
    assert found == [True, False]
    assert button not in enter(room.decider(P)).get(page).text
    client = enter(room.facilitator)
    assert "back to the live page" in client.get(path("wrapup", session)).text
    for _twice in range(2):
        assert client.post(path("live_resume", session)).url == page

    assert "Next block" in client.get(page).text
    live.end(session, by=room.facilitator, now=BEGINS + 22 * MINUTE)
    monkeypatch.setattr(clock, "now", lambda: BEGINS + 121 * MINUTE)
    late = as_(room.facilitator)
    assert "The session has ended" in late.get(page).text
    assert button not in late.get(page).text
    assert late.post(path("live_resume", session)).status_code == 409


def test_sending_the_notes_ends_a_clock_that_was_forgotten(made):
    room, session = made
    run(room, session)

    wrap(room, session, now=BEGINS + 80 * MINUTE)

    assert LiveRun.objects.get().ended_at == BEGINS + 80 * MINUTE
    session.refresh_from_db()
    assert session.state == SessionState.WRAPPED_UP


def test_what_the_former_facilitator_promised_goes_to_the_one_of_today(made):
    room, session = made
    own = promise(session, room.facilitator, side="facilitation")
    kept = promise(session, room.facilitator, side="facilitation", state="done", done_at=BEGINS)
    theirs = promise(session, room.implementer(P))
    successor = ProgramRoleFactory(program=room.partnership.round.program).user

    partnership_services.hand_over(
        partnership=room.partnership, to=successor, because="New region.", by=room.lead, now=BEGINS
    )

    owners = dict(Action.objects.values_list("pk", "owner"))
    assert owners == {
        own.pk: successor.pk, kept.pk: room.facilitator.pk, theirs.pk: room.implementer(P).pk,
    }  # fmt: skip


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

    seats.tick(session, {one.pk}, {two.pk})

    came = session.attendance.filter(came=True).values_list("pk", flat=True)
    assert set(came) == {one.pk, two.pk}
    assert list(session.attendance.filter(spoke=True).values_list("pk", flat=True)) == [two.pk]


def test_who_did_not_come_did_not_speak_where_a_page_without_scripts_unticks_one_of_both(made):
    _room, session = made
    one, two, *_rest = session.attendance.order_by("pk")
    session.attendance.update(came=True, spoke=True)
    shown = {one.pk: (True, True), two.pk: (True, True)}

    seats.tick(session, {two.pk}, {one.pk, two.pk}, shown)

    one.refresh_from_db()
    assert (one.came, one.spoke) == (False, False)
    kept = seats.sent(shown, {two.pk}, {one.pk, two.pk})
    assert seats.read(kept) == {one.pk: (False, False), two.pk: (True, True)}


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
def test_ending_going_on_and_sending_at_once_never_wait_for_each_other(made):
    room, session = made
    run(room, session)
    session.attendance.update(came=True)
    said = {"by": room.facilitator, "now": BEGINS + 80 * MINUTE}

    def act(number):
        own = whole().get(pk=session.pk)
        for round in range(12):
            press = wrapup.send if round == 11 else (live.end, live.resume)[number % 2]
            with suppress(Refused):
                press(own, **said)

    errors = [error for error in together(6, act) if error]

    assert errors == []
    session.refresh_from_db()
    assert (session.state, session.notes_sent_at) == (SessionState.WRAPPED_UP, said["now"])
    assert LiveRun.objects.get().ended_at == said["now"]


@pytest.mark.django_db(transaction=True)
def test_the_same_capture_from_eight_threads_is_one_row(made):
    room, session = made
    key = uuid4()
    kept = {"key": key, "by": room.facilitator, "now": BEGINS}

    together(8, lambda _n: catching.keep(session, "decision", "Once", **kept))

    assert list(Decision.objects.values_list("pk", "text")) == [(key, "Once")]


@pytest.mark.parametrize("name", ["live", "screen", "live_now"])
def test_a_not_here_is_read_by_who_catches_alone_until_the_notes_go(made, enter, monkeypatch, name):
    room, session = made
    monkeypatch.setattr("foundation.clock.now", lambda: BEGINS + MINUTE)
    run(room, session)
    for kind, words in (("not_here", "Pay for substitutes"), ("parked", "Spanish cards")):
        catching.keep(session, kind, words, key=uuid4(), by=room.facilitator, now=BEGINS + MINUTE)

    def reads(user):
        page = enter(user).get(path(name, session)).content.decode()
        assert "Spanish cards" in page
        return "Pay for substitutes" in page

    sides = [room.decider(side) for side in (P, T)]
    before = [reads(user) for user in (*sides, room.lead)]
    assert reads(room.facilitator) is (name != "screen")
    wrap(room, session)

    assert before == [False, False, False]
    assert reads(sides[0])
