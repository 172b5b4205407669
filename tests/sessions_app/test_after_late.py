"""The mail after a session tells what is open as it leaves, not as the notes were sent."""

from datetime import datetime, timedelta

import pytest

from foundation.dates import say_when
from notifications import planner, rules
from notifications.models import Message, MessageKind, State
from sessions_app import actions, after
from sessions_app.models import Action
from tests.factories_around import BEGINS, P, T, held, promise, room_of, wrap

pytestmark = pytest.mark.django_db
LEAVES = BEGINS + timedelta(days=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def made():
    room, session = room_of()
    held(room, session)
    own = [promise(session, room.implementer(side), side=side) for side in (P, T)]
    return room, wrap(room, session), own


def mail_of(person):
    return Message.objects.get(kind=MessageKind.AFTER, person=person)


def test_what_was_done_and_rated_meanwhile_is_not_asked_for(made):
    room, session, (own, _other) = made
    person = room.implementer(P)
    before = mail_of(person)
    actions.settle(own, "done", by=person, now=LEAVES - HOUR)
    seat = session.attendance.get(user=person)
    after.rate(seat, applied=4, shared=4, line="", now=LEAVES - HOUR)

    planner.plan(LEAVES - timedelta(minutes=1))

    leaves, another = mail_of(person), mail_of(room.implementer(T))
    assert ("is open" in before.body, set(before.links)) == (True, {"read", "done1"})
    assert ("is open" in leaves.body, "How was it?" in leaves.body, leaves.links) == (
        False, False, {},
    )  # fmt: skip
    assert ("is open" in another.body, set(another.links)) == (True, {"read", "done1"})
    assert (leaves.due_at, leaves.minutes) == (before.due_at, before.minutes)
    assert Message.objects.filter(kind=MessageKind.AFTER).count() == 4


def test_what_has_gone_and_what_waits_long_stays_as_it_is(made):
    room, session, (own, _other) = made
    person = room.implementer(P)
    actions.settle(own, "done", by=person, now=LEAVES - HOUR)

    planner.plan(LEAVES - HOUR)
    early = mail_of(person).body
    Message.objects.update(state=State.SENT, sent_at=LEAVES, handed_at=LEAVES)
    planner.plan(LEAVES)

    assert "is open" in early
    assert mail_of(person).body == early


def test_it_costs_nothing_while_no_mail_leaves(made, statements):
    rule = rules.get("sessions.after")

    with statements() as asked:
        assert list(rule.due(LEAVES - HOUR)) == []

    assert len(asked) == 1


def test_it_says_until_when_two_taps_are_taken(made):
    room, session, _own = made

    person = room.implementer(P)
    body = mail_of(person).body

    ends = say_when(LEAVES + 3 * DAY, person.time_zone)
    assert f"one line if you like, 2 minutes, until {ends}." in body


def test_a_promise_long_past_its_day_can_be_reported_on_from_the_mail_that_asks(made):
    room, session, (own, _other) = made
    person = room.implementer(P)
    Action.objects.filter(pk=own.pk).update(due_on=LEAVES.date() - 40 * DAY)

    planner.plan(LEAVES - timedelta(minutes=1))

    until = datetime.fromisoformat(mail_of(person).links["done1"]["until"])
    assert until - LEAVES > 9 * DAY
