"""What a program officer reads of lessons: what is public, what comes next, and one number.

No sentence of a lesson that only two organizations share is in it (design, mechanism 1).
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from partnerships.models import Program

from .models import Brief, BriefState, Insight, InsightState

SHOWN = 5


class Line(NamedTuple):
    """One title with its date, and its public address once it has one."""

    text: str
    on: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Told:
    """`public` and `coming` are lists of Line, `in_use` counts lessons used and not public."""

    public: list[Line]
    in_use: int
    coming: list[Line]


def told(program: Program, *, now: datetime.datetime) -> Told:
    """Return what stands on the sheet of `program`; two queries."""
    briefs = Brief.objects.filter(
        partnership__round__program=program, state__in=[BriefState.PUBLISHED, BriefState.REVIEW]
    )
    rows = list(briefs.order_by("-published_at", "answer_by", "pk"))
    public = [row for row in rows if row.state == BriefState.PUBLISHED]
    coming = [row for row in rows if row.state == BriefState.REVIEW and row.answer_by]
    used = Insight.objects.filter(
        partnership__round__program=program, state=InsightState.USED
    ).exclude(
        brief_lines__brief__state=BriefState.PUBLISHED, brief_lines__withdrawn_at=None
    )  # fmt: skip
    return Told(
        [_line(row) for row in public[:SHOWN]],
        used.count(),
        [Line(r.title, r.answer_by) for r in coming[:SHOWN]],
    )


def _line(brief) -> Line:
    return Line(brief.title, timezone.localdate(brief.published_at), brief.get_public_url())
