"""A mail before a session that leaves late names no past day, and the reminder is second."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from foundation.errors import Refused
from notifications import delivery, planner, rules
from notifications.models import Message, MessageKind, State
from sessions_app import reminders
from tests.factories_around import BEGINS, P, T, room_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
EVE = BEGINS.replace(hour=3, minute=30)  # 10:30 pm Central on Wednesday, 11:30 pm Eastern
ASKING = ["sessions.before_reflection", "sessions.before_update"]


@pytest.fixture
def made():
    return room_of()


def before_mails():
    return Message.objects.filter(kind=MessageKind.BEFORE)


def test_what_goes_on_the_morning_of_the_session_asks_for_nothing_and_names_no_last_day(made):
    room, session = made
    planner.plan(EVE)

    mails = before_mails()

    assert set(mails.values_list("rule", flat=True)) == {"sessions.before"}
    assert mails.count() == 4
    assert not any("Wednesday" in f"{mail.subject}{mail.body}" for mail in mails)
    assert all("The agenda goes ahead as it stands. Sign in" in mail.body for mail in mails)


def test_what_waited_until_the_day_for_writing_was_over_asks_no_more(made):
    room, session = made
    planner.plan(BEGINS - timedelta(days=7))
    asked = set(before_mails().filter(rule__in=ASKING).values_list("person", flat=True))

    planner.plan(EVE)

    assert asked == {room.implementer(P).pk, room.implementer(T).pk}
    assert not before_mails().filter(rule__in=ASKING).exists()


def test_no_mail_asks_by_hand_when_it_would_come_too_late(made):
    room, session = made
    first = reminders.ask_now(session, now=EVE - timedelta(days=1))

    with pytest.raises(Refused, match="too late for a mail"):
        reminders.ask_now(session, now=EVE)

    assert rules.get(first.rule).stopped(first, EVE - HOUR * 6) == ""
    assert rules.get(first.rule).stopped(first, EVE) == "It came too late for an answer."


def test_across_the_date_line_a_mail_asks_until_the_day_that_it_names():
    """Thursday in Guam begins on Wednesday morning in Chicago: Tuesday is the last day there."""
    room, session = room_of(time_zone="Pacific/Guam")
    rows = type(room.implementer(T)).objects
    rows.update(time_zone="America/Chicago")
    tuesday = session.starts_at.astimezone(ZoneInfo("America/Chicago")).replace(day=16, hour=12)

    planner.plan(tuesday)
    on_the_day = set(before_mails().values_list("rule", flat=True))
    planner.plan(tuesday + timedelta(hours=20))

    assert set(ASKING) < on_the_day
    assert set(before_mails().values_list("rule", flat=True)) == {"sessions.before"}


def test_the_reminder_waits_for_the_mail_that_asks(made):
    """The ask is held by the cap of a week; the reminder, planned before that, does not pass it."""
    room, session = made
    planner.plan(BEGINS - timedelta(days=7))
    ask = before_mails().get(rule="sessions.before_reflection")
    again = Message.objects.get(kind=MessageKind.REMINDER)
    monday = again.due_at + HOUR
    Message.objects.exclude(pk=again.pk).update(due_at=monday + HOUR)

    delivery.hand_over_due(monday)

    again.refresh_from_db()
    assert (again.state, again.handed_at) == (State.QUEUED, None)
    assert again.waits_because.startswith("The mail that asks went less than two days ago")
    Message.objects.filter(pk=ask.pk).update(state=State.SENT, handed_at=monday, sent_at=monday)
    assert rules.get(again.rule).rests(again, monday + timedelta(days=1)) != ""
    assert rules.get(again.rule).rests(again, monday + timedelta(days=2)) == ""
