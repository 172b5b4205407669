"""The eight things a pair is judged on, each with both sides' own words beside it. Pure.

A, B and C are three reasons of which one is enough; what may be shared and both gains are gates;
settings, pace and practical things are cautions with a plan, never added up (domain 2.2).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .alignment import ENOUGH, LEVELS, MODES, UNKNOWN, Initiative, Party, of
from .fit import Fit

MET, PARTLY, NOT = "met", "partly", "not"
ONE, BOTH = 1, 2  # how many of the two name a gain
STATES = {
    MET: gettext_lazy("met"),
    PARTLY: gettext_lazy("partly met"),
    NOT: gettext_lazy("not met"),
    None: UNKNOWN,
}
NAMES = MODES | {
    "shareable": gettext_lazy("What may be shared"),
    "gain": gettext_lazy("Both sides gain"),
    "settings": gettext_lazy("Like settings"),
    "tempo": gettext_lazy("A like pace"),
    "practical": gettext_lazy("Time zones, travel and load"),
}
# Which of its answers a side is quoted from: readiness and interest form, openness.
ASKS_SAID = {
    "a": ("doing",), "b": ("R3",), "c": ("R5", "challenge"), "shareable": ("R6",),
    "gain": ("hoped_for", "why_now"), "settings": ("R7",), "tempo": ("R8",),
    "practical": ("R9", "people_and_time"),
}  # fmt: skip
OFFERS_SAID = {
    "a": ("O4",), "b": ("O7",), "c": ("O5",), "shareable": ("agreed", "O2"), "gain": ("O9",),
    "settings": ("O6",), "tempo": ("O3",), "practical": ("O8",),
}  # fmt: skip


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, with where they stand, whose they are and from when."""

    words: str
    said: str


@dataclass(frozen=True)
class Line:
    """One criterion of one pair: how it stands, why, what each side says, what to ask."""

    key: str
    state: str | None  # met, partly, not, None: unknown
    level: int | None = None  # of the three ways
    sentences: tuple[str, ...] = ()
    asks: Quote | None = None
    offers: Quote | None = None
    questions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(NAMES[self.key])

    @property
    def word(self) -> str:
        """How it stands in a word: met, partly met, not met, not known."""
        return str(STATES[self.state])

    @property
    def compared(self) -> str:
        """The word for comparing two pairs: four steps where there are four."""
        return str(LEVELS[self.level]) if self.level is not None else self.word

    @property
    def summary(self) -> str:
        """What stands beside its name while it is closed: the first reason, else the question."""
        return next(iter(self.sentences or self.questions), "")


@dataclass(frozen=True)
class Row:
    """One criterion of two pairs beside each other, and which of the two is ahead in it."""

    name: str
    one: Line
    two: Line
    verdict: str


def lines(asks: Party, mine: Initiative, offers: Party, found: Fit, judged=None, said=None):
    """Return the eight Lines of a pair. `judged` is a review; its steps come before ours.

    `said` are Quotes by (of the side that offers, key of the answer).
    """
    levels = judged.levels if judged else found.levels
    said = said or {}
    states = {key: (_state(levels[key]), found.modes[key].evidence) for key in MODES}
    states |= _gates(found, judged) | _cautions(asks, mine, offers, found)
    return [
        Line(
            key,
            state,
            levels.get(key),
            tuple(sentences),
            _first(said, False, ASKS_SAID[key]),
            _first(said, True, OFFERS_SAID[key]),
            _open(found, key),
        )
        for key, (state, sentences) in states.items()
    ]


def beside(one: list[Line], two: list[Line], *, first: str, second: str) -> list[Row]:
    """Return what is known of two candidates, line by line; `first`, `second` are their names."""
    return [
        Row(mine.name, mine, theirs, _verdict(mine, theirs, first, second))
        for mine, theirs in zip(one, two, strict=True)
    ]


def _verdict(mine, theirs, first, second):
    if mine.state is None and theirs.state is None:
        return _("Not known of either.")
    for line, name in ((mine, first), (theirs, second)):
        if line.state is None:
            return _("Not known of %(said)s.") % {"said": name}
    steps = {MET: 2, PARTLY: 1, NOT: 0}
    at = [
        steps[str(each.state)] if mine.level is None or theirs.level is None else each.level
        for each in (mine, theirs)
    ]
    if at[0] == at[1]:
        return _("No difference that we know of.")
    return _("%(said)s is ahead.") % {"said": first if at[0] > at[1] else second}


def _state(level: int | None) -> str | None:
    if level is None:
        return None
    return MET if level >= ENOUGH else PARTLY if level else NOT


def _gates(found, judged):
    """A4 and A7: without them nothing is proposed."""
    shareable = judged.shareable if judged and judged.shareable is not None else found.shareable
    benefit = judged.benefit if judged and judged.benefit is not None else found.benefit
    shared = []
    if judged and judged.shareable_words:
        shared.append(judged.shareable_words)
    elif shareable == 0:
        shared.append(_("Nothing that helps here may be shared yet. This holds up a proposal."))
    gains = [_("Both name a gain.")] if found.benefit == BOTH else []
    if found.benefit == ONE:
        gains = [_("Only one of the two has named a gain so far.")]
    return {"shareable": (_state(shareable), shared), "gain": (_state(benefit), gains)}


def _cautions(asks, mine, offers, found):
    """A5, A6 and A8: shown with a plan, never a veto."""
    return {
        "settings": _settings(asks, mine, offers, found),
        "tempo": _tempo(asks, offers, found),
        "practical": _practical(asks, offers, found),
    }


def _settings(asks, mine, offers, found):
    if found.settings:
        return PARTLY, found.settings
    told = any(one.contexts for one in offers.initiatives)
    if (asks.kind and offers.kind) or (mine.contexts and told):
        return MET, (_("No difference that we know of."),)
    return None, ()


def _tempo(asks, offers, found):
    if found.tempo:
        return PARTLY, (found.tempo,)
    if asks.days_to_decide is None or offers.days_to_decide is None:
        return None, ()
    text = _("%(one)s decides in about %(few)s days, %(two)s in %(many)s: a like pace.")
    return MET, (
        text % {
            "one": asks.said, "few": asks.days_to_decide,
            "two": offers.said, "many": offers.days_to_decide,
        },
    )  # fmt: skip


def _practical(asks, offers, found):
    if found.practical:
        near = asks.state and asks.state == offers.state and len(found.practical) == 1
        return (MET if near else PARTLY), found.practical
    if asks.zone is None or offers.zone is None:
        return None, ()
    return MET, (_("%(said)s has no other partnership, and their clocks agree.") % of(offers),)


def _first(said, offers, keys):
    return next((said[offers, key] for key in keys if (offers, key) in said), None)


def _open(found, key):
    about = {"a": {"a", "topics"}, "b": {"b", "contexts"}, "c": {"c", "topics"}}
    asked = [q.text for q in found.questions if q.about in about.get(key, {key})]
    return tuple(dict.fromkeys(asked))
