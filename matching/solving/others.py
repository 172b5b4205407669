"""What the proposal is set beside: greedy, and deferred acceptance, which nobody would undo."""

import numpy as np

from .problem import Problem, ties

CHUNK = 4_000  # pairs looked at together before what is full is left out


def greedy(problem: Problem) -> np.ndarray:
    """Return the pairs that come of always taking the best one left.

    Where both sides see a pair alike, and no facilitator's load reaches across thought partners,
    that is deferred acceptance by the weight alone, which is quicker; a test holds them equal.
    """
    if problem.carried:
        return one_by_one(problem)
    return _accepted(problem, problem.weight, problem.weight)


def deferred(problem: Problem) -> np.ndarray:
    """Return deferred acceptance: partners ask by fit, thought partners keep by benefit.

    Within places and the limit by group no two would both rather have each other. What
    facilitators carry is not a wish of either side and is left out.
    """
    return _accepted(problem, problem.fit, problem.benefit)


def _accepted(problem, wish, worth):
    """Each partner asks the best who has not said no; thought partners keep the best who ask.

    All ask at once, and a pair that would be turned down from now on is left out at once too.
    """
    tie = ties(problem)
    keeps = _Keeping(problem, _best_first(worth, tie))
    left = _open_pairs(problem, _by_partner(problem.i, wish, tie))
    while True:
        asked = left[np.flatnonzero(np.diff(problem.i[left], prepend=-1))]
        kept = keeps.best(asked)
        if len(kept) == len(asked):
            return np.sort(np.concatenate([kept, problem.pinned]))
        left = left[keeps.may_still(left, asked, kept)]


def _best_first(worth, tie):
    """The rank of each pair, the best 0; equal ones by their ties, then as they stand."""
    rank = np.empty(len(worth), dtype=np.int64)
    rank[np.argsort(-(worth * 256 + tie), kind="stable")] = np.arange(len(worth))
    return rank


def _by_partner(i, wish, tie):
    """The pairs by partner, each partner's best first. They stand sorted by partner already."""
    value = wish * 256 + tie
    top = int(value.max(initial=0)) + 1
    return np.argsort(i * top + (top - 1 - value), kind="stable")


def _open_pairs(problem, order):
    taken = np.zeros(len(problem.partners), dtype=bool)
    taken[problem.i[problem.pinned]] = True
    full = problem.places <= np.bincount(problem.j[problem.pinned], minlength=len(problem.places))
    return order[~taken[problem.i[order]] & ~full[problem.j[order]]]


class _Keeping:
    """What thought partners keep of what they are offered: the best, within places and groups."""

    def __init__(self, problem, rank):
        self.problem, self.rank = problem, rank
        self.no = np.zeros(len(rank), dtype=bool)
        self.last = len(rank)  # worse than every rank
        g = len(problem.places)
        self.places = problem.places - np.bincount(problem.j[problem.pinned], minlength=g)
        if problem.limited:
            names, group = np.unique(problem.group, return_inverse=True)
            self.cell = problem.j * len(names) + group[problem.i]
            self.most = self._open_in_groups(names)

    def _open_in_groups(self, names):
        most = np.full(len(self.problem.places) * len(names), self.problem.most_of_a_group)
        np.subtract.at(most, self.cell[self.problem.pinned], 1)
        most.reshape(len(self.problem.places), len(names))[:, names == ""] = len(
            self.problem.partners
        )
        return most

    def best(self, asked):
        """Return what is kept of the pairs `asked`."""
        if self.problem.limited:
            cell = self.cell[asked]
            asked = asked[self._place(cell, asked) < self.most[cell]]
        j = self.problem.j[asked]
        return asked[self._place(j, asked) < self.places[j]]

    def may_still(self, left, asked, kept):
        """Say of each pair `left` whether it may still be kept, now that `kept` are."""
        self.no[asked] = True
        self.no[kept] = False
        may = ~self.no[left]
        may &= self._beats(self.problem.j, self.places, left, kept)
        if self.problem.limited:
            may &= self._beats(self.cell, self.most, left, kept)
        return may

    def _beats(self, key, most, left, kept):
        """True where what `key` names has room, or keeps one that is no better."""
        worst = np.zeros(len(most), dtype=np.int64)
        np.maximum.at(worst, key[kept], self.rank[kept])
        full = np.bincount(key[kept], minlength=len(most)) >= most
        worst[~full] = self.last
        return self.rank[left] <= worst[key[left]]

    def _place(self, key, asked):
        """The place of each among those of its key, the best 0."""
        order = np.lexsort((self.rank[asked], key))
        ordered = key[order]
        place = np.empty(len(asked), dtype=np.int64)
        place[order] = np.arange(len(asked)) - np.searchsorted(ordered, ordered)
        return place


def one_by_one(problem: Problem) -> np.ndarray:
    """Return the greedy choice under every limit, one pair after the other."""
    room, chosen = _Room(problem), problem.pinned.tolist()
    order = np.argsort(-(problem.weight * 256 + ties(problem)), kind="stable")
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        part = part[~room.partner[problem.i[part]] & (room.places[problem.j[part]] > 0)]
        left, right = problem.i[part].tolist(), problem.j[part].tolist()
        for n, i, j in zip(part.tolist(), left, right, strict=True):
            if room.fits(i, j):
                room.take(i, j)
                chosen.append(n)
    return np.sort(np.array(chosen, dtype=np.int64))


class _Room:
    """What is still free while pairs are taken one by one."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.places, self.load = problem.places.copy(), problem.load.copy()
        self.taken: dict[tuple[int, str], int] = {}
        self.partner = np.zeros(len(problem.partners), dtype=bool)
        for n in problem.pinned:
            self.take(int(problem.i[n]), int(problem.j[n]))

    def _group(self, i, j):
        if not self.problem.limited or not self.problem.group[i]:
            return None
        return j, str(self.problem.group[i])

    def _carried(self, j):
        return self.problem.carried and self.problem.keeper[j] >= 0

    def fits(self, i: int, j: int) -> bool:
        """Say whether partner and thought partner (their places in Problem) are still free."""
        if self.partner[i] or self.places[j] < 1:
            return False
        if self._carried(j) and self.load[self.problem.keeper[j]] < 1:
            return False
        key = self._group(i, j)
        return key is None or self.taken.get(key, 0) < self.problem.most_of_a_group

    def take(self, i: int, j: int) -> None:
        """Count one pair off."""
        self.partner[i] = True
        self.places[j] -= 1
        if self._carried(j):
            self.load[self.problem.keeper[j]] -= 1
        key = self._group(i, j)
        if key:
            self.taken[key] = self.taken.get(key, 0) + 1


def blocking(problem: Problem, chosen: np.ndarray) -> np.ndarray:
    """Return the pairs (places in Problem) where both would rather have each other.

    A free place counts; so does a pair that a limit forbids, for it tells what the limit costs.
    """
    has = np.full(len(problem.partners), -1, dtype=np.int64)
    has[problem.i[chosen]] = problem.fit[chosen]
    worst = np.full(len(problem.places), np.iinfo(np.int64).max)
    np.minimum.at(worst, problem.j[chosen], problem.benefit[chosen])
    free = problem.places - np.bincount(problem.j[chosen], minlength=len(problem.places))
    worst[free > 0] = -1
    worst[problem.places == 0] = np.iinfo(np.int64).max
    wants = problem.fit > has[problem.i]
    wanted = problem.benefit > worst[problem.j]
    both = wants & wanted
    both[chosen] = False
    return np.flatnonzero(both)
