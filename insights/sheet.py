"""What a program officer reads of lessons: what is public, what comes next, and one number.

No sentence of a lesson that only two organizations share is in it (design, mechanism 1), and no
title before both leaders signed it: what comes next is told by its organizations and its day.
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from partnerships.asks_names import names, where
from partnerships.models import Program

from .models import Brief, BriefState, Insight, InsightState

SHOWN = 5


class Line(NamedTuple):
    """What one brief is called with its date, and its public address once it has one."""

    text: str
    on: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Told:
    """What is public, and what comes next."""

    public: list[Line]
    coming: list[Line]


def in_use():
    """Return the lessons that somebody uses and that no published brief tells."""
    return Insight.objects.filter(state=InsightState.USED).exclude(
        brief_lines__brief__state=BriefState.PUBLISHED, brief_lines__withdrawn_at=None
    )


def told(program: Program) -> Told:
    """Return what stands on the sheet of `program`; one query of a few rows."""
    briefs = Brief.objects.filter(partnership__round__program=program)
    newest = briefs.on_shelf().order_by("-published_at", "pk")[:SHOWN]
    due = briefs.in_review().order_by("answer_by", "pk")[:SHOWN]
    shown = Q(pk__in=newest.values("pk")) | Q(pk__in=due.values("pk"))
    found = Brief.objects.filter(shown).annotate(**names("partnership"))
    rows = list(found.order_by("-published_at", "answer_by", "pk"))
    public = [row for row in rows if row.state == BriefState.PUBLISHED]
    coming = [
        Line(where(row), row.answer_by) for row in rows if row not in public and row.answer_by
    ]
    return Told([_line(row) for row in public], coming)


def _line(brief) -> Line:
    return Line(brief.title, timezone.localdate(brief.published_at), brief.get_public_url())
