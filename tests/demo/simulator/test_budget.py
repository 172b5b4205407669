"""A simulated year costs nobody more minutes than design, mechanism 6, and nobody a third mail."""

import dataclasses
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from demo.simulator import invented, post, program
from notifications import rules
from notifications.models import WENT, Message
from overview import today
from partnerships.models import Phase
from sessions_app.models import Session, SessionState

# What a play on PostgreSQL would find, tests/demo/test_demonstration.py finds.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.whole,
    pytest.mark.own,
    pytest.mark.timeout(600),
]
NOW = datetime(2026, 11, 18, 17, tzinfo=UTC)
BUDGET = {"leads": {"partner": 15, "thought_partner": 35}, "decides": 10, "implements": 15}
MIDPOINT = 10  # minutes more in the months of the pulse check
TO_KICKOFF = 75  # minutes of everyone in all, from the match to the kickoff


@pytest.fixture
def _mailboxes(settings):
    settings.DEMO_MAILBOXES = True


def played(character):
    cast = invented.cast(1, months=12, characters=[character])
    (room,) = program.simulate(NOW, cast)
    return room


def budget(seat) -> int:
    allowed = BUDGET[seat.does]
    return allowed[seat.side] if isinstance(allowed, dict) else allowed


def spent(person) -> Counter:
    """Return (year, month, pulse or not) to minutes; an ask that is repeated costs once."""
    asked, minutes = set(), Counter()
    for message in person.messages.filter(state__in=WENT, minutes__gt=0).order_by("sent_at"):
        what = (message.rule.partition(".")[0] + message.kind[:5], message.context_id)
        if message.rule.startswith("pulse"):
            what = ("pulse", message.context_id)
        if what not in asked:
            asked.add(what)
            month = (message.sent_at.year, message.sent_at.month)
            minutes[(*month, message.rule.startswith("pulse"))] += message.minutes
    return minutes


@pytest.mark.usefixtures("_mailboxes")
@pytest.mark.parametrize("character", ["good", "skips_everything"])
def test_a_year_stays_within_minutes_and_mails_and_ends(character):
    room = played(character)

    over = {
        (seat.key, month): minutes
        for seat in room.pair.seats
        for month, minutes in spent(room.people[seat.key]).items()
        if minutes > (MIDPOINT if month[2] else budget(seat))
    }
    assert over == {}
    assert {most_in_a_week(person) for person in room.people.values()} <= {1, 2}
    assert room.fresh().phase == Phase.CLOSED
    states = Session.objects.filter(partnership=room.partnership).values_list("state", flat=True)
    assert set(states) == {SessionState.WRAPPED_UP}


@pytest.fixture
def asked(monkeypatch):
    """Each day of a play, what the homes of all people ask: person to (button, page) to minutes."""
    found, deliver = defaultdict(dict), post.Post.deliver

    def and_look(self, room, *, now, plan):
        deliver(self, room, now=now, plan=plan)
        for person in User.objects.filter(email__contains="-1."):
            own, _forms = today.of_organization(person, now)
            for ask in [*own, *today.of_participant(person, now)[0]]:
                found[person.email.partition("@")[0]][ask.button, ask.url] = ask.minutes

    monkeypatch.setattr(post.Post, "deliver", and_look)
    return found


@pytest.mark.usefixtures("_mailboxes")
def test_from_the_match_to_the_kickoff_nobody_is_asked_for_more_than_75_minutes(asked):
    (pair,) = invented.cast(1, months=12)
    pair = dataclasses.replace(pair, at=1, in_days=23)

    (room,) = program.simulate(NOW, [pair])

    assert room.calendar.kickoff == NOW.date()
    minutes = {seat.key: sum(asked[seat.key].values()) for seat in pair.seats}
    for seat in pair.seats:
        minutes[seat.key] += sum(spent(room.people[seat.key]).values())
    assert min(minutes.values()) > 0
    assert max(minutes.values()) <= TO_KICKOFF


def most_in_a_week(person) -> int:
    sent = sorted(
        Message.objects.filter(person=person, state__in=WENT, exempt=False).values_list(
            "handed_at", flat=True
        )
    )
    week = timedelta(days=7)
    return max(sum(at <= one < at + week for one in sent) for at in sent)


def test_every_ask_has_a_price_within_its_budget():
    prices = rules.prices()

    each = defaultdict(int)
    for price in prices:
        each[price.who] = max(each[price.who], price.minutes)
    assert prices
    assert max(each.values()) <= 35
