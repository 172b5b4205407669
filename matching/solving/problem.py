"""One round as arrays: pairs, places, pins and limits, checked before anything is solved."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MOST = 10**9  # the highest whole score: above it the solver's sums would not fit 64 bits
DIGITS = 6  # decimals of a score that count
UNLIMITED = 2**31  # of one group


class Unsolvable(ValueError):
    """What was asked contradicts itself; `sentences` say where, in numbers."""

    def __init__(self, sentences):
        super().__init__(" ".join(sentences))
        self.sentences = list(sentences)


@dataclass(frozen=True)
class Problem:
    """A round ready to be solved; pairs are sorted by the two ids, so order of input is nothing.

    `places` and `load` count partnerships; `group` is what a limit speaks of, "" for none (such
    as a partner's state); `keeper` is the index of the facilitator of each thought partner, -1
    for nobody, and `load` how many each facilitator can carry.
    """

    partners: list[str]
    thought_partners: list[str]
    places: np.ndarray
    i: np.ndarray
    j: np.ndarray
    fit: np.ndarray
    benefit: np.ndarray
    decimals: int = 0
    pinned: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    group: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=str))
    most_of_a_group: int = UNLIMITED
    keeper: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    load: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    facilitators: tuple[str, ...] = ()
    lots: tuple[list[str], list[str]] | None = None  # drawn by in the place of the two ids

    @property
    def weight(self) -> np.ndarray:
        """The weaker of fit and benefit: a one-sided pair cannot win."""
        return np.minimum(self.fit, self.benefit)

    @property
    def one_score(self) -> bool:
        """True where each pair is worth the same to both sides."""
        return bool(np.array_equal(self.fit, self.benefit))

    @property
    def limited(self) -> bool:
        """True where a thought partner takes only so many of one group."""
        return self.most_of_a_group < UNLIMITED

    @property
    def carried(self) -> bool:
        """True where facilitators carry only so many partnerships."""
        return len(self.load) > 0


def whole(*scores) -> tuple[list[np.ndarray], int]:
    """Return the `scores` as whole numbers and with how many decimals they were read.

    Raises Unsolvable for a score that is no finite number of 0 or more, or too large.
    """
    read = [np.asarray(each, dtype=np.float64) for each in scores]
    for each in read:
        if not np.isfinite(each).all() or (each < 0).any():
            raise Unsolvable(["Each score is a number of 0 or more."])
    decimals = next((n for n in range(DIGITS) if all(_is_whole(e * 10**n) for e in read)), DIGITS)
    scaled = [np.rint(each * 10**decimals) for each in read]
    if any(each.size and each.max() > MOST for each in scaled):
        most = MOST // 10**decimals
        raise Unsolvable([f"A score is at most {most:,} when it has {decimals} decimals."])
    return [each.astype(np.int64) for each in scaled], decimals


def _is_whole(values) -> bool:
    return bool(np.allclose(values, np.rint(values), rtol=0, atol=1e-6))


@dataclass(frozen=True)
class Pairs:
    """The pairs that may be: each id once, and for each pair where its two ids stand."""

    partners: list[str]
    thought_partners: list[str]
    i: np.ndarray
    j: np.ndarray
    fit: np.ndarray
    benefit: np.ndarray

    @classmethod
    def of(cls, rows) -> "Pairs":
        """Return the pairs of `rows`: (partner, thought partner, fit, benefit)."""
        left: dict[str, int] = {}
        right: dict[str, int] = {}
        found = [
            (left.setdefault(a, len(left)), right.setdefault(b, len(right)), fit, benefit)
            for a, b, fit, benefit in rows
        ]
        columns = list(zip(*found, strict=True)) or [(), (), (), ()]
        i, j = (np.array(each, dtype=np.int64) for each in columns[:2])
        fit, benefit = (np.array(each, dtype=np.float64) for each in columns[2:])
        return cls(list(left), list(right), i, j, fit, benefit)


@dataclass(frozen=True)
class Wishes:
    """What people ask of a round beside the scores.

    `pins` must be and `vetoes` must not (partner, thought partner), and a veto of a pair that could
    not be anyway changes nothing; `groups` maps partners to
    what a limit speaks of (such as their state) and `most_of_a_group` is the limit at one thought
    partner; `keepers` maps thought partners to facilitators and `loads` says how many
    partnerships each facilitator can carry.
    """

    pins: tuple[tuple[str, str], ...] = ()
    vetoes: tuple[tuple[str, str], ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    most_of_a_group: int | None = None
    keepers: Mapping[str, str] = field(default_factory=dict)
    loads: Mapping[str, int] = field(default_factory=dict)


def build(pairs: Pairs, places: Mapping[str, int], wishes: Wishes = Wishes()) -> Problem:
    """Return the Problem of one round; `places` maps a thought partner to how many it takes.

    Raises Unsolvable with a sentence for each contradiction.
    """
    (fit, benefit), decimals = whole(pairs.fit, pairs.benefit)
    partners, i = _sorted(pairs.partners, pairs.i, [one for one, _ in wishes.pins])
    more = [*places, *(other for _, other in wishes.pins)]
    givers, j = _sorted(pairs.thought_partners, pairs.j, more)
    key = i * len(givers) + j
    order = np.argsort(key, kind="stable")
    key, fit, benefit = key[order], fit[order], benefit[order]
    _refuse_twice(partners, givers, key)
    _refuse_contradictions(wishes, places)
    at = {name: n for n, name in enumerate(partners)}, {name: n for n, name in enumerate(givers)}
    kept = ~np.isin(key, _keys(wishes.vetoes, at, len(givers)))
    key = key[kept]
    wanted = _keys(wishes.pins, at, len(givers))
    found = np.searchsorted(key, wanted)
    _refuse_unscored(wishes.pins, wanted, key, found)
    problem = Problem(
        partners=partners,
        thought_partners=givers,
        places=np.array([places.get(name, 0) for name in givers], dtype=np.int64),
        i=key // len(givers),
        j=key % len(givers),
        fit=fit[kept],
        benefit=benefit[kept],
        decimals=decimals,
        pinned=found.astype(np.int64),
        **_limits(partners, givers, wishes),
    )
    _refuse_overfull(problem, wishes)
    return problem


def _sorted(names, index, others):
    """The names in order, those of `others` too, and the place of each pair's name in them."""
    every = sorted({*names, *others})
    at = {name: n for n, name in enumerate(every)}
    moved = np.array([at[name] for name in names], dtype=np.int64)
    return every, moved[index] if len(moved) else index.astype(np.int64)


def _keys(pairs, at, width):
    """Where each pair stands; one with a name that nobody has stands nowhere."""
    known = ((at[0].get(one), at[1].get(other)) for one, other in pairs)
    keys = [-1 if one is None or other is None else one * width + other for one, other in known]
    return np.array(keys, dtype=np.int64)


def _limits(partners, givers, wishes):
    found: dict[str, Any] = {}
    if wishes.most_of_a_group is not None:
        found["most_of_a_group"] = wishes.most_of_a_group
        found["group"] = np.array([wishes.groups.get(name, "") for name in partners], dtype=str)
    if wishes.loads:
        names = sorted(wishes.loads)
        at = {name: n for n, name in enumerate(names)}
        found["keeper"] = np.array([at.get(wishes.keepers.get(name, ""), -1) for name in givers])
        found["facilitators"] = tuple(names)
        found["load"] = np.array([wishes.loads[name] for name in names], dtype=np.int64)
    return found


def _refuse_twice(partners, givers, key):
    again = np.flatnonzero(np.diff(key) == 0)
    if again.size:
        i, j = divmod(int(key[again[0]]), len(givers))
        raise Unsolvable([f"The pair {partners[i]} and {givers[j]} is given twice."])


def _refuse_contradictions(wishes, places):
    wrong: list[str] = []
    chosen: dict[str, str] = {}
    for one, other in wishes.pins:
        if one in chosen:
            wrong.append(f"{one} is pinned to {chosen[one]} and to {other}; one pin a partner.")
        chosen.setdefault(one, other)
        if other not in places:
            wrong.append(f"{one} is pinned to {other}, whose places are not given.")
    wrong += [
        f"{a} and {b} are both pinned and vetoed."
        for a, b in sorted({*wishes.pins} & {*wishes.vetoes})
    ]
    if wrong:
        raise Unsolvable(wrong)


def _refuse_unscored(pins, wanted, key, found):
    wrong = []
    for (one, other), want, at in zip(pins, wanted, found, strict=True):
        if at >= len(key) or key[at] != want:
            wrong.append(f"{one} is pinned to {other}, but the pair has no score.")
    if wrong:
        raise Unsolvable(wrong)


def _refuse_overfull(problem, wishes):
    """Pins alone must keep every limit; what they take is counted off before solving."""
    taken = np.bincount(problem.j[problem.pinned], minlength=len(problem.places))
    wrong = [
        f"{problem.thought_partners[n]} has {problem.places[n]} places and {taken[n]} pins."
        for n in np.flatnonzero(taken > problem.places)
    ]
    if problem.limited:
        wrong += _groups_overfull(problem)
    if problem.carried:
        of = problem.keeper[problem.j[problem.pinned]]
        carried = np.bincount(of[of >= 0], minlength=len(problem.load))
        over = np.flatnonzero(carried > problem.load)
        names = sorted(wishes.loads)
        wrong += [f"{names[n]} carries {problem.load[n]} and has {carried[n]} pins." for n in over]
    if wrong:
        raise Unsolvable(wrong)


def _groups_overfull(problem):
    counted: dict[tuple, int] = {}
    for n in problem.pinned:
        name = str(problem.group[problem.i[n]])
        if name:
            both = (int(problem.j[n]), name)
            counted[both] = counted.get(both, 0) + 1
    return [
        f"{problem.thought_partners[j]} may take {problem.most_of_a_group} of {name},"
        f" and {count} are pinned."
        for (j, name), count in sorted(counted.items())
        if count > problem.most_of_a_group
    ]


def ties(problem) -> np.ndarray:
    """Return a number from 0 to 255 for each pair, out of the two ids (or `lots`) alone.

    Equal pairs are told apart by it, so that no name is favored and row order is nothing.
    """
    one, other = map(_digests, problem.lots or (problem.partners, problem.thought_partners))
    mixed = (one[problem.i] ^ other[problem.j]) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(56)).astype(np.int64)


def _digests(names):
    read = (hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.array([int.from_bytes(each, "big") for each in read], dtype=np.uint64)
