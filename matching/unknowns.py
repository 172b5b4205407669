"""What the unknown could still change: ranges, places, and the one question to ask. Pure.

Unknown is never zero. Each open question is answered both ways, as badly and as well as it could
be, and what that does to the order is counted; ties stay ties. No score is shown anywhere.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .alignment import FULLY, LEVELS, best
from .fit import Question, order
from .wording import listed

LOOKED_AT = 12  # of the best; a question about the thirteenth changes no decision
NAMED = 3
_IF = {
    "a": (gettext_lazy("If it fits fully"), gettext_lazy("If it does not fit")),
    "b": (gettext_lazy("If it fits fully"), gettext_lazy("If it does not fit")),
    "c": (gettext_lazy("If it knows it deeply"), gettext_lazy("If it does not")),
    "shareable": (
        gettext_lazy("If it may show its material"), gettext_lazy("If nothing may be shared"),
    ),
}  # fmt: skip
_HOLDS = (gettext_lazy("If it still holds"), gettext_lazy("If it no longer does"))


@dataclass(frozen=True)
class Standing:
    """Where one candidate stands: levels as known, and as bad and as good as they could be."""

    key: Hashable
    said: str
    levels: dict[str, int | None]
    low: dict[str, int]
    high: dict[str, int]
    shareable: int | None = None
    questions: tuple[Question, ...] = ()
    whom: str = ""  # who decides there

    @property
    def order(self) -> tuple:
        return order(self.levels, self.shareable)

    @property
    def worst(self) -> tuple:
        """Its order if all that is unknown turned out worst."""
        gate = 0 if self.shareable is None else self.shareable
        return order(self.low, gate)

    @property
    def finest(self) -> tuple:
        """Its order if all that is unknown turned out best."""
        gate = FULLY if self.shareable is None else self.shareable
        return order(self.high, gate)

    @property
    def range(self) -> str:
        """Return between which two words its best way may lie, or "" when nothing can move."""
        low, high = best(self.low.values()) or 0, best(self.high.values()) or 0
        if low == high:
            return ""
        words = {"low": LEVELS[low], "high": LEVELS[high]}
        return _("Between “%(low)s” and “%(high)s” until what is unknown is asked.") % words

    def answered(self, about: str, well: bool) -> "Standing":
        """Return it as if the question about `about` had been answered well, or badly."""
        if about == "shareable":
            return replace(self, shareable=FULLY if well else 0)
        given = self.high if well else self.low
        return replace(self, levels={**self.levels, about: given[about]})


@dataclass(frozen=True)
class Turn:
    """One question, and what each answer does to the order. `changes` is never shown."""

    question: Question
    key: Hashable  # of the candidate it is about; None when it is about the initiative
    whom: str
    outcomes: tuple[str, ...]
    changes: int
    first: bool  # an answer changes who comes first

    @property
    def weight(self) -> tuple:
        return (self.first, self.changes)


def places(standings: list[Standing]) -> dict[Hashable, tuple[int, int]]:
    """Return key -> (best, worst) place each may take once all that is unknown is known."""
    found = {}
    for one in standings:
        others = [other for other in standings if other.key != one.key]
        ahead = sum(other.worst < one.finest for other in others)
        behind = sum(other.finest > one.worst for other in others)
        found[one.key] = (1 + ahead, len(standings) - behind)
    return found


def one_question(standings: list[Standing], about_all=()) -> Turn | None:
    """Return the question whose answer would change the order most, or None when none would.

    `about_all` are (question, whom, [(if, the standings then)]) for what is not known of the
    initiative itself. Equal questions: the one about the candidate that stands first.
    """
    looked_at = sorted(standings, key=lambda one: (one.order, one.said))[:LOOKED_AT]
    turns = [
        _turn(looked_at, one, question)
        for one in looked_at
        for question in one.questions
        if question.of_offers and question.about in _IF
    ]
    turns += [_turn_all(looked_at, *asked) for asked in about_all]
    moving = [turn for turn in turns if turn.changes]
    return max(moving, key=lambda turn: turn.weight, default=None)


def most_open(standings: list[Standing]) -> Standing | None:
    """Return who could still come first if several answers turned out well, or None.

    For when no single answer changes the order; of several, the one of whom least is known.
    """
    lead = min((one.order for one in standings), default=())
    may = [one for one in standings if one.order > lead and one.finest <= lead]
    asked = {one.key: [q for q in one.questions if q.of_offers and q.about in _IF] for one in may}
    return max(
        (one for one in may if asked[one.key]), key=lambda one: len(asked[one.key]), default=None
    )


def _turn(standings, one, question):
    words = _IF[question.about]
    if question.about == "c" and one.levels["c"] is not None:
        words = _HOLDS
    outcomes, changes, first = [], 0, False
    for words_if, well in zip(words, (True, False), strict=True):
        then = one.answered(question.about, well)
        effect = _Effect.of(standings, one, then)
        outcomes.append(f"{words_if}: {effect.told(one)}")
        changes, first = max(changes, effect.changes), first or effect.first
    return Turn(question, one.key, one.whom or one.said, tuple(outcomes), changes, first)


def _turn_all(standings, question, whom, answers):
    told = []
    for words_if, then in answers:
        by_key = {one.key: one for one in then}
        after = [by_key[one.key] for one in standings]
        changes, leaders = _moved(standings, after), _leaders(after)
        first = leaders != _leaders(standings)
        names = listed([one.said for one in after if one.key in leaders][:NAMED])
        if changes:
            then_said = ngettext(
                "%(names)s comes first.", "%(names)s are equally strong.", len(leaders)
            ) % {"names": names}
            told.append((first, changes, f"{words_if}: {then_said}"))
    told.sort(key=lambda each: (-each[0], -each[1]))
    best_two = told[:2]
    return Turn(
        question, None, whom, tuple(words for _first, _changes, words in best_two),
        max((changes for _first, changes, _words in told), default=0),
        any(first for first, _changes, _words in told),
    )  # fmt: skip


def _leaders(standings) -> set:
    lead = min((one.order for one in standings), default=())
    return {one.key for one in standings if one.order == lead}


def _moved(before, after) -> int:
    pairs = [(n, m) for n in range(len(before)) for m in range(n)]
    return sum(
        abs(_sign(before[n].order, before[m].order) - _sign(after[n].order, after[m].order))
        for n, m in pairs
    )


def _sign(one, other) -> int:
    return (one > other) - (one < other)


@dataclass(frozen=True)
class _Effect:
    """What one answer does: whom a candidate passes, equals, or falls behind."""

    passed: tuple[str, ...]
    level: tuple[str, ...]
    behind: tuple[str, ...]
    changes: int
    first: bool

    @classmethod
    def of(cls, standings, one, then):
        passed: list[str] = []
        level: list[str] = []
        behind: list[str] = []
        changes = 0
        ahead = {"before": 0, "after": 0}
        for other in standings:
            if other.key == one.key:
                continue
            before, after = _sign(one.order, other.order), _sign(then.order, other.order)
            ahead["before"] += before > 0
            ahead["after"] += after > 0
            changes += abs(after - before)
            if after != before:
                where = level if after == 0 else passed if after < 0 else behind
                where.append(other.said)
        first = (ahead["before"] == 0) != (ahead["after"] == 0)
        return cls(tuple(passed), tuple(level), tuple(behind), changes, first)

    def told(self, one) -> str:
        """Return the effect as the second half of a sentence."""
        if self.passed:
            text = _("%(said)s comes before %(others)s.")
        elif self.behind:
            text = ngettext(
                "%(others)s comes before %(said)s.", "%(others)s come before %(said)s.",
                len(self.behind),
            )  # fmt: skip
        elif self.level:
            text = _("%(said)s is as strong as %(others)s.")
        else:
            return _("the order stays as it is.")
        others = _some(self.passed or self.behind or self.level)
        return text % {"said": one.said, "others": others}


def _some(names) -> str:
    if len(names) <= NAMED:
        return listed(list(names))
    more = len(names) - NAMED
    rest = ngettext("one more", "%(n)s more", more) % {"n": more}
    return listed([*names[:NAMED], rest])
