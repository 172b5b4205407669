"""The pulse request and its one reminder (domain 3, row 41, folded), and who reads it anew.

They carry no answers.
"""

import datetime
from abc import abstractmethod

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.actor import actor
from foundation.dates import say_day
from notifications import rules
from notifications.models import MessageKind
from partnerships.models import GOES_ON, RosterEntry

from . import days
from .models import PulseForm, PulseRound, RoundState, TalkState
from .permissions import talks_for

MORNING = datetime.time(15, tzinfo=datetime.UTC)  # the planner moves it to each person's midweek
REMIND = datetime.timedelta(days=5)  # before the midpoint


def _taking_answers(now):
    rounds = PulseRound.objects.with_sides().filter(
        state=RoundState.OPEN, closes_on__gte=days.earliest(now),
        partnership__phase__in=GOES_ON,
    )  # fmt: skip
    return rounds.order_by("pk")


def _round_of(message):
    """Return the round a message is about, or None, with what says whether it takes answers."""
    rows = PulseRound.objects.select_related("partnership")
    return rows.filter(pk=message.context_id).first()


def _everybody(round):
    seats = RosterEntry.objects.standing().filter(
        partnership=round.partnership_id, user__is_active=True
    )
    return [seat.user for seat in seats.select_related("user").order_by("pk")]


def _made(rule, round, person, *, at, key, button, why) -> rules.Due:
    """Return one message; its words say nothing of what anybody answered."""
    ends = days.end(person, round.closes_on)
    subject, body = rules.text(
        rule.template, name=round.partnership.name, holder=round.holder.name,
        closes=say_day(round.closes_on),
    )  # fmt: skip
    return rules.Due(
        key=key, person=person, subject=subject, body=body, at=at, about=round, expires_at=ends,
        why=why, reply_to=round.holder, links={"answer": rules.Link("answer", button)},
    )  # fmt: skip


class OfRound(rules.Rule):
    """What all mails of a round share: in a pause they wait, whoever has answered."""

    def rests(self, message, now):
        round = _round_of(message)
        if round is None or not round.rests(days.today(message.person, now)):
            return ""
        return _("The partnership is paused.")


class Ask(OfRound):
    """What request and reminder share."""

    rows = (41,)
    who = gettext_lazy("each person on the roster")
    kind = MessageKind.PULSE
    ask = True
    minutes = 6
    skipped = gettext_lazy("The facilitator asks you in the talk instead.")
    screen = gettext_lazy("The facilitator's guide for the talk with your side.")
    midweek = True
    step = ""
    template = ""

    @abstractmethod
    def moment(self, round) -> datetime.date:
        """Return the day on which it is sent."""

    def due(self, now):
        """Everybody on the roster of an open round; no answer is read to say who."""
        for round in _taking_answers(now):
            day = self.moment(round)
            if day > (now + rules.AHEAD).date():
                continue
            at = datetime.datetime.combine(day, MORNING)
            for person in _everybody(round):
                yield _made(
                    self, round, person, at=at, key=f"pulse:{round.pk}:{self.step}:{person.pk}",
                    button=_("Answer, or just talk to me"), why=_("The pulse check."),
                )  # fmt: skip

    def stopped(self, message, now):
        """Read the person's own form, as that person; the reason is the same for every case.

        Whoever reads the mail desk would learn from a reason of its own who has answered.
        """
        with actor(message.person):
            round = _round_of(message)
            own = PulseForm.objects.filter(round=round, person=message.person, answered=True)
            if (
                round is None
                or not round.takes_answers(days.today(message.person, now))
                or own.exists()
                or _talks_by_tonight(message.person, round, now)
            ):
                return _("It is not needed any more.")
        return ""


def _talks_by_tonight(person, round, now) -> bool:
    """Say whether the side of `person` has had its talk, or has it today.

    What is asked before a talk comes too late on its morning.
    """
    tonight = days.end(person, days.today(person, now))
    soon = Q(state=TalkState.BOOKED, starts_at__lte=tonight)
    talks = talks_for(person).filter(Q(state=TalkState.HELD) | soon, round=round)
    return talks.exists()


@rules.register
class Request(Ask):
    name = "pulse.request"
    step = "request"
    template = "pulse/mail/request.txt"

    def moment(self, round):
        return round.opens_on


@rules.register
class Reminder(Ask):
    name = "pulse.reminder"
    step = "reminder"
    template = "pulse/mail/reminder.txt"

    def moment(self, round):
        """Five days before the middle, and never sooner than a week after the request."""
        week = datetime.timedelta(days=7)
        return max(round.midpoint - REMIND, round.opens_on + week)


@rules.register
class AnotherReader(OfRound):
    """Somebody else reads the answers by now: all on the roster are told, whoever has answered."""

    name = "pulse.reader"
    rows = (41,)
    template = "pulse/mail/reader.txt"

    def due(self, now):
        """Everybody on the roster of a round whose reader changed; no answer is read to say who."""
        for round in _taking_answers(now).exclude(reader_since=None):
            for person in _everybody(round):
                yield _made(
                    self, round, person, at=round.reader_since, key=f"{_change(round)}{person.pk}",
                    button=_("Open the six minutes"),
                    why=_("Somebody else reads the answers now."),
                )  # fmt: skip

    def stopped(self, message, now):
        """The reasons tell nothing of what anybody answered."""
        round = _round_of(message)
        if round is None or not round.takes_answers(days.today(message.person, now)):
            return _("It is not needed any more.")
        if not message.key.startswith(_change(round)):
            return _("By now somebody else reads the answers.")
        return ""


def _change(round) -> str:
    """Return what the keys of all mails about one change of the reader begin with."""
    return f"pulse:{round.pk}:reader:{round.reader_since:%Y%m%dT%H%M%S.%f}:"
