"""Mail along the moving clock: rules are asked, what is due lands in the mailboxes."""

import datetime
from dataclasses import dataclass

from django.db.models import F, Q

from notifications import delivery, planner, settling
from notifications.models import Message, MessageKind, State

from .timeline import Event

DAY = datetime.timedelta(days=1)
ROUND_AT = datetime.time(16, 30, tzinfo=datetime.UTC)  # morning everywhere in the play
AT_ONCE = 2000  # messages a round
RECENT = datetime.timedelta(days=63)  # what the mail desk and the mailboxes show first
WENT_BY = MessageKind.REMINDER  # asked one by one, for most of them are not needed any more


@dataclass(frozen=True)
class Post:
    """`whole`: rules, which look seven days ahead, are asked twice a week, and each message is
    handed over by itself on its day, as in a real year. Else rules are asked once a week of the
    last nine, and what was due goes at once."""

    whole: bool = False

    def rounds(self, since: datetime.datetime, until: datetime.datetime) -> list[Event]:
        """Return one round a day between two moments, and a last one at `until`."""
        day, found = since.date(), []
        while (at := datetime.datetime.combine(day, ROUND_AT)) < until:
            asks = day.weekday() in (0, 3) if self.whole else self._late(at, until)
            if at > since:
                found.append(Event(at, "~", self.deliver, None, {"plan": asks}))
            day += DAY
        return [*found, Event(until, "~", self.deliver, None, {"plan": True})]

    @staticmethod
    def _late(at, until) -> bool:
        return at.weekday() == 0 and at > until - RECENT

    def deliver(self, _room, *, now: datetime.datetime, plan: bool) -> None:
        """Plan if it is time, and put what is due where it belongs; nothing leaves the machine.

        People of the play have addresses that belong to nobody (notifications.settling).
        """
        if plan:
            planner.plan(now)
        if not self.whole:
            _put_in_mailboxes(now)
        if Message.objects.due(now).exists():
            delivery.hand_over_due(now, AT_ONCE)


def _put_in_mailboxes(now):
    """Do for many what delivery does for one: what nobody need be asked about went when due."""
    due = Message.objects.due(now).exclude(kind=WENT_BY)
    due.filter(Q(expires_at=None) | Q(expires_at__gt=F("due_at"))).update(
        state=State.SENT, handed_at=F("due_at"), sent_at=F("due_at"), provider_id=settling.MAILBOX
    )
