"""Where partnerships are on their path, as columns of the query that lists them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateTimeField, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from partnerships.models import Partnership, Phase, PlanItem
from sessions_app.models import TO_COME, Session, SessionKind, SessionState

MET = (SessionState.HELD, SessionState.WRAPPED_UP)
QUIET = datetime.timedelta(days=45)  # domain 0.13: no session held for so long
MEETING = (Phase.ACTIVE, Phase.MIDPOINT)


def with_path(rows: QuerySet[Partnership], now: datetime.datetime) -> QuerySet[Partnership]:
    """Annotate `held` and `planned` monthly sessions, `last_met_at` and `next_at`."""
    of_it = Session.objects.filter(partnership=OuterRef("pk"))
    monthly = of_it.filter(kind=SessionKind.MONTHLY).exclude(state=SessionState.CANCELLED)
    months = PlanItem.objects.filter(partnership=OuterRef("pk"))
    return rows.annotate(
        held=_count(monthly.filter(state__in=MET)),
        planned=Greatest(_count(monthly), _count(months)),
        last_met_at=_one(of_it.filter(state__in=MET).order_by("-starts_at")),
        next_at=_one(of_it.filter(state__in=TO_COME, starts_at__gte=now).order_by("starts_at")),
    )


def _count(rows):
    counted = rows.order_by().values("partnership").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _one(rows):
    return Subquery(rows.values("starts_at")[:1], output_field=DateTimeField())


def quiet(now: datetime.datetime) -> Q:
    """Say which partnerships that meet monthly have met nobody for 45 days; after `with_path`."""
    since = now - QUIET
    met_long_ago = Q(last_met_at__lt=since)
    never_met = Q(last_met_at=None, starts_on__lt=since.date())
    return Q(phase__in=MEETING) & (met_long_ago | never_met)


@dataclass(frozen=True)
class OnPath:
    """One partnership as a row of a table draws it."""

    row: Any  # a partnership of `with_path`
    now: datetime.datetime

    @property
    def started(self) -> bool:
        """True once the kickoff is over."""
        return self.row.phase not in (Phase.FORMING, Phase.KICKOFF) or self.row.held > 0

    @property
    def days_quiet(self) -> int:
        """Days since they last met, counted from the start if they never did."""
        last = self.row.last_met_at
        return (self.now - last).days if last else (self.now.date() - self.row.starts_on).days

    @property
    def stalled(self) -> bool:
        """The same as `quiet`, for one row."""
        return self.row.phase in MEETING and self.days_quiet > QUIET.days
