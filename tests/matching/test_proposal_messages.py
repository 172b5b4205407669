"""How long an answer may take, and what is sent about a proposal."""

from datetime import UTC, date, datetime, timedelta

import pytest

from foundation.errors import Refused
from matching import deadlines, reminders
from matching.services import consent, proposals
from notifications import planner, rules
from notifications.models import Message
from partnerships import membership_services
from tests import factories_proposals as make
from tests.factories import NOW
from tests.factories_proposals import P, T

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def steer(proposal):
    return {"proposal": proposal, "by": proposal.application.facilitator, "now": NOW}


# -- time ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("zone", "ends"),
    [
        ("Pacific/Honolulu", datetime(2027, 3, 23, 10, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 3, 23, 4, tzinfo=UTC)),  # clocks changed on the 14th
        ("Pacific/Kiritimati", datetime(2027, 3, 23, 10, tzinfo=UTC)),
    ],
)
def test_fourteen_days_end_at_midnight_where_the_person_is(zone, ends):
    asked = datetime(2027, 3, 8, 15, tzinfo=UTC)

    assert deadlines.until(asked, zone) == ends


def test_an_evening_in_honolulu_counts_from_its_own_day():
    asked = datetime(2027, 3, 9, 6, tzinfo=UTC)  # Monday 8 March, 8 pm in Honolulu

    until = deadlines.until(asked, "Pacific/Honolulu")

    assert until == datetime(2027, 3, 23, 10, tzinfo=UTC)
    assert deadlines.last_day(until, "Pacific/Honolulu") == date(2027, 3, 22)


def test_honolulu_answers_until_its_own_midnight_and_not_a_second_longer():
    proposal = make.sent(zones={P: "Pacific/Honolulu", T: "America/New_York"})
    midnight = datetime(2027, 3, 23, 10, tzinfo=UTC)
    eastern = datetime(2027, 3, 23, 4, tzinfo=UTC)
    assert (proposal.partner_until, proposal.thought_partner_until) == (midnight, eastern)

    with pytest.raises(Refused, match="The fourteen days are over"):
        make.say(proposal, T, now=eastern)
    make.say(proposal, P, now=midnight - timedelta(seconds=1))
    with pytest.raises(Refused, match="The fourteen days are over"):
        make.say(proposal, P, "decline", now=midnight)

    assert proposals.expire_due(midnight - timedelta(seconds=1)) == 0
    assert proposals.expire_due(midnight) == 1
    assert proposals.expire_due(midnight) == 0
    assert make.again(proposal).state == "expired"
    with pytest.raises(Refused, match="The fourteen days are over"):
        make.say(proposal, T, now=midnight + DAY)


def test_two_answers_in_time_are_never_expired():
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="x")
    make.say(proposal, T)

    assert proposals.expire_due(NOW + 30 * DAY) == 0


def test_the_planner_lets_it_end():
    proposal = make.sent()

    planner.plan(NOW + 16 * DAY)

    assert make.again(proposal).state == "expired"


# -- messages --------------------------------------------------------------------------------------
def due(now):
    return sorted((d.at, d.person.pk) for d in reminders.ConsentRequest().due(now))


def test_who_has_not_answered_is_asked_again_after_four_and_nine_days():
    proposal = make.sent()
    person = make.who(proposal, T)
    make.say(proposal, P)

    found = due(NOW + 3 * DAY)

    days = (timedelta(0), 4 * DAY, 9 * DAY)
    assert found == [(NOW + after, person.pk) for after in days]
    make.say(proposal, T)
    assert due(NOW + 3 * DAY) == []


def test_nobody_is_asked_again_once_it_ended_or_is_to_be_settled():
    ended, settling = make.sent(), make.sent()
    proposals.withdraw(**steer(ended), why="x")
    make.say(settling, P, "conditions", conditions="x")
    make.say(settling, T)

    assert due(NOW) == []


def test_the_planned_request_is_the_one_that_was_sent():
    make.sent()

    planner.plan(NOW)
    planner.plan(NOW)

    assert sorted(Message.objects.values_list("key", flat=True).distinct()) == sorted(
        Message.objects.values_list("key", flat=True)
    )
    assert Message.objects.filter(kind="consent").count() == 4  # now and day 4, each side


def test_a_reminder_stops_without_saying_what_was_answered():
    proposal = make.sent()
    planner.plan(NOW)
    first, message = Message.objects.filter(person=make.who(proposal, P)).order_by("planned_for")
    Message.objects.filter(pk=first.pk).update(state="sent", sent_at=NOW, handed_at=NOW)
    rule = reminders.ConsentRequest()
    assert rule.stopped(message, NOW) == ""

    make.say(proposal, P, "decline")
    message.refresh_from_db()

    assert rule.stopped(message, NOW) == "Answered."
    proposals.withdraw(**steer(proposal), why="x")
    assert rule.stopped(message, NOW) == "The proposal ended."
    assert message.stopped_because == "Answered."


def test_a_reminder_does_not_overtake_the_first_request_that_waits_for_a_new_week():
    proposal = make.sent()
    planner.plan(NOW)
    first, again = Message.objects.filter(person=make.who(proposal, P)).order_by("planned_for")
    Message.objects.filter(pk=first.pk).update(due_at=NOW + 6 * DAY)
    rule = reminders.ConsentRequest()

    assert rule.stopped(again, NOW + 5 * DAY) == "The one before it has not gone yet."
    assert rule.stopped(first, NOW + 5 * DAY) == ""
    Message.objects.filter(pk=first.pk).update(state="sent", sent_at=NOW, handed_at=NOW)
    assert rule.stopped(again, NOW + 5 * DAY) == ""


def test_the_outcome_goes_to_both_sides_and_the_facilitator():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T)

    told = {m.person_id for m in Message.objects.filter(kind="notice")}

    both = {make.who(proposal, side).pk for side in (P, T)}
    assert told == {*both, proposal.application.facilitator_id}


@pytest.mark.parametrize("how", ["decline", "expired", "withdrawn"])
def test_the_words_of_not_proceeding_are_the_same_whatever_ended_it(how):
    proposal = make.sent()
    make.say(proposal, P)
    if how == "decline":
        make.say(proposal, T, "decline")
    elif how == "expired":
        proposals.expire_due(NOW + 16 * DAY)
    else:
        proposals.withdraw(**steer(proposal), why="x")

    told = Message.objects.get(kind="notice", person=make.who(proposal, P))

    assert told.subject == "The proposed match for Cedarbrook is not proceeding"
    assert told.body == (
        "The match we proposed for Cedarbrook is not proceeding. This says nothing about your work,"
        " and nothing you wrote is lost.\n\nThere is nothing for you to do."
        f" {proposal.application.facilitator} writes to you about what comes next; you can answer"
        " this mail at any time."
    )


def test_a_request_names_the_day_the_price_and_not_the_other_side():
    proposal = make.sent(zones={P: "Pacific/Honolulu"})

    asked = Message.objects.get(person=make.who(proposal, P))

    assert asked.subject == "By Monday 22 March: one page to read for Cedarbrook"
    assert "5 minutes" in asked.body
    assert "Prairie" not in asked.subject + asked.body
    assert asked.expires_at == proposal.partner_until


def test_the_ask_has_its_price():
    prices = {price.rule: (price.who, price.minutes) for price in rules.prices()}

    assert prices["matching.consent"] == ("leader", 5)


# -- who left --------------------------------------------------------------------------------------
def test_who_decides_now_is_asked_instead_of_who_left_and_not_three_times_at_once():
    proposal = make.sent()
    planner.plan(NOW)
    left = make.who(proposal, T)
    message = Message.objects.filter(person=left).latest("planned_for")
    now = NOW + 5 * DAY
    place = proposal.offer.organization.memberships.get(user=left)
    membership_services.end(place, by=left, now=now)
    rule = reminders.ConsentRequest()

    assert left.pk not in {pk for _at, pk in due(now)}  # and nobody else decides yet
    other = make.decider(proposal.offer.organization).user
    assert [at for at, pk in due(now) if pk == other.pk] == [NOW + 4 * DAY, NOW + 9 * DAY]
    assert rule.stopped(message, now) == "They do not decide for Prairie any more."
    planner.plan(now)
    asked = Message.objects.filter(person=other, kind="consent").earliest("planned_for")
    assert rule.stopped(asked, now) == ""
    make.say(proposal, T, by=other, now=now)
    asked.refresh_from_db()
    assert rule.stopped(asked, now) == "Answered."


@pytest.mark.parametrize("then", ["settled", "withdrawn"])
def test_that_something_is_left_to_do_is_not_told_once_it_was_done(then):
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="After 3 pm.")
    make.say(proposal, T)
    told = Message.objects.get(key__contains=":settle:")
    assert told.state == "queued"

    if then == "settled":
        consent.settle(**steer(make.again(proposal)), words="After 3:30 pm.")
    else:
        proposals.withdraw(**steer(make.again(proposal)), why="x")

    told.refresh_from_db()
    assert (told.state, told.stopped_because) == ("stopped", "It was done.")


def test_what_became_of_it_is_told_to_who_decides_by_then():
    proposal = make.sent()
    left = make.who(proposal, T)
    place = proposal.offer.organization.memberships.get(user=left)
    membership_services.end(place, by=left, now=NOW + DAY)
    other = make.decider(proposal.offer.organization).user

    proposals.withdraw(**steer(proposal) | {"now": NOW + 2 * DAY}, why="x")

    told = {one.person for one in Message.objects.filter(kind="notice")}
    assert (other in told, left in told) == (True, False)


def test_asking_costs_the_same_at_two_sizes(django_assert_num_queries):
    for count in (1, 3):
        for _n in range(count):
            make.sent()
        with django_assert_num_queries(5):
            due(NOW)
