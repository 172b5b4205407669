"""Why both sides of a partnership come, and how its work began (domain 3.01, 3.04).

Told by each to its facilitator, never read by the other side: what is here goes to who hears each
side alone and to the leads, and to the people of the organization that said it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from partnerships import permissions as inside
from partnerships.models import Organization, Side

from . import permissions
from .models import MatchProposal, Origin, Reasons
from .models.motives import NAMES

BOTH = {
    "survive": gettext_lazy("Both come through a change. Ask what each would do if it went on."),
    "expand": gettext_lazy("Both want to do more than they can alone. Ask who gives what for it."),
    "exchange": gettext_lazy("Both come to exchange what they know. Ask what each hopes to hear."),
}
ONE = {
    "survive": gettext_lazy(
        "%(said)s comes through a change, %(other)s does not. Ask what becomes of the work if the"
        " change goes on."
    ),
    "expand": gettext_lazy(
        "%(said)s wants to do more than it can alone. Ask what that would take from %(other)s."
    ),
    "exchange": gettext_lazy(
        "%(said)s comes to exchange what it knows. Ask what it hopes to hear from %(other)s."
    ),
}


@dataclass(frozen=True)
class SideMotives:
    """One side: what is kept of it, None where nothing is; `write` is where one may write it."""

    side: str
    organization: Organization
    kept: Origin | Reasons | None
    write: tuple[str, object] | None

    @property
    def words(self) -> str:
        """Its own words: what it is to reach for who asks, what was said by who shares."""
        if self.kept is None:
            return ""
        return self.kept.words if isinstance(self.kept, Reasons) else self.kept.goals


@dataclass(frozen=True)
class Page:
    """All that matching/motives.html shows."""

    sides: list[SideMotives]
    points: list[str]


def proposal_of(partnership) -> MatchProposal | None:
    """Return the proposal that `partnership` came from, with what is kept of both; one query."""
    rows = MatchProposal.objects.filter(partnership=partnership.pk)
    return rows.select_related(
        "application__organization", "application__origin", "application__round",
        "offer__organization", "offer__reasons", "offer__round",
    ).first()  # fmt: skip


def page(partnership, user) -> Page:
    """Return the page of a partnership loaded `with_sides()`; ask `may_read_motives` first."""
    proposal = proposal_of(partnership)
    if proposal is None:
        return Page([], [])
    form, offer = proposal.application, proposal.offer
    asks = ("matching:origin", form.pk) if permissions.may_write_origin(user, form) else None
    shares = ("matching:reasons", offer.pk) if permissions.may_write_reasons(user, offer) else None
    sides = [
        SideMotives(Side.PARTNER, form.organization, Origin.of(form), asks),
        SideMotives(Side.THOUGHT_PARTNER, offer.organization, Reasons.of(offer), shares),
    ]
    return Page(sides, points(*sides))


def points(one: SideMotives, two: SideMotives) -> list[str]:
    """Return what to ask both at the table, a sentence each; none while one side is not known."""
    if not (one.kept and one.kept.motives and two.kept and two.kept.motives):
        return []
    return [said for name in NAMES if (said := _point(name, one, two))]


def _point(name, one, two) -> str:
    held = [side for side in (one, two) if getattr(side.kept, name)]
    if len(held) == 2:
        return str(BOTH[name])
    if not held:
        return ""
    other = two if held[0] is one else one
    return str(ONE[name]) % {"said": held[0].organization.said, "other": other.organization.said}


def how_it_began(partnership, user) -> Origin | None:
    """Return how the work began and what it was to reach, for who may read it; one query.

    The organization that told it was promised who reads it: its own people, the facilitator and
    the leads. The other side is not among them.
    """
    place = inside.place_of(user, partnership)
    reads = inside.may_read_motives(user, partnership)
    if not (reads or place.side == Side.PARTNER):
        return None
    proposal = proposal_of(partnership)
    if proposal is None:
        return None
    own = place.organization == proposal.application.organization_id
    return Origin.of(proposal.application) if reads or own else None
