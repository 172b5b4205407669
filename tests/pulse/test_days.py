"""A day of the check ends where a person lives: on the page, at home, in the mail, in a service."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import User
from foundation.errors import Refused
from notifications import planner, rules
from notifications.models import Message
from pulse import asks, issues, rounds
from pulse.models import PulseIssue, PulseRound
from pulse.models_issues import IssueState
from tests.factories import NOW
from tests.factories_issues import acting
from tests.factories_pulse import P, T, answer, make_round, make_theme, release, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
DAY = datetime.timedelta(days=1)
BUTTON = "Answer, or just talk to me"


@pytest.fixture
def last_evening(monkeypatch):
    """A round on the evening of its last day in Chicago; in Greenwich it is tomorrow."""
    room, made = make_round()
    User.objects.update(time_zone="America/Chicago")
    at = datetime.datetime.combine(made.closes_on + DAY, datetime.time(1), tzinfo=datetime.UTC)
    monkeypatch.setattr("foundation.clock.now", lambda: at)
    return room, PulseRound.objects.with_sides().get(pk=made.pk), at


def again(person):
    return User.objects.get(pk=person.pk)


def test_a_home_asks_while_the_form_is_open(last_evening, enter):
    room, made, at = last_evening
    person = again(room.implementer(P))

    form = enter(person).get(reverse("pulse:answer", args=[made.pk])).text
    over = at + datetime.timedelta(hours=5)  # past midnight in Chicago

    assert "Send just this" in form
    assert [ask.button for ask in asks.for_participant(person, at)] == [BUTTON]
    assert asks.for_participant(person, over) == []


def test_a_mail_goes_and_its_link_opens_until_the_day_ends_for_that_person(last_evening):
    room, made, at = last_evening
    planner.plan(at)

    person = again(room.implementer(P))
    for row in Message.objects.filter(rule__startswith="pulse.", person=person):
        assert row.expires_at == datetime.datetime.combine(
            made.closes_on, datetime.time.max, tzinfo=person.time_zone
        )
        assert rules.get(row.rule).stopped(row, at) == ""
        assert rules.get(row.rule).stopped(row, at + datetime.timedelta(hours=5)) != ""
    assert Message.objects.filter(rule="pulse.request", person=person).exists()


def test_who_reads_it_now_is_told_on_the_last_evening_too(last_evening):
    room, made, at = last_evening
    PulseRound.objects.update(reader_since=at - DAY)
    planner.plan(at)

    row = Message.objects.filter(rule="pulse.reader").first()
    assert rules.get(row.rule).stopped(row, at) == ""


def test_what_is_let_travel_or_settled_carries_the_day_of_whoever_did_it(last_evening):
    room, made, at = last_evening
    person = again(room.implementer(P))
    answer(made, person, we_gain="3")
    theme = release(make_theme(made), person, now=at)
    issue = acting(made)
    issues.move(issue=issue, new=IssueState.RESOLVED, by=again(made.holder), now=at)

    assert theme.released_on == made.closes_on
    assert PulseIssue.objects.get().settled_on == made.closes_on


def test_a_change_is_shared_back_no_sooner_than_the_page_says(last_evening):
    room, made, at = last_evening
    talks_held(made, T)
    issue, holder = acting(made), again(made.holder)

    with pytest.raises(Refused, match="Both talks come first"):
        issues.share(issue=issue, by=holder, now=at)
    issues.share(issue=issue, by=holder, now=at + datetime.timedelta(hours=5))


def test_nothing_is_past_its_date_before_the_day_ends(last_evening):
    room, made, at = last_evening
    holder = again(made.holder)
    acting(made, due_on=made.closes_on)

    def late(now):
        return [ask for ask in asks.for_holder(holder, now) if "past its date" in ask.sentence]

    assert late(at) == []
    assert len(late(at + datetime.timedelta(hours=5))) == 1


def test_a_check_opens_on_the_day_its_page_tells():
    room, _none = make_round(open_=False)
    User.objects.update(time_zone="America/Chicago")
    evening = NOW.replace(hour=1) + DAY
    by = again(room.facilitator)

    made = rounds.open_round(partnership=room.partnership, by=by, now=evening)

    assert made.opens_on == NOW.date()


@pytest.mark.parametrize("hours", [3, 27])
def test_no_mail_asks_for_the_six_minutes_on_the_day_of_the_talk(hours):
    """The other side, whose talk is not booked, is asked."""
    room, made = make_round()
    planner.plan(NOW)
    person, talk = room.implementer(P), made.conversations.get(side=P)
    rounds.book(talk=talk, starts_at=NOW + datetime.timedelta(hours=hours), place="",
                people=[person], by=room.facilitator, now=NOW)  # fmt: skip

    rows = Message.objects.filter(rule="pulse.request")
    stops = {m.person_id: bool(rules.get(m.rule).stopped(m, NOW)) for m in rows}

    assert stops == {
        person.pk: hours == 3, room.decider(P).pk: hours == 3,
        room.implementer(T).pk: False, room.decider(T).pk: False,
    }  # fmt: skip
