"""Proves, without any solver and in whole numbers, that a choice of pairs is the best there is.

The round is a linear program, and its dual is the proof. A choice serves the most when a cut of
its size is found. It has the best total of its size when prices exist under which no chain of
moves gains: dual feasibility for the pairs not chosen, complementary slackness for the chosen.
"""

from dataclasses import dataclass

import numpy as np

MOVES = 20_000  # more than any chain is long


class Unproved(AssertionError):
    """The choice is not the best, or that could not be shown."""


@dataclass(frozen=True)
class Choice:
    """Pairs `i`, `j` with their `weight`, `places` by thought partner, `chosen` as a mask."""

    i: np.ndarray
    j: np.ndarray
    weight: np.ndarray
    places: np.ndarray
    chosen: np.ndarray

    @property
    def served(self) -> int:
        return int(self.chosen.sum())

    @property
    def taken(self) -> np.ndarray:
        """How many each thought partner has."""
        return np.bincount(self.j[self.chosen], minlength=len(self.places))

    @property
    def has(self) -> np.ndarray:
        """Whether each partner is served."""
        found = np.zeros(int(self.i.max()) + 1, dtype=bool)
        found[self.i[self.chosen]] = True
        return found

    def keeps_the_rules(self) -> bool:
        """True where nobody is served twice and no place is given twice."""
        return len(np.unique(self.i[self.chosen])) == self.served and bool(
            (self.taken <= self.places).all()
        )


def at_most(i, j, places, partners_inside, givers_inside) -> int:
    """Return how many a cut lets through: nobody can serve more, whoever found the cut."""
    outside = int((~partners_inside[np.unique(i)]).sum())
    crossing = int((partners_inside[i] & ~givers_inside[j]).sum())
    return outside + crossing + int(places[givers_inside].sum())


def most_served(choice: Choice) -> None:
    """Raise Unproved unless nobody more can be served, by whatever moves."""
    waiting, inside = ~choice.has, np.zeros(len(choice.places), dtype=bool)
    while True:  # all that chains of moves reach from those who are not served
        inside[choice.j[waiting[choice.i]]] = True
        moved = np.unique(choice.i[choice.chosen & inside[choice.j]])
        if waiting[moved].all():
            break
        waiting[moved] = True
    if at_most(choice.i, choice.j, choice.places, waiting, inside) != choice.served:
        raise Unproved(f"{choice.served} are served, and no cut says that more cannot be")


def best_total(choice: Choice) -> None:
    """Raise Unproved unless no choice that serves as many has a better total."""
    if not choice.keeps_the_rules():
        raise Unproved("somebody is served twice, or a place is given twice")
    partner, giver, source, sink = prices(choice)
    rest, chosen = ~choice.chosen, choice.chosen
    i, j, weight, has = choice.i, choice.j, choice.weight, choice.has
    shown = (
        (giver[j[rest]] <= partner[i[rest]] - weight[rest]).all()
        and (giver[j[chosen]] == partner[i[chosen]] - weight[chosen]).all()
        and (source <= partner[has]).all()
        and (partner[~has] <= source).all()
        and (sink <= giver[choice.taken < choice.places]).all()
        and (giver[choice.taken > 0] <= sink).all()
    )
    if not shown:
        raise Unproved("a chain of moves would gain")


def prices(choice: Choice):
    """Return a price for each partner, thought partner, source and sink (Bellman and Ford)."""
    i, j, weight = choice.i, choice.j, choice.weight
    at, has = np.flatnonzero(choice.chosen), choice.has
    free, used = choice.taken < choice.places, choice.taken > 0
    partner, giver = np.zeros(len(has), dtype=np.int64), np.zeros(len(choice.places), np.int64)
    source = sink = 0
    for _ in range(MOVES):
        before = partner.sum() + giver.sum() + source + sink
        np.minimum.at(giver, j, partner[i] - weight)
        sink = min(sink, int(giver[free].min(initial=sink)))
        giver[used] = np.minimum(giver[used], sink)
        partner[i[at]] = np.minimum(partner[i[at]], giver[j[at]] + weight[at])
        source = min(source, int(partner[has].min(initial=source)))
        partner[~has] = np.minimum(partner[~has], source)
        if partner.sum() + giver.sum() + source + sink == before:
            return partner, giver, source, sink
    raise Unproved("the prices do not settle: a chain of moves gains")
