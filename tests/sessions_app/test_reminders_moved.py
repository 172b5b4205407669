"""A session that moves is announced again for its new day, once, and asks only for what lacks."""

from datetime import timedelta

import pytest

from notifications import delivery, planner, rules
from notifications.models import Message, MessageKind, State
from partnerships import partnership_services
from sessions_app import reminders, series_services
from tests.factories_around import BEGINS, P, T, room_of, written
from tests.factories_sessions import DAY, TIME, ZONE

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
TOLD = BEGINS - WEEK + timedelta(hours=2)  # by then the mails of the first date have gone
KINDS = [MessageKind.BEFORE, MessageKind.REMINDER]


@pytest.fixture
def made():
    room, session = room_of()
    planner.plan(BEGINS - WEEK)
    return room, session


def gone():
    """Let what was planned leave, and return its keys."""
    rows = Message.objects.filter(kind=MessageKind.BEFORE, state=State.QUEUED)
    keys = list(rows.values_list("key", flat=True))
    rows.update(state=State.SENT, sent_at=TOLD, handed_at=TOLD)
    return keys


def move(room, session, weeks=2, now=TOLD):
    date = series_services.Date(DAY + weeks * WEEK, TIME, ZONE)
    series_services.reschedule(session, date, because="Storm", by=room.facilitator, now=now)


def new(now, kinds=KINDS):
    """Plan, and return (rule, person) of what is new."""
    before = set(Message.objects.values_list("pk", flat=True))
    planner.plan(now)
    rows = Message.objects.filter(kind__in=kinds).exclude(pk__in=before)
    return {(row.rule.removeprefix("sessions."), row.person_id) for row in rows}


def everybody(room):
    return {
        ("before_reflection", room.implementer(T).pk), ("before_update", room.implementer(P).pk),
        ("before", room.decider(T).pk), ("before", room.decider(P).pk),
        ("reflection_again", room.implementer(T).pk),
    }  # fmt: skip


def test_a_session_that_moved_is_announced_again_and_once(made):
    room, session = made
    assert len(gone()) == 4
    move(room, session)

    assert new(BEGINS + WEEK) == everybody(room)
    assert new(BEGINS + WEEK + timedelta(hours=1)) == set()
    told = Message.objects.filter(rule="sessions.before", state=State.QUEUED)
    assert {mail.subject.split(":")[0] for mail in told} == {"Thursday 1 April"}


def test_words_that_are_there_are_not_asked_for_again_and_their_writer_hears_the_day(made):
    room, session = made
    gone()
    written(session, room.implementer(T), did="Cards.")
    assert new(TOLD) == set()
    move(room, session)

    assert new(BEGINS + WEEK) == {
        ("before", room.implementer(T).pk), ("before_update", room.implementer(P).pk),
        ("before", room.decider(T).pk), ("before", room.decider(P).pk),
    }  # fmt: skip


def test_what_still_waited_for_the_old_day_does_not_go(made):
    room, session = made
    waiting = list(Message.objects.filter(kind__in=KINDS))
    assert {rules.get(mail.rule).stopped(mail, TOLD) for mail in waiting} == {""}
    move(room, session)

    assert {rules.get(mail.rule).stopped(mail, TOLD) for mail in waiting} == {
        "The session moved to another day; the mail of that day says so."
    }


def test_another_hour_of_the_same_day_is_no_second_mail(made):
    room, session = made
    gone()
    date = series_services.Date(DAY, TIME.replace(hour=17), ZONE)
    series_services.reschedule(session, date, because="Bus", by=room.facilitator, now=TOLD)

    assert new(TOLD + timedelta(hours=1)) == set()


def undated():
    for mail in Message.objects.filter(kind__in=KINDS):
        Message.objects.filter(pk=mail.pk).update(key=mail.key.removesuffix(f":{DAY}"))


def test_mails_named_before_the_date_was_part_of_it_go_once_for_their_day(made):
    room, session = made
    undated()
    assert new(BEGINS - WEEK) == set()
    gone()
    assert new(TOLD) == set()
    move(room, session)

    assert new(BEGINS + WEEK) == everybody(room)


def test_a_session_that_moved_back_is_announced_for_its_first_day_after_all(made):
    room, session = made
    move(room, session)
    rows = Message.objects.filter(kind=MessageKind.BEFORE, state=State.QUEUED)
    for row in rows:
        row.stopped_because = rules.get(row.rule).stopped(row, TOLD)
        Message.objects.filter(pk=row.pk).update(
            state=State.STOPPED, stopped_because=row.stopped_because
        )
    assert {row.stopped_because for row in rows} == {str(reminders.MOVED)}

    move(room, session, weeks=0, now=TOLD)

    again = {one for one in everybody(room) if one[0] != "reflection_again"}
    assert new(TOLD) >= again
    assert new(TOLD) == set()


@pytest.mark.parametrize("breaks", ["called off", "paused"])
def test_what_fell_due_while_it_was_off_or_paused_goes_when_that_is_over(made, breaks):
    room, session = made
    how = {"by": room.facilitator, "now": TOLD}
    if breaks == "paused":
        partnership_services.pause(partnership=room.fresh(), why="Testing weeks", **how)
    else:
        series_services.cancel(session, because="Snow", **how)
    delivery.hand_over_due(TOLD)
    stopped = Message.objects.filter(kind=MessageKind.BEFORE, state=State.STOPPED)
    assert (stopped.count(), new(TOLD, [MessageKind.BEFORE])) == (4, set())

    if breaks == "paused":
        partnership_services.resume(partnership=room.fresh(), **how)
    else:
        series_services.bring_back(session, **how)

    assert len(new(TOLD, [MessageKind.BEFORE])) == 4
    assert new(TOLD + timedelta(hours=1), [MessageKind.BEFORE]) == set()
