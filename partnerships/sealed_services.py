"""Answers given unseen: ratings of the focus areas, and two questions after the kickoff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit
from foundation.actor import actor
from foundation.errors import Refused

from .kickoff_services import open_room
from .models import FocusArea, FocusRating, KickoffCheck, Phase, Side
from .rows import authored

CLOSED = 0  # FocusRating.Sharing: nothing to show, so nothing to rank by


@dataclass(frozen=True)
class Seal:
    """Where the sealed rating stands: which sides are in, and what the reader may see by line."""

    sides: frozenset
    ratings: dict  # area id -> {side: FocusRating}

    @property
    def opened(self) -> bool:
        """True once both sides have answered."""
        return len(self.sides) == len(Side)


def seal_of(partnership, side: str) -> Seal:
    """Return what `side` ("" for the facilitator) may see of both sides' ratings; one query."""
    rows = list(FocusRating.objects.filter(partnership=partnership).order_by("pk"))
    sides = frozenset(row.side for row in rows)
    shown: dict = {}
    for row in rows:
        if row.side == side or len(sides) == len(Side):
            shown.setdefault(row.area_id, {})[row.side] = row
    return Seal(sides, shown)


def weight(ratings: dict, lines: int) -> int:
    """Return need times ability times sharing of one line, of `lines` ranked ones; 0 if unrated.

    It orders the list and is never shown: people choose (domain 0.53).
    """
    need, offer = ratings.get(Side.PARTNER), ratings.get(Side.THOUGHT_PARTNER)
    if need is None or offer is None:
        return 0
    return max(lines - need.need_rank + 1, 1) * offer.ability * offer.sharing


def ranked(areas: Iterable[FocusArea], seal: Seal) -> list[FocusArea]:
    """Return `areas`, the chosen first; when both sides are in, by what fits best."""
    rows = list(areas)
    if not seal.opened:
        return rows
    lines = len(seal.ratings)
    return sorted(rows, key=lambda row: (not row.chosen, -_weight_of(row, seal, lines)))


def _weight_of(area, seal, lines) -> int:
    return weight(seal.ratings.get(area.pk, {}), lines)


@transaction.atomic
def rate(partnership, answers: dict, *, side: str, by, now: datetime) -> None:
    """Keep how `side` rates the lines; `answers` are fields of FocusRating by area id.

    A side may answer anew until both are in. Raises Refused afterwards, and when the list of
    lines changed meanwhile.
    """
    fresh = open_room(partnership)
    if FocusRating.objects.both_in(fresh):
        raise Refused(_("Both sides have answered. Here is what was said; talk it over."))
    areas = set(FocusArea.objects.filter(partnership=fresh).values_list("pk", flat=True))
    if areas != set(answers):
        raise Refused(_("A line was added meanwhile. Here is the list as it stands now."))
    for pk, values in answers.items():
        said = {**values, "changed_at": now, "changed_by": by}
        FocusRating.objects.update_or_create(
            area_id=pk, side=side, defaults=said,
            create_defaults={**values, **authored(by, now), "partnership": fresh},
        )  # fmt: skip
    audit.record("rated_focus", fresh, by=by, now=now)


ASKED_IN = {Phase.ACTIVE}  # after the kickoff, until the midpoint asks more


@transaction.atomic
def answer_check(partnership, said: dict, *, side: str, by, now: datetime) -> KickoffCheck:
    """Keep one person's two answers; they may change them until the midpoint. Raises Refused."""
    fresh = open_room(partnership)
    if fresh.phase not in ASKED_IN:
        raise Refused(_("These two questions are asked between the kickoff and the midpoint."))
    row, _made = KickoffCheck.objects.update_or_create(
        partnership=fresh, user=by, defaults={**said, "changed_at": now, "changed_by": by},
        create_defaults={**said, **authored(by, now), "side": side},
    )  # fmt: skip
    return row


def checks_for(partnership, user) -> list[KickoffCheck]:
    """Return what `user` may read: everybody's for who holds the talks, else their own."""
    with actor(user):
        rows = KickoffCheck.objects.visible_to(user).filter(partnership=partnership)
        return list(rows.select_related("user").order_by("side", "created_at", "pk"))
