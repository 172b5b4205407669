"""What the proposal is set beside: greedy, and deferred acceptance, which nobody would undo."""

import numpy as np

from .problem import Problem, ties

CHUNK = 20_000  # pairs looked at together before what is full is left out


class _Room:
    """What is still free, so that every way of choosing keeps the same limits."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.places = problem.places.copy()
        self.load = problem.load.copy()
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
        if self.partner[i] or self.places[j] < 1:
            return False
        if self._carried(j) and self.load[self.problem.keeper[j]] < 1:
            return False
        key = self._group(i, j)
        return key is None or self.taken.get(key, 0) < self.problem.most_of_a_group

    def take(self, i: int, j: int) -> None:
        self.partner[i] = True
        self.places[j] -= 1
        if self._carried(j):
            self.load[self.problem.keeper[j]] -= 1
        key = self._group(i, j)
        if key:
            self.taken[key] = self.taken.get(key, 0) + 1


def greedy(problem: Problem) -> np.ndarray:
    """Return the pairs that come of always taking the best one left."""
    room, chosen = _Room(problem), problem.pinned.tolist()
    order = np.lexsort((problem.j, problem.i, -ties(problem), -problem.weight))
    for start in range(0, len(order), CHUNK):
        part = order[start : start + CHUNK]
        part = part[~room.partner[problem.i[part]] & (room.places[problem.j[part]] > 0)]
        left, right = problem.i[part].tolist(), problem.j[part].tolist()
        for n, i, j in zip(part.tolist(), left, right, strict=True):
            if room.fits(i, j):
                room.take(i, j)
                chosen.append(n)
    return np.sort(np.array(chosen, dtype=np.int64))


def deferred(problem: Problem) -> np.ndarray:
    """Return deferred acceptance: partners ask by fit, thought partners keep by benefit.

    All who are free ask their next choice at once, and each thought partner keeps the best it has
    been offered, within its places and the limit by group: so no two would both rather have each
    other. What facilitators carry is not a wish of either side and is left out.
    """
    order, start = _wishes(problem)
    keeps = _Keeping(problem)
    at, held = start[:-1].copy(), np.zeros(0, dtype=np.int64)
    asking = np.ones(len(problem.partners), dtype=bool)
    asking[problem.i[problem.pinned]] = False
    while True:
        free = np.flatnonzero(asking & (at < start[1:]))
        if not len(free):
            break
        offered = order[at[free]]
        at[free] += 1
        before = held
        held = keeps.best(np.concatenate([before, offered]))
        asking[problem.i[before]] = True
        asking[problem.i[held]] = False
    return np.sort(np.concatenate([held, problem.pinned]))


def _wishes(problem):
    """The pairs by partner and fit, and where each partner's begin."""
    order = np.lexsort((problem.j, -ties(problem), -problem.fit, problem.i))
    return order, np.searchsorted(problem.i[order], np.arange(len(problem.partners) + 1))


class _Keeping:
    """What thought partners keep of what they are offered: the best, within places and groups."""

    def __init__(self, problem):
        self.problem = problem
        g = len(problem.places)
        self.places = problem.places - np.bincount(problem.j[problem.pinned], minlength=g)
        self.rank = np.empty(len(problem.i), dtype=np.int64)
        best_first = np.lexsort((problem.i, -ties(problem), -problem.benefit))
        self.rank[best_first] = np.arange(len(best_first))
        if problem.limited:
            self.names, self.group = np.unique(problem.group, return_inverse=True)
            self.most = self._open_in_groups()

    def _open_in_groups(self):
        most = np.full((len(self.problem.places), len(self.names)), self.problem.most_of_a_group)
        pins = self.problem.pinned
        np.subtract.at(most, (self.problem.j[pins], self.group[self.problem.i[pins]]), 1)
        most[:, self.names == ""] = len(self.problem.partners)
        return most

    def best(self, offered):
        """Return what is kept of the pairs `offered`."""
        if self.problem.limited:
            j, group = self.problem.j[offered], self.group[self.problem.i[offered]]
            key = j * len(self.names) + group
            offered = offered[self._place(key, offered) < self.most[j, group]]
        j = self.problem.j[offered]
        return offered[self._place(j, offered) < self.places[j]]

    def _place(self, key, offered):
        """The place of each among those of its key, the best 0."""
        order = np.lexsort((self.rank[offered], key))
        ordered = key[order]
        first = np.searchsorted(ordered, ordered)
        place = np.empty(len(offered), dtype=np.int64)
        place[order] = np.arange(len(offered)) - first
        return place


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
