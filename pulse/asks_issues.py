"""Issues on Today: one row a partnership for whoever holds the talks, a bare fact for a lead.

What is read here stands in the round (see `issues`), so that no home asks a sealed table.
"""

import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.asks import Ask
from foundation.dates import say_day
from partnerships.asks_names import where
from partnerships.models import GOES_ON

from .models import PulseRound

IDLE = datetime.timedelta(days=3)  # domain 3, row 46


def columns() -> dict:
    """Annotate the first round with something due, and the one in which something serious waits."""
    rounds = PulseRound.objects.filter(partnership=OuterRef("pk"))
    due = rounds.filter(issue_due_on__isnull=False).order_by("issue_due_on", "pk")
    serious = rounds.filter(serious_since__isnull=False).order_by("serious_since", "pk")
    return {
        "issue_round": _first(due, "pk"),
        "issue_due_on": _first(due, "issue_due_on"),
        "serious_round": _first(serious, "pk"),
        "serious_since": _first(serious, "serious_since"),
    }


def _first(rows: QuerySet, name: str) -> Subquery:
    return Subquery(rows.values(name)[:1])


def idle(now: datetime.datetime) -> Q:
    """Say where a serious one is untouched for three days; after `columns`."""
    return Q(phase__in=GOES_ON, serious_since__lte=now - IDLE)


def of_partnership(row, now: datetime.datetime, today: datetime.date) -> list[Ask]:
    """Return the one row for the holder of a partnership with `columns`: the serious one first.

    `today` is the holder's day.
    """
    if row.phase not in GOES_ON:
        return []
    if row.serious_since and row.serious_since <= now - IDLE:
        return [_serious(row)]
    if row.issue_due_on and row.issue_due_on < today:
        return [_late(row, now)]
    return []


def _serious(row) -> Ask:
    since = timezone.localtime(row.serious_since)
    return Ask(
        rank=2, due=row.serious_since + IDLE, where=where(row), minutes=5,
        sentence=_("Something serious from the midpoint talks waits for a first step."),
        why=_("Untouched since %(day)s.") % {"day": say_day(since.date())},
        button=_("See who could look after it"),
        url=reverse("pulse:issues", args=[row.serious_round]),
    )  # fmt: skip


def _late(row, now) -> Ask:
    day_end = datetime.time(17, tzinfo=now.tzinfo)
    return Ask(
        rank=4, due=datetime.datetime.combine(row.issue_due_on, day_end), where=where(row),
        sentence=_("What was to change after the midpoint is past its date."),
        why=_("It was due on %(day)s.") % {"day": say_day(row.issue_due_on)},
        button=_("Say what came of it"), url=reverse("pulse:issues", args=[row.issue_round]),
    )  # fmt: skip
