"""The partnerships of a program that came from a proposal, for `learned`; one query."""

from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from insights.models import Choice, Verdict
from matching import suggested
from matching.models import MatchProposal, Offer, ProposalState, Reply, RoundWish, WishKind
from partnerships.models import Benefit, Phase, Side
from partnerships.models.standing import standing

from .learned import Case, strongest

_LEVELS = {key: suggested.NAMES[key] for key in suggested.WAYS}
_VALUES = (
    "partnership", "partnership__phase", "first", "against", "own", "review__method",
    "review__suggested", "verdicts", "used", "gains", "asks_in", "offers_in",
)  # fmt: skip


def cases(user, program) -> list[Case]:
    """Return one case for each partnership of `program` that was founded from a proposal."""
    replies = Reply.objects.filter(application=OuterRef("application"))
    rows: Any = MatchProposal.objects.filter(
        application__round__program=program, state=ProposalState.MATCHED
    )
    rows = rows.annotate(
        first=Coalesce(Subquery(replies.order_by("at", "pk").values("result")[:1]), Value("")),
        against=Q(Exists(_against_the_rule())) | ~Q(override_reason="") | Q(Exists(_overrides())),
        own=_own(user),
        asks_in=_sector("application"),
        offers_in=_sector("offer"),
        verdicts=_verdicts(),
        used=_verdicts(choice__in=[Choice.ADOPT, Choice.ADAPT]),
        gains=_gains(),
    ).order_by("pk")
    values = rows.values(*_VALUES, *(f"review__{name}" for name in _LEVELS.values()))
    return [_case(row) for row in values.iterator(chunk_size=2000)]


def _sector(side):
    """The sector that follows from the kind of organization, else what was stated (3.28)."""
    kind, stated = (f"{side}__organization__{of}" for of in ("type__sector", "sector"))
    return Coalesce(kind, stated)


def _against_the_rule():
    """A reply to either organization that a person gave against the rule."""
    sides = Q(application=OuterRef("application")) | Q(offer=OuterRef("offer"))
    return Reply.objects.filter(sides).exclude(override_reason="")


def _overrides():
    """A pair kept together in place of what the round was solved to."""
    pins = RoundWish.objects.filter(kind=WishKind.PIN, instead_of__isnull=False)
    return pins.filter(application=OuterRef("application"), offer=OuterRef("offer"))


def _own(user):
    mine = list(standing(user).organizations)
    sides = Q(organization__in=mine)
    offers = Offer.objects.filter(sides, pk=OuterRef("offer"))
    return Q(application__organization__in=mine) | Q(Exists(offers))


def _verdicts(**more):
    """Count the verdicts on lessons of the proposal's partnership."""
    rows = Verdict.objects.filter(insight__partnership=OuterRef("partnership"), **more)
    counted = rows.order_by().values("insight__partnership").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def _gains():
    """True where each side has something to show."""
    rows = Benefit.objects.filter(partnership=OuterRef("partnership")).exclude(evidence="")
    first, *rest = [Q(Exists(rows.filter(side=side))) for side in Side]
    return reduce(and_, rest, first)


def _case(row):
    levels = {key: row[f"review__{name}"] for key, name in _LEVELS.items()}
    return Case(
        partnership=str(row["partnership"]),
        way=strongest(levels),
        first=row["first"],
        against=row["against"],
        suggested=_as_suggested(levels, row),
        sectors=_sectors(row["asks_in"], row["offers_in"]),
        closed=row["partnership__phase"] == Phase.CLOSED,
        verdicts=row["verdicts"],
        used=row["used"],
        gains=row["gains"],
        own=row["own"],
    )


def _as_suggested(levels, row):
    if not row["review__method"]:
        return ""
    return "same" if strongest(row["review__suggested"]) == strongest(levels) else "other"


def _sectors(one, other):
    if not (one and other):
        return ""
    return "same" if one == other else "two"
