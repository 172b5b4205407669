"""Where partnerships are on their path, as columns of the query that lists them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from partnerships.models import Partnership, Phase
from sessions_app import rhythm
from sessions_app.queries import path


def with_path(rows: QuerySet[Partnership], now: datetime.datetime) -> QuerySet[Partnership]:
    """Annotate `held` and `planned` monthly sessions, `last_met_at` and `next_at`."""
    return rows.annotate(**path(now))


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
        return (self.now.date() - (last.date() if last else self.row.starts_on)).days

    @property
    def stalled(self) -> bool:
        """True when they have not met for long."""
        return rhythm.stalled(self.row, self.now)
