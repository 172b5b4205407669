"""What happens to a check when people leave: nobody waits in a talk that is off."""

import datetime

import pytest

from accounts import services
from notifications.models import Message
from partnerships import roster_services
from pulse import asks, rounds
from pulse.forms import BookForm
from tests.factories import NOW
from tests.factories_pulse import P, T, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def talk_of(made, side=P):
    talk = made.conversations.get(side=side)
    talk.round = made
    return talk


def book(made, people, *, side=P, days=2, now=NOW):
    """Book the talk of a side with `people`, as the page does."""
    rounds.book(
        talk=talk_of(made, side), starts_at=NOW + days * DAY, place="I call you", people=people,
        by=made.holder, now=now,
    )  # fmt: skip


def delivered():
    Message.objects.filter(state="queued").update(state="sent", sent_at=NOW)


def waiting(person):
    rows = Message.objects.filter(person=person, key__startswith="pulse:", state="queued")
    return list(rows.values_list("kind", flat=True))


def test_who_is_out_is_told_even_where_the_talk_moves_again_before_the_mail_went():
    room, made = make_round()
    stays, out = room.decider(P), room.implementer(P)
    book(made, [stays, out])
    delivered()

    book(made, [stays], days=3, now=NOW + HOUR)
    book(made, [stays], days=4, now=NOW + HOUR)

    assert (waiting(out), waiting(stays)) == (["cancellation"], ["invitation"])


def test_who_heard_of_no_talk_is_told_of_none():
    room, made = make_round()
    stays, out = room.decider(P), room.implementer(P)
    book(made, [stays, out])

    book(made, [stays], days=3, now=NOW + HOUR)

    assert (waiting(out), waiting(stays)) == ([], ["invitation"])


def test_each_calendar_mail_comes_after_the_one_before():
    room, made = make_round()
    people = [room.decider(P)]
    book(made, people)
    delivered()
    rounds.declined(talk=talk_of(made), why="", by=made.holder, now=NOW)
    delivered()
    book(made, people, days=3)

    said = {
        (int(row.calendar_text.split("SEQUENCE:")[1].split()[0]), row.kind)
        for row in Message.objects.filter(key__contains=":talk:")
    }
    assert said == {(0, "invitation"), (1, "cancellation"), (2, "invitation")}


@pytest.mark.parametrize("how", ["off the roster", "for good"])
def test_who_leaves_is_out_of_the_talk_and_told(how):
    room, made = make_round()
    stays, leaves = room.decider(P), room.implementer(P)
    book(made, [stays, leaves])
    delivered()

    if how == "for good":
        services.deactivate(leaves, None, NOW + HOUR)
    else:
        entry = room.people[P, "implementer"]
        roster_services.remove_person(entry, by=stays, now=NOW + HOUR)

    talk = talk_of(made)
    assert (talk.state, list(talk.people.all())) == ("booked", [stays])
    assert (waiting(leaves), waiting(stays)) == (["cancellation"], [])


def test_a_talk_with_nobody_left_is_to_book_again_and_the_holder_is_asked():
    room, made = make_round()
    leaves = room.implementer(P)
    book(made, [leaves])
    book(made, [room.decider(T)], side=T, days=3)
    delivered()
    assert asks.for_holder(made.holder, NOW) == []

    entry = room.people[P, "implementer"]
    roster_services.remove_person(entry, by=room.decider(P), now=NOW + HOUR)

    talk, seats = talk_of(made), rounds.people_of(made, P)
    assert (talk.state, talk.people.count(), waiting(leaves)) == ("to_book", 0, ["cancellation"])
    (ask,) = asks.for_holder(made.holder, NOW + HOUR)
    assert ask.sentence == "One midpoint talk is not booked."
    form = BookForm(offered=[], seats=seats, talk=talk)
    assert form.fields["who"].initial == [str(room.decider(P).pk)]
    assert form.fields["other"].initial is None
    rounds.held(talk=talk, people=[room.decider(P)], by=made.holder, now=NOW + 9 * DAY)
    assert talk_of(made).starts_at == NOW + 9 * DAY


def test_a_talk_that_was_is_nothing_to_call_off():
    room, made = make_round()
    leaves = room.implementer(P)
    book(made, [leaves])
    delivered()

    entry = room.people[P, "implementer"]
    roster_services.remove_person(entry, by=room.decider(P), now=NOW + 3 * DAY)

    talk = talk_of(made)
    assert (talk.state, list(talk.people.all()), waiting(leaves)) == ("booked", [leaves], [])
