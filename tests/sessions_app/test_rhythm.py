"""Which side fell silent, and the row of Today that offers a letter to its leader."""

import datetime

import pytest
from django.db.models import Q
from django.urls import reverse

from notifications.models import Message, State
from overview import today
from overview.paths import OnPath
from partnerships.models import Partnership, RosterEntry, Side
from sessions_app import letters, rhythm
from sessions_app.models import Attendance, ExitRating, Question, SessionState
from tests.factories import NOW
from tests.factories_letters import address, asked, loaded, send, silent, stalled, today_of
from tests.factories_sessions import SessionFactory

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY = datetime.timedelta(days=1)
BY = {"created_at": NOW, "changed_at": NOW}


# -- who is silent --------------------------------------------------------------------------------
def test_a_side_is_silent_after_a_month_without_a_sign():
    assert silent(stalled(heard=29)) == [P]
    assert silent(stalled(heard=31)) == [P, T]


def came(room, who, at):
    Attendance.objects.create(session=room.session, user=who, side=P, came=True)
    type(room.session).objects.filter(pk=room.session.pk).update(starts_at=at)


def replied_to_the_invitation(room, who, at):
    Attendance.objects.create(session=room.session, user=who, side=P, answered_at=at)


def wrote(room, who, at):
    room.session.contextupdates.create(words="News.", side=P, created_by=who, sent_at=at, **BY)


def kept_a_promise(room, who, at):
    room.partnership.actions.create(
        session=room.session, text="Look.", owner=who, side=P, due_on=NOW.date(), state="done",
        done_at=at, changed_by=who, **BY,
    )  # fmt: skip


def asked_a_question(room, who, at):
    asked(room, at, side=P)


def answered_a_question(room, who, at):
    Question.objects.update(state="answered", answer="6.", answered_at=at, answered_by=who)


SIGNS = [
    came, replied_to_the_invitation, wrote, kept_a_promise, asked_a_question, answered_a_question,
]  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_around_sessions_counts_by_whoever_gives_it(sign):
    room, at = stalled(), NOW - 47 * DAY
    before = loaded(room).partner_heard_at

    sign(room, room.implementer(P), at)

    assert (before, loaded(room).partner_heard_at) == (NOW - 200 * DAY, at)


@pytest.mark.parametrize("sign", [wrote, kept_a_promise, answered_a_question])
def test_what_somebody_else_did_for_a_side_is_no_sign_of_it(sign):
    room = stalled()

    sign(room, room.facilitator, NOW - 47 * DAY)

    assert loaded(room).partner_heard_at == NOW - 200 * DAY


def test_what_was_said_of_a_session_alone_to_the_facilitator_is_no_sign():
    room = stalled()
    ExitRating.objects.create(session=room.session, user=room.decider(P), applied=5, **BY)

    assert silent(room) == [P]


def test_who_never_met_counts_from_the_start_everywhere():
    room = stalled()
    room.session.delete()
    found = []
    for days in (44, 46):
        Partnership.objects.update(starts_on=NOW.date() - days * DAY)
        row = loaded(room)
        asked_of = rhythm.quiet(NOW) & Q(pk=row.pk)
        same = letters.rows(room.facilitator, NOW).filter(asked_of).exists()
        found.append((rhythm.stalled(row, NOW), same, OnPath(row, NOW).stalled))

    assert found == [(False,) * 3, (True,) * 3]
    assert rhythm.said_since(loaded(room)) == (
        "They have not met yet. The start was to be Thursday 21 January."
    )


# -- the row of Today -----------------------------------------------------------------------------
def test_the_row_offers_the_letter_and_the_page_offers_the_dates(client):
    room = stalled(heard=2)
    ask = today_of(room)

    assert (ask.rank, ask.button, ask.url) == (2, "Write to their leader", address(room))
    assert ask.sentence == (
        "No session since Thursday 7 January. Lakeview has been silent for 28 weeks."
    )
    assert ask.why == "Their leader has not been written to. A draft of four lines is ready."


def test_without_a_leader_or_with_two_silent_sides_the_row_offers_what_helps():
    nobody, both, neither = stalled(), stalled(heard=None), stalled()
    RosterEntry.objects.filter(partnership=nobody.partnership, side=P).update(decides=False)
    asked(neither, NOW - DAY, side=P)
    series = [
        reverse("sessions_app:series", args=[room.partnership.pk]) for room in (both, neither)
    ]

    rows = [today_of(room) for room in (nobody, both, neither)]

    assert [(row.button, row.url) for row in rows] == [
        ("See what helps", address(nobody)),
        ("Choose the dates", series[0]),
        ("Choose the dates", series[1]),
    ]
    assert "Nothing has come from either side for a month." in rows[1].sentence
    assert rows[2].sentence == "No session since Thursday 7 January."


def test_after_the_letter_the_row_rests_and_comes_back_once_with_the_dates():
    room = stalled()
    send(room)
    later = NOW + 14 * DAY
    asked(room, later - DAY)

    rests, back = today_of(room), today_of(room, later)

    assert (rests.button, rests.url) == ("Read the letter", address(room))
    assert (rests.until, rests.why) == (
        later.date(),
        "Their leader was written to on Monday 8 March.",
    )
    shown = [today.arrange([ask], {}, at).shown for ask, at in (
        (rests, NOW), (rests, later - DAY), (back, later),
    )]  # fmt: skip
    assert [len(rows) for rows in shown] == [0, 0, 1]
    assert (back.button, back.why) == (
        "Choose the dates",
        "Nothing has come since the letter of Monday 8 March. A call helps more now.",
    )


@pytest.mark.parametrize(
    ("state", "button", "why"),
    [
        (State.BOUNCED, "Choose the dates", "The letter of Monday 8 March did not arrive."),
        (State.STOPPED, "Write to their leader", "Their leader has not been written to."),
    ],
)
def test_a_letter_that_never_arrived_brings_the_row_back_at_once(state, button, why):
    room = stalled()
    send(room)
    Message.objects.update(state=state, stopped_because="Let go.", sent_at=NOW)

    ask = today_of(room)

    assert (ask.until, ask.button) == (None, button)
    assert ask.why.startswith(why)


def test_whoever_is_heard_from_or_met_is_no_row_of_a_letter():
    room = stalled()
    send(room)
    asked(room, NOW + DAY, side=P)
    heard = today_of(room, NOW + 2 * DAY)
    assert heard.until is None
    SessionFactory(partnership=room.partnership, state=SessionState.HELD, local_date=NOW.date())

    assert (heard.button, heard.why) == (
        "Choose the dates", "They have been heard from since the letter of Monday 8 March."
    )  # fmt: skip
    assert rhythm.stall(loaded(room, NOW + 40 * DAY), NOW + 40 * DAY) is None
    again = NOW + 60 * DAY
    asked(room, again - DAY)
    assert today_of(room, again).button == "Write to their leader"
