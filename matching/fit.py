"""A pair put together: what speaks for it, against it, and what nobody knows. Pure, no database."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .alignment import (
    ENOUGH,
    MODES,
    Found,
    Initiative,
    Party,
    best,
    contexts_apart,
    deep_expertise,
    of,
    practical,
    same_initiative,
    same_setting,
    shareable,
    tempo,
)
from .wording import listed


@dataclass(frozen=True)
class Fit:
    """Everything that speaks for, against, and what is unknown."""

    modes: dict[str, Found]
    shareable: int | None
    benefit: int | None
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    practical: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()  # how they differ
    tempo: str = ""
    line: str = ""
    levels: dict[str, int | None] = field(default_factory=dict)

    @property
    def best(self) -> int | None:
        """The best of the three, of those that are known."""
        return best([found.level for found in self.modes.values()])

    @property
    def order(self) -> tuple:
        """Strongest first: the best way, then how many ways are as good. Never shown."""
        known = sorted((f.level for f in self.modes.values() if f.level is not None), reverse=True)
        return tuple(-level for level in [*known, -1, -1, -1][:3])


def fit(asks: Party, initiative: Initiative, offers: Party, *, today: datetime.date) -> Fit:
    """Compare what `asks` is doing with what `offers` has done."""
    modes = {
        "a": same_initiative(initiative, offers),
        "b": same_setting(asks, initiative, offers),
        "c": deep_expertise(initiative, offers, today),
    }
    may_share = shareable(offers)
    benefit = sum(1 for party in (asks, offers) if party.gain) or None
    return Fit(
        modes=modes,
        shareable=may_share,
        benefit=benefit,
        speaks_for=tuple(_for(modes, asks, offers, benefit)),
        speaks_against=tuple(_against(modes, asks, initiative, offers)),
        unknown=tuple(_unknown(modes, asks, offers, may_share)),
        practical=tuple(practical(asks, offers)),
        settings=tuple(contexts_apart(asks, initiative, offers)),
        tempo=tempo(asks, offers),
        line=_line(modes, offers),
        levels={key: found.level for key, found in modes.items()},
    )


def _for(modes, asks, offers, benefit):
    for key, found in modes.items():
        if found.level and found.level >= ENOUGH:
            yield f"{MODES[key]}: {' '.join(found.evidence)}"
    if benefit == 2:
        yield _("Both name a gain.")
    if offers.agreed:
        yield _("%(said)s has agreed what may be shared.") % of(offers)


def _against(modes, asks, initiative, offers):
    if slow := tempo(asks, offers):
        yield slow
    yield from contexts_apart(asks, initiative, offers)
    for key, found in modes.items():
        if found.level == 0:
            yield f"{MODES[key]}: {' '.join(found.evidence)}"


def _unknown(modes, asks, offers, may_share):
    yield from dict.fromkeys(found.ask for found in modes.values() if found.ask)
    if may_share is None:
        yield _("What may %(said)s show, and what may it only talk about?") % of(offers)
    for party in (asks, offers):
        if not party.gain:
            yield _("What would %(said)s gain?") % of(party)
        if party.days_to_decide is None:
            yield _("How many days does %(said)s need to decide something ordinary?") % of(party)


def _line(modes, offers) -> str:
    """Return the one line under a candidate's picture."""
    known = {key: found.level for key, found in modes.items() if found.level is not None}
    strong = [str(MODES[key]) for key, level in known.items() if level >= ENOUGH]
    if strong:
        first, *rest = strong
        return f"{listed([first, *[part.lower() for part in rest]])}."
    if len(known) < len(modes):
        return _("Too little is known to say.")
    return _("No strong reason that we know of.")


def why_not(leader: Party, first: Fit, other: Party, second: Fit) -> str:
    """Return in a sentence why `leader` comes before `other`, from what is known of both."""
    names = {"said": other.said, "leader": leader.said}
    weaker, unknown = [], []
    for key, word in MODES.items():
        mine, theirs = first.levels[key], second.levels[key]
        if mine and theirs is None:
            unknown.append(str(word).lower())
        elif mine and theirs is not None and mine > theirs:
            weaker.append(str(word).lower())
    parts = []
    if weaker:
        text = _("%(leader)s fits better here: %(ways)s.")
        parts.append(text % {**names, "ways": "; ".join(weaker)})
    if unknown:
        parts.append(_("Not known of %(said)s: %(ways)s.") % {**names, "ways": "; ".join(unknown)})
    if parts:
        return " ".join(parts)
    if second.speaks_against:
        return second.speaks_against[0]
    return _("As good a fit as %(leader)s, as far as we know. A judgment call: talk to both.") % {
        "leader": leader.said
    }
