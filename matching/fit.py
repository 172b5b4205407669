"""A pair put together: what speaks for it, against it, and what nobody knows. Pure, no database."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .alignment import (
    AT_LEAST,
    ENOUGH,
    MODES,
    Found,
    Initiative,
    Party,
    best,
    deep_expertise,
    of,
    same_initiative,
    same_setting,
)
from .cautions import contexts_apart, practical, shareable, tempo
from .wording import listed


@dataclass(frozen=True)
class Question:
    """Something nobody knows yet: about what, in which words, and which side can say it.

    `about` is a way of fitting (a, b, c), "topics" or "contexts" of the initiative itself,
    "shareable", "gain" or "tempo".
    """

    about: str
    text: str
    of_offers: bool


@dataclass(frozen=True)
class Fit:
    """Everything that speaks for, against, and what is unknown."""

    modes: dict[str, Found]
    shareable: int | None
    benefit: int | None
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    practical: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()  # how they differ
    tempo: str = ""
    line: str = ""
    levels: dict[str, int | None] = field(default_factory=dict)

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody knows, as questions, each once."""
        return tuple(dict.fromkeys(question.text for question in self.questions))

    @property
    def best(self) -> int | None:
        """The best of the three, of those that are known."""
        return best(self.levels.values())

    @property
    def low(self) -> dict[str, int]:
        """The levels if all that is unknown turned out worst."""
        return {key: found.low for key, found in self.modes.items()}

    @property
    def high(self) -> dict[str, int]:
        """The levels if all that is unknown turned out best."""
        return {key: found.high for key, found in self.modes.items()}

    @property
    def order(self) -> tuple:
        """Strongest first. Never shown."""
        return order(self.levels, self.shareable)


def order(levels, shareable: int | None) -> tuple:
    """Return what pairs are sorted by: a closed gate last, the best way, how many are as good.

    What is unknown adds nothing, and stands no lower than what is known not to fit.
    """
    known = sorted((level for level in levels.values() if level is not None), reverse=True)
    closed = shareable is not None and shareable < AT_LEAST
    return (closed, *(-level for level in [*known, 0, 0, 0][:3]))


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
        speaks_for=tuple(_for(modes, offers, benefit)),
        speaks_against=tuple(_against(modes, asks, initiative, offers)),
        questions=tuple(_questions(modes, asks, initiative, offers)),
        practical=tuple(practical(asks, offers)),
        settings=tuple(contexts_apart(asks, initiative, offers)),
        tempo=tempo(asks, offers),
        line=_line(modes, offers),
        levels={key: found.level for key, found in modes.items()},
    )


def _for(modes, offers, benefit):
    for key, found in modes.items():
        if found.level and found.level >= ENOUGH:
            yield f"{MODES[key]}: {' '.join(found.evidence)}"
    if benefit == 2:
        yield _("Both name a gain.")
    if offers.agreed:
        yield _("%(said)s has agreed what may be shared.") % of(offers)


def _against(modes, asks, initiative, offers):
    if shareable(offers) == 0:
        text = _("Nothing that %(said)s has on this may be shared yet. That alone holds it up.")
        yield text % of(offers)
    if slow := tempo(asks, offers):
        yield slow
    yield from contexts_apart(asks, initiative, offers)
    for key, found in modes.items():
        if found.level == 0:
            yield f"{MODES[key]}: {' '.join(found.evidence)}"


def _questions(modes, asks, initiative, offers):
    own = {"a": initiative.topics, "b": initiative.contexts, "c": initiative.topics}
    for key, found in modes.items():
        if found.ask and own[key]:
            yield Question(key, found.ask, of_offers=True)
        elif found.ask:
            yield Question("contexts" if key == "b" else "topics", found.ask, of_offers=False)
    if shareable(offers) is None:
        text = _("What may %(said)s show, and what may it only talk about?") % of(offers)
        yield Question("shareable", text, of_offers=True)
    for party in (asks, offers):
        theirs = party is offers
        if not party.gain:
            yield Question("gain", _("What would %(said)s gain?") % of(party), theirs)
        if party.days_to_decide is None:
            text = _("How many days does %(said)s need to decide something ordinary?") % of(party)
            yield Question("tempo", text, theirs)


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
