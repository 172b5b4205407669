"""A4 to A8 of a pair: what may be shared, and what to be careful of. Pure, no database.

The first is a gate; the others are shown and planned for, never added up (domain 2.2, 0.49).
"""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .alignment import Initiative, Party, of
from .wording import listed

TEMPO = 4  # warn when one side decides this many times slower
ZONES = datetime.timedelta(hours=3)


def shareable(offers) -> int | None:
    """A4: from its second answer as read, one step lower; an agreed note is at least a start."""
    if offers.may_share is None:
        return 1 if offers.agreed else None
    return max(offers.may_share - 1, 1 if offers.agreed else 0)


def practical(asks: Party, offers: Party) -> list[str]:
    """Return A8 in sentences: state, zones, what it carries already."""
    lines = []
    if asks.state and asks.state == offers.state:
        lines.append(_("Both are in %(state)s: travel is short.") % {"state": asks.state})
    if asks.zone is not None and offers.zone is not None:
        apart = abs(asks.zone - offers.zone)
        if apart >= ZONES:
            hours = int(apart.total_seconds() // 3600)
            lines.append(_("Their clocks are %(n)s hours apart.") % {"n": hours})
    if offers.load:
        text = ngettext(
            "%(said)s already shares in one partnership.",
            "%(said)s already shares in %(n)s partnerships.",
            offers.load,
        )
        lines.append(text % {**of(offers), "n": offers.load})
    return lines


def tempo(asks: Party, offers: Party) -> str:
    """Return A6, a sentence when one side decides more than four times slower, else ""."""
    days = [d for d in (asks.days_to_decide, offers.days_to_decide) if d is not None]
    if len(days) < 2 or max(days) <= TEMPO * max(min(days), 1):
        return ""
    slow, quick = (asks, offers) if days[0] > days[1] else (offers, asks)
    return _("%(slow)s takes about %(many)s days to decide, %(quick)s %(few)s.") % {
        "slow": slow.said,
        "many": slow.days_to_decide,
        "quick": quick.said,
        "few": quick.days_to_decide,
    }


def contexts_apart(asks: Party, mine: Initiative, offers: Party) -> list[str]:
    """Return A5: how their settings differ. A caution with a plan, never a veto (0.49, 3.28)."""
    lines = []
    if asks.kind and offers.kind and asks.kind != offers.kind:
        lines.append(
            _("%(one)s: %(kind)s. %(two)s: %(other)s.")
            % {"one": asks.said, "kind": asks.kind, "two": offers.said, "other": offers.kind}
        )
    if asks.sector and offers.sector and asks.sector != offers.sector:
        text = _(
            "Different sectors, %(one)s and %(two)s. Plan for it: say at the kickoff how each"
            " decides, and who must agree."
        )
        lines.append(text % {"one": asks.sector.lower(), "two": offers.sector.lower()})
    if differs := _delivered(asks, mine, offers):
        lines.append(differs)
    theirs = frozenset().union(*(one.contexts for one in offers.initiatives))
    only = sorted(label for _slug, label in mine.contexts - theirs)
    if theirs and only:
        text = _("%(said)s has not worked here, as far as we know: %(contexts)s.")
        lines.append(text % {**of(offers), "contexts": listed(only)})
    return lines


def _delivered(asks, mine, offers) -> str:
    ways = sorted({one.delivery for one in offers.initiatives if one.delivery}, key=str.lower)
    if not (mine.delivery and ways) or mine.delivery.lower() in {way.lower() for way in ways}:
        return ""
    text = _("%(one)s works this way: %(how)s. %(two)s: %(other)s.")
    told = {"one": asks.said, "how": mine.delivery, "two": offers.said, "other": listed(ways)}
    return text % told
