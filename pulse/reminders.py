"""The pulse request and its one reminder (domain 3, row 41, folded). They carry no answers."""

import datetime
from abc import abstractmethod

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.actor import actor
from foundation.dates import say_day
from notifications import rules
from notifications.models import MessageKind
from partnerships.models import RosterEntry

from .models import PulseForm, PulseRound, RoundState

MORNING = datetime.time(15, tzinfo=datetime.UTC)  # the planner moves it to each person's midweek
REMIND = datetime.timedelta(days=5)  # before the midpoint


class Ask(rules.Rule):
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
        rounds = PulseRound.objects.with_sides().filter(
            state=RoundState.OPEN, closes_on__gte=now.date()
        )
        for round in rounds.order_by("pk"):
            day = self.moment(round)
            if day > (now + rules.AHEAD).date():
                continue
            seats = RosterEntry.objects.standing().filter(
                partnership=round.partnership_id, user__is_active=True
            )
            for seat in seats.select_related("user").order_by("pk"):
                yield self.made(round, seat.user, day)

    def made(self, round, person, day) -> rules.Due:
        """Return one message; its words say nothing of what anybody answered."""
        ends = datetime.datetime.combine(round.closes_on, datetime.time.max, tzinfo=datetime.UTC)
        subject, body = rules.text(
            self.template, name=round.partnership.name, holder=round.holder.name,
            closes=say_day(round.closes_on),
        )  # fmt: skip
        return rules.Due(
            key=f"pulse:{round.pk}:{self.step}:{person.pk}", person=person, subject=subject,
            body=body, at=datetime.datetime.combine(day, MORNING), about=round, expires_at=ends,
            why=_("The check in the middle."), reply_to=round.holder,
            links={"answer": rules.Link("answer", _("Answer, or just talk to me"))},
        )  # fmt: skip

    def stopped(self, message, now):
        """Read the person's own form, as that person; the reason is the same for every case.

        Whoever reads the mail desk would learn from a reason of its own who has answered.
        """
        with actor(message.person):
            round = PulseRound.objects.filter(pk=message.context_id).first()
            own = PulseForm.objects.filter(round=round, person=message.person, answered=True)
            if round is None or not round.takes_answers(now.date()) or own.exists():
                return _("It is not needed any more.")
        return ""


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
