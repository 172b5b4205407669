"""Six to twelve months (domain 0.09): who stands outside, and that an officer has seen it."""

from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from django.db.models import OuterRef, Subquery

from foundation import audit

from .models import RUNNING, LengthSeen, Partnership

MONTHS = (6, 12)


def stands_outside(starts_on: date, ends_on: date) -> bool:
    """Say whether it is shorter than six months or longer than twelve."""
    shortest, longest = (starts_on + relativedelta(months=n) for n in MONTHS)
    return not shortest - relativedelta(days=1) <= ends_on <= longest


def columns() -> dict:
    """Annotate on partnerships who saw these very dates, and when: `length_seen_at` and `_by`.

    The reason stays with whoever gave it (design, mechanism 1).
    """
    seen = LengthSeen.objects.filter(
        partnership=OuterRef("pk"), starts_on=OuterRef("starts_on"), ends_on=OuterRef("ends_on")
    )
    return {
        "length_seen_at": Subquery(seen.values("at")[:1]),
        "length_seen_by": Subquery(seen.values("by__name")[:1]),
    }


def to_note(partnership: Partnership) -> bool:
    """True for one that runs and stands outside."""
    outside = stands_outside(partnership.starts_on, partnership.ends_on)
    return outside and partnership.phase in RUNNING


def acknowledge(partnership, *, by, now: datetime) -> LengthSeen:
    """Record that an officer has seen the dates; the first who did so stays. Nothing waits."""
    row, made = LengthSeen.objects.get_or_create(
        partnership=partnership, starts_on=partnership.starts_on, ends_on=partnership.ends_on,
        defaults={"by": by, "at": now},
    )  # fmt: skip
    if made:
        audit.record("saw_length", row, by=by, now=now)
    return row
