"""Loads a partnership for its front page: who, charter, counts of the folded parts; two queries."""

import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from insights.gates import with_reviewed
from partnerships import lengths
from partnerships.models import (
    Benefit,
    FacilitatorAssignment,
    Partnership,
    PartnershipOrganization,
    PlanChange,
    RoleFlag,
    SharingBoundary,
    Side,
)
from partnerships.models.charter import BoundaryLevel
from pulse.released import with_changes, with_talks

from . import lessons_section, questions_section


def rows(user) -> QuerySet[Partnership]:
    """Return what `user` may see, ready for `partnership_page.page`."""
    found = Partnership.objects.with_leads().with_people().visible_to(user)
    found = found.select_related("charter", "close_out").annotate(
        **_kinds(), **_gains(), **_changes(), **_steering(), **_handed()
    )
    counted = lessons_section.counted(questions_section.counted(found), user)
    return with_talks(with_changes(with_reviewed(counted)))


def _kinds() -> dict:
    """Annotate for each level how many kinds of material travel so far."""
    both = PartnershipOrganization.objects.filter(partnership=OuterRef("partnership"))
    standing = SharingBoundary.objects.filter(
        partnership=OuterRef("pk"), retired_at=None, organization__in=both.values("organization")
    )
    return {_name(level): _number(standing.filter(level=level)) for level in BoundaryLevel}


def _gains() -> dict:
    """Annotate how much each side has written down as gained, and what so far."""
    of_it = Benefit.objects.filter(partnership=OuterRef("pk"))
    so_far = of_it.filter(point=Benefit.Point.SO_FAR)
    counts = {f"gains_{side}": _number(of_it.filter(side=side)) for side in Side.values}
    texts = {
        f"so_far_{side}": Subquery(so_far.filter(side=side).values("evidence")[:1])
        for side in Side.values
    }
    return counts | texts


def _changes() -> dict:
    """Annotate how often the plan was changed, and when last."""
    of_it = PlanChange.objects.filter(partnership=OuterRef("pk"))
    last = of_it.order_by("-created_at").values("created_at")[:1]
    return {"plan_changes_made": _number(of_it), "plan_changed_at": Subquery(last)}


def _steering() -> dict:
    """Annotate how many flags about roles there are, and when an officer saw the dates."""
    flags = RoleFlag.objects.filter(initiative=OuterRef("initiative"))
    return {
        "flags_raised": _number(flags, "initiative"),
        "flags_waiting": _number(flags.waiting(), "initiative"),
        **lengths.columns(),
    }


def _handed() -> dict:
    """Annotate who handed it on last, when and why."""
    of_it = FacilitatorAssignment.objects.filter(partnership=OuterRef("pk"), until__isnull=False)
    kept = {"by": "user__name", "at": "until", "because": "handed_over_because"}
    last = of_it.order_by("-until")
    return {f"handed_{key}": Subquery(last.values(name)[:1]) for key, name in kept.items()}


def handed(partnership) -> tuple[str, datetime.datetime | None, str]:
    """Return who handed it on last, when and why, of one of `rows`."""
    return partnership.handed_by, partnership.handed_at, partnership.handed_because


def flags(partnership) -> tuple[int, int]:
    """Return how many flags were raised, and how many wait for a talk, of one of `rows`."""
    return partnership.flags_raised, partnership.flags_waiting


def length_seen(partnership) -> datetime.datetime | None:
    """Return when an officer saw that its dates lie outside, of one of `rows`."""
    return partnership.length_seen_at


def changes(partnership) -> tuple[int, datetime.datetime | None]:
    """Return how often the plan was changed, and when last, of one of `rows`."""
    return partnership.plan_changes_made, partnership.plan_changed_at


def gains(partnership, side: str) -> int:
    """Return how many lines `side` has written down as gained, of one of `rows`."""
    return getattr(partnership, f"gains_{side}")


def so_far(partnership, side: str) -> str:
    """Return what `side` has gained so far in its own words, of one of `rows`; "" for nothing."""
    return getattr(partnership, f"so_far_{side}") or ""


def _number(found, by="partnership") -> Coalesce:
    grouped = found.order_by().values(by)
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)


def _name(level) -> str:
    return f"kinds_at_{level.value}"


def kinds(partnership) -> list[tuple[str, int]]:
    """Return (level in words, how many kinds of material), widest first, of one of `rows`."""
    levels = sorted(BoundaryLevel, key=lambda level: level.value, reverse=True)
    found = [(str(level.label), getattr(partnership, _name(level))) for level in levels]
    return [(words, n) for words, n in found if n]
