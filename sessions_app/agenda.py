"""Does an agenda hold? Pure rules over plain rows (domain 2.2, check rule; 0.66, 2.18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import BlockKind

SERVES = 0.5  # at least this share of the minutes serves an objective
STEP = 5  # minutes: patterns are fitted to another length in such steps
BOTH = "both"


@dataclass(frozen=True)
class Row:
    """What the rules need of one block; `led_by` is a side, "facilitation", "both" or ""."""

    kind: str
    minutes: int
    led_by: str = ""
    serves: bool = False


@dataclass(frozen=True)
class Around:
    """The length in minutes, what both sides are called, and whether it is a kickoff."""

    minutes: int
    partner: str
    thought_partner: str
    kickoff: bool = False


@dataclass(frozen=True)
class Check:
    """One rule as a sentence. Without a `must` that holds, the agenda does not go out."""

    sentence: str
    holds: bool
    must: bool = False
    url: str = ""
    link: str = ""
    post: bool = False  # pressing it does something: a form, not a link


def checks(rows: Sequence[Row], around: Around) -> list[Check]:
    """Return each rule as a sentence, in the order in which a page tells them."""
    found = [_sum(rows, around), _update(rows, around), _both_lead(rows, around)]
    if not around.kickoff:
        found.append(_serve(rows, around))
    if any(not row.led_by for row in rows):
        count = sum(not row.led_by for row in rows)
        text = ngettext(
            "%(n)d block has nobody who leads it.",
            "%(n)d blocks have nobody who leads them.",
            count,
        )
        found.append(Check(text % {"n": count}, False))
    return found


def missing(rows: Sequence[Row], around: Around) -> list[str]:
    """Return the sentences of what keeps it from going out."""
    return [check.sentence for check in checks(rows, around) if check.must and not check.holds]


def adds_up(total: int, wanted: int, *, kickoff: bool) -> bool:
    """Say whether the minutes of the blocks are those of the session (domain 0.66)."""
    return kickoff or total == wanted


def _sum(rows, around) -> Check:
    total = sum(row.minutes for row in rows)
    if around.kickoff:
        return Check(_("A kickoff may take the time it needs: %(n)d minutes.") % {"n": total}, True)
    if adds_up(total, around.minutes, kickoff=False):
        return Check(_("The minutes add up to %(n)d.") % {"n": total}, True, must=True)
    words = {"n": total, "of": around.minutes, "gap": abs(around.minutes - total)}
    if total < around.minutes:
        text = _("The minutes add up to %(n)d of %(of)d; %(gap)d are free.")
    else:
        text = _("The minutes add up to %(n)d of %(of)d; %(gap)d are too many.")
    return Check(text % words, False, must=True)


def _update(rows, around) -> Check:
    kinds = [row.kind for row in rows]
    if around.kickoff:
        what = _("What %(name)s shows of its place and work")
    else:
        what = _("%(name)s’s update")
    what %= {"name": around.partner}
    if BlockKind.UPDATE not in kinds:
        return Check(_("%(what)s is missing.") % {"what": what}, False, must=True)
    place = kinds.index(BlockKind.UPDATE)
    after = place == 0 or (place == 1 and kinds[0] == BlockKind.WELCOME)
    if after:
        said = _("%(what)s comes right after the welcome.")
    else:
        said = _("%(what)s does not come right after the welcome.")
    return Check(said % {"what": what}, after, must=True)


def _both_lead(rows, around) -> Check:
    led = {row.led_by for row in rows}
    names = {"partner": around.partner, "thought_partner": around.thought_partner}
    without = [name for side, name in names.items() if side not in led and BOTH not in led]
    if not without:
        return Check(_("Both sides lead a block."), True)
    if len(without) == 2:
        return Check(_("Neither side leads a block."), False)
    return Check(_("%(name)s leads no block.") % {"name": without[0]}, False)


def _serve(rows, around) -> Check:
    serving = sum(row.minutes for row in rows if row.serves)
    wanted = round(around.minutes * SERVES)
    text = ngettext(
        "%(n)d minute serves an objective; we ask for %(wanted)d.",
        "%(n)d minutes serve an objective; we ask for %(wanted)d.",
        serving,
    )
    return Check(text % {"n": serving, "wanted": wanted}, serving >= wanted)


def fit(minutes: Sequence[int], fixed: Sequence[bool], total: int) -> list[int]:
    """Return `minutes` fitted to `total`: what is fixed stays, the others grow or shrink alike.

    Where there is too little room, the pattern comes back as it is and the sum says so.
    """
    stays = sum(m for m, f in zip(minutes, fixed, strict=True) if f)
    flexible = sum(minutes) - stays
    if sum(minutes) == total or flexible == 0 or total - stays < STEP * fixed.count(False):
        return list(minutes)
    share = (total - stays) / flexible
    new = [
        m if f else max(STEP, round(m * share / STEP) * STEP)
        for m, f in zip(minutes, fixed, strict=True)
    ]
    others = [n for n, f in enumerate(fixed) if not f]
    while over := sum(new) - total:  # what rounding left comes off the longest, a step at a time
        new[max(others, key=lambda n: new[n])] -= min(over, STEP)
    return new
