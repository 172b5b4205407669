"""What sessions ask of people on Today: rows of the facilitator and both sides, and their cost."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation.errors import Refused
from partnerships.models import Phase
from sessions_app import asks_work, reflection, reminders
from sessions_app.models import Action, ActionState, PutOff, SessionState
from tests.factories_around import BEFORE, BEGINS, P, T, held, promise, room_of, wrap, written
from tests.factories_partnership import put_in
from tests.factories_sessions import DAY, make_session

pytestmark = pytest.mark.django_db
DAYS = timedelta
AFTER = BEGINS + DAYS(days=1)
NAMED = "Lakeview and Beacon"


@pytest.fixture
def made():
    return room_of(number=6)


def told(asks):
    return [(ask.where, ask.sentence, ask.button, ask.rank) for ask in asks]


def facilitators(room, now=BEFORE):
    return told(asks_work.for_facilitator(room.facilitator, now))


def participants(user, now=BEFORE):
    return told(asks_work.for_participant(user, now))


def off(session, user, way, colleague=None):
    reflection.put_off(session, user, reflection.REFLECTION, way, colleague=colleague, now=BEFORE)


# -- the facilitator ------------------------------------------------------------------------------
def test_a_session_without_a_lesson_is_asked_about(made):
    room, session = made

    (ask,) = asks_work.for_facilitator(room.facilitator, BEFORE)

    assert told([ask]) == [
        (NAMED, "Session 6 has no lesson yet. It is in five days.", "Ask Beacon today", 2)
    ]
    assert (ask.post, ask.url) == (True, reverse("sessions_app:ask_today", args=[session.pk]))


def test_days_are_counted_by_the_calendar(made):
    room, _session = made
    said = [facilitators(room, BEFORE + DAYS(hours=hours))[0][1] for hours in (5, 101)]

    assert [text.partition("It is ")[2] for text in said] == ["in five days.", "tomorrow."]


def test_one_press_takes_it_off_and_two_days_without_an_answer_bring_it_back_as_a_call(made):
    room, session = made
    reminders.ask_now(session, now=BEFORE)

    assert facilitators(room, BEFORE + DAYS(hours=47)) == []
    (back,) = asks_work.for_facilitator(room.facilitator, BEFORE + DAYS(days=2))

    assert (back.button, back.post) == ("Call Beacon and type it", False)
    assert back.why == "They were asked on Saturday 13 March and have not written."


def test_who_was_asked_and_passes_it_on_is_no_answer(made):
    room, session = made
    reminders.ask_now(session, now=BEFORE)
    off(session, room.implementer(T), PutOff.Way.NOT_ME)

    assert [row[2] for row in facilitators(room)] == ["Call Beacon and type it"]


def test_on_the_day_itself_it_is_a_call_however_late_one_asked(made):
    room, session = made
    reminders.ask_now(session, now=BEGINS - DAYS(days=1, hours=3))

    assert facilitators(room, BEGINS - DAYS(days=1, hours=2)) == []
    assert [row[2] for row in facilitators(room, BEGINS - DAYS(hours=3))] == [
        "Call Beacon and type it"
    ]


def test_when_mail_helps_no_more_it_is_a_call(made):
    room, session = made
    row = "Session 6 has no lesson yet. It is today.", "Call Beacon and type it", 1
    off(session, room.implementer(T), PutOff.Way.NOT_ME)

    (early,) = asks_work.for_facilitator(room.facilitator, BEFORE)

    assert (early.button, early.post) == ("Call Beacon and type it", False)
    assert facilitators(room, BEGINS - DAYS(hours=3)) == [(NAMED, *row)]


def test_where_the_colleague_who_was_named_has_left_it_is_a_call(made):
    room, session = made
    off(session, room.implementer(T), PutOff.Way.COLLEAGUE, colleague=room.decider(T))
    (named,) = asks_work.for_facilitator(room.facilitator, BEFORE)
    entry = next(e for e in room.people.values() if e.user_id == room.decider(T).pk)
    type(entry).objects.filter(pk=entry.pk).update(until=BEFORE.date())

    (left,) = asks_work.for_facilitator(room.facilitator, BEFORE)

    assert (named.button, named.post) == ("Ask Beacon today", True)
    assert (left.button, left.post) == ("Call Beacon and type it", False)
    assert left.url == reverse("sessions_app:typed", args=[session.pk])


@pytest.mark.parametrize("way", [PutOff.Way.NOT_ME, PutOff.Way.NOT_NOW])
def test_the_colleague_may_pass_it_back_or_take_longer(made, way):
    room, session = made
    off(session, room.implementer(T), PutOff.Way.COLLEAGUE, colleague=room.decider(T))
    off(session, room.decider(T), way)

    (ask,) = asks_work.for_facilitator(room.facilitator, BEFORE)

    assert ask.post is (way == PutOff.Way.NOT_NOW)
    with nullcontext() if ask.post else pytest.raises(Refused):
        reminders.ask_now(session, now=BEFORE)


def test_words_that_are_there_are_not_asked_for(made):
    room, session = made
    written(session, room.implementer(T), did="Cards.", happened="", transfers="")

    assert facilitators(room) == []


def test_notes_are_waited_for_until_they_are_sent(made):
    room, session = made
    written(session, room.implementer(T), did="Cards.", happened="", transfers="")
    held(room, session)

    (ask,) = asks_work.for_facilitator(room.facilitator, AFTER)
    wrap(room, session)

    assert told([ask]) == [
        (NAMED, "Four people are waiting for the notes of Thursday’s session.",
         "Read and send the notes", 1)
    ]  # fmt: skip
    assert ask.url == reverse("sessions_app:wrapup", args=[session.pk])
    assert facilitators(room, AFTER) == []


def test_notes_of_a_session_weeks_ago_are_named_by_its_date(made):
    room, session = made
    held(room, session)

    (ask,) = asks_work.for_facilitator(room.facilitator, AFTER + DAYS(days=7))

    said = "Four people are waiting for the notes of the session on Thursday 18 March."
    assert ask.sentence == said


def test_a_promise_carried_on_and_on_is_named(made):
    room, session = made
    written(session, room.implementer(T), did="Cards.", happened="", transfers="")
    promise(session, room.implementer(P), due_on=DAY + DAYS(days=30), carried=1)
    row = promise(session, room.implementer(P), due_on=DAY + DAYS(days=30), carried=2)

    (ask,) = asks_work.for_facilitator(room.facilitator, BEFORE)

    assert told([ask]) == [
        (NAMED, "A promise was carried over two times.", "Talk about it, then settle it", 4)
    ]
    Action.objects.filter(pk=row.pk).update(state=ActionState.DROPPED)
    assert facilitators(room) == []


def test_another_facilitator_is_asked_nothing(made):
    other, _session = room_of(number=2, state=SessionState.CANCELLED)

    assert facilitators(other) == []


# -- both sides -----------------------------------------------------------------------------------
def test_each_side_is_asked_for_its_own_words(made):
    room, session = made

    assert participants(room.implementer(T)) == [
        (NAMED, "Three short answers", "Start, two lines are enough", 2)
    ]
    assert participants(room.implementer(P)) == [
        (NAMED, "What changed since last time?", "Write two lines", 2)
    ]
    assert (participants(room.decider(T)), participants(room.decider(P))) == ([], [])


def test_who_passes_it_on_is_asked_no_more_and_the_colleague_is(made):
    room, session = made
    off(session, room.implementer(T), PutOff.Way.COLLEAGUE, colleague=room.decider(T))

    assert participants(room.implementer(T)) == []
    assert [row[1] for row in participants(room.decider(T))] == ["Three short answers"]


@pytest.mark.parametrize("side", [P, T])
def test_not_now_takes_it_off_a_home_until_three_days_before(made, side):
    room, session = made
    ask = reflection.ASKED_OF[side]
    reflection.put_off(session, room.implementer(side), ask, "not_now", now=BEFORE)

    days = [BEGINS - DAYS(days=days, hours=1) for days in (4, 3, 2)]

    assert [len(participants(room.implementer(side), now)) for now in days] == [0, 0, 1]


def test_what_is_written_or_too_late_or_paused_is_not_asked(made):
    room, session = made

    late = participants(room.implementer(P), BEGINS - DAYS(hours=3))
    written(session, room.implementer(T), did="Cards.", happened="", transfers="")
    answered = participants(room.implementer(T))
    put_in(room.partnership, Phase.PAUSED)

    assert (late, answered, participants(room.implementer(P))) == ([], [], [])


def test_an_own_promise_comes_up_before_its_day(made):
    room, session = made
    mine = promise(session, room.decider(P), due_on=BEFORE.date())
    promise(session, room.implementer(P), text="Book rooms", due_on=BEFORE.date())
    promise(session, room.decider(P), text="Later", due_on=BEFORE.date() + DAYS(days=60))

    (ask,) = asks_work.for_participant(room.decider(P), BEFORE)

    assert told([ask]) == [(NAMED, "Translate the cards", "Say how it went", 3)]
    assert ask.url == reverse("sessions_app:report", args=[mine.pk])
    assert ask.skipped == "It stays open until it is talked about."  # maybe no session is to come


# -- what it costs --------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 6])
def test_a_query_or_two_however_many(made, many, django_assert_num_queries):
    room, session = made
    for number in range(1, many + 1):
        past = make_session(room, number=10 + number, local_date=DAY - DAYS(days=7 * number + 7),
                            state=SessionState.HELD)  # fmt: skip
        promise(past, room.implementer(P), due_on=DAY - DAYS(days=40), carried=3)

    with django_assert_num_queries(2):
        facilitator = asks_work.for_facilitator(room.facilitator, BEFORE)
    with django_assert_num_queries(1):
        side = asks_work.for_participant(room.implementer(P), BEFORE)

    assert (len(facilitator), len(side)) == (many + 2, many + 1)
