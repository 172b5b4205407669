"""Solves one round from what is kept of it, the same way each time. Pure, no database.

`inputs` are plain values: what `matching/round_facts.py` read, the weights, and what people asked.
Import this module inside the function that solves: it brings numpy and the solver.
"""

import hashlib
import json
import math
import zlib
from dataclasses import replace

import numpy as np

from .round_weights import CRITERIA, LEAST, METHOD, MOST, UNKNOWN, numbers, wrong
from .solving import VERSION
from .solving.equal import undecided
from .solving.flow import best_total, best_weakest, most_served, network
from .solving.others import blocking
from .solving.problem import Pairs, Wishes, build
from .solving.report import solve as solve_problem

FIRMNESS = "2"  # of `firmness` and the lots: raised when the same inputs may give another answer
NOW = f"{METHOD}.{VERSION}.{FIRMNESS}"  # the method as it is now
LARGE = 50_000  # pairs; above it a round is solved behind the page
WHOLE = 100  # the most that a pair is worth to a side
SIDES = "partners", "thought_partners"
SIGNS = "-0123"  # a level each; the first is what nobody knows


def plain(value) -> str:
    """Return `value` as the one text that it can have."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value) -> str:
    """Return the fingerprint of plain values."""
    return hashlib.sha256(plain(value).encode()).hexdigest()


def packed(inputs: dict) -> bytes:
    """Return `inputs` as they are kept."""
    return zlib.compress(plain(inputs).encode(), 6)


def unpacked(kept) -> dict:
    """Return what `packed` packed."""
    return json.loads(zlib.decompress(bytes(kept)))


def signs(levels) -> str:
    """Return levels (None for unknown) as a text of one sign each."""
    return "".join(SIGNS[0 if level is None else level + 1] for level in levels)


def level(sign: str) -> int | None:
    """Return the level of one of `signs`."""
    return None if sign == SIGNS[0] else SIGNS.index(sign) - 1


class Solver:
    """The problem of one round, weighed as often as somebody asks."""

    def __init__(self, inputs: dict):
        self.inputs = inputs
        pairs = inputs["pairs"]
        self.partners = [row["id"] for row in inputs["partners"]]
        self.givers = [row["id"] for row in inputs["thought_partners"]]
        self.levels = {name: _levels(pairs[name]) for name in CRITERIA}
        self.problem, self.order = self._built(pairs)
        self.net = network(self.problem)
        every = np.ones(len(self.net.pairs), dtype=bool)
        self.served = most_served(self.net, every).optimal_flow()

    def _built(self, pairs):
        """Build once with the place of each pair for its score, to know the order it stands in."""
        place = np.arange(len(pairs["i"]))
        i, j = (np.array(pairs[name], dtype=np.int64) for name in "ij")
        names = self.partners, self.givers
        places = {row["id"]: row["places"] for row in self.inputs["thought_partners"]}
        problem = build(Pairs(*names, i, j, place, place), places, _wishes(self.inputs))
        lots = {row["id"]: row["lot"] for name in SIDES for row in self.inputs[name]}
        drawn = (
            [lots[key] for key in problem.partners],
            [lots[key] for key in problem.thought_partners],
        )
        return replace(problem, lots=drawn), problem.fit

    def weighed(self, weights):
        """Return the problem with the numbers that `weights` make of each pair."""
        fit, benefit = numbers(self.levels, weights)
        return replace(self.problem, fit=fit[self.order], benefit=benefit[self.order])

    def fair(self, weights, near=None):
        """Return the pairs of the proposal (their places in the problem), pins included.

        Most served, the best weakest pair, the best total; of equal totals the one that is worth
        more to the side that gets more. Of what is equal even so the nearest to `near`; without it
        the lot decides.
        """
        problem, net, served, least = self._staged(weights)
        return best_total(problem, net, served, least, near=near)

    def undecided(self, weights, chosen) -> set:
        """Return the partners to whom another choice, as good as `chosen`, gives another place."""
        problem, net, _served, least = self._staged(weights)
        pairs = undecided(problem, net, chosen, least)
        return {problem.partners[n] for n in problem.i[pairs].tolist()}

    def _staged(self, weights):
        """The problem with the finer of equal totals in its numbers, and what comes first."""
        problem = self.weighed(weights)
        least = best_weakest(self.net, problem.weight[self.net.pairs], self.served)
        step = WHOLE * max(self.served, 1) + 1  # all the stronger sides together are less
        finer = problem.weight * step + np.maximum(problem.fit, problem.benefit)
        return replace(problem, fit=finer, benefit=finer), self.net, self.served, least * step

    def named(self, chosen) -> set:
        """Return pairs of the problem as a set of (partner, thought partner)."""
        left, right = self.problem.i[chosen].tolist(), self.problem.j[chosen].tolist()
        names, others = self.problem.partners, self.problem.thought_partners
        return {(names[i], others[j]) for i, j in zip(left, right, strict=True)}


def solve(inputs: dict) -> dict:
    """Return what comes out of a round, plain values: the same for the same `inputs`.

    Raises Unsolvable with a sentence for each contradiction; ids stand in it for names.
    """
    weights = inputs["weights"]
    solver = Solver(inputs)
    problem = solver.weighed(weights)
    told = solve_problem(problem)
    chosen = solver.fair(weights)
    stays, close = firmness(solver, weights, chosen)
    return {
        "method": NOW,
        "round": told["round"],
        "compared": {**told["compared"], "fair": _figures(problem, chosen)},
        "tightest": told["tightest"],
        "rows": _rows(problem, chosen, told["stable"]),
        "stays": stays,
        "close": sorted(close),
    }


def firmness(solver: Solver, weights: dict, chosen: np.ndarray) -> tuple[dict, set]:
    """Return over which values of each weight the proposal stays, and for whom it is a toss-up.

    Each weight is moved alone, one step at a time, and the round solved anew; the proposal stays
    while nothing is better. In a large round one step each way is all that is tried. A toss-up is
    whom one step of one weight changes, and whom any other choice as good as `chosen` changes.
    """
    reach = MOST if len(solver.order) <= LARGE else 1
    stays: dict = {}
    proposal, close = solver.named(chosen), solver.undecided(weights, chosen)
    for name in CRITERIA:
        ends = [weights[name], weights[name]]
        for side, step in ((0, -1), (1, 1)):
            for n in range(1, reach + 1):
                value = weights[name] + step * n
                tried = {**weights, name: value}
                if not (LEAST <= value <= MOST and not wrong(tried)):
                    break
                if changed := solver.named(solver.fair(tried, chosen)) ^ proposal:
                    close |= {one for one, _ in changed} if n == 1 else set()
                    break
                ends[side] = value
        stays[name] = ends
    return stays, close


def _levels(text):
    """The levels of `signs` as an array."""
    signs = np.frombuffer(text.encode(), dtype=np.uint8).astype(np.int64)
    return np.where(signs == ord(SIGNS[0]), UNKNOWN, signs - ord("0"))


def _wishes(inputs):
    asked = inputs["partners"]
    carried = {row["id"]: row["facilitator"] for row in inputs["thought_partners"]}
    return Wishes(
        pins=tuple(map(tuple, inputs["pins"])),
        vetoes=tuple(map(tuple, inputs["vetoes"])),
        groups={row["id"]: row["state"] for row in asked},
        most_of_a_group=inputs["most_of_a_state"],
        keepers={key: who for key, who in carried.items() if who},
        loads=inputs["loads"],
    )


def _figures(problem, chosen):
    """The same figures as the report gives of every other way."""
    weights = np.sort(problem.weight[chosen])
    low = math.ceil(0.05 * len(weights)) - 1
    return {
        "served": len(weights),
        "total": int(weights.sum()),
        "weakest": int(weights[0]) if len(weights) else None,
        "fifth_percentile": int(weights[low]) if len(weights) else None,
        "blocking_pairs": len(blocking(problem, chosen)),
    }


def _rows(problem, chosen, stable):
    """A row for each partner: with whom, how it weighs for either, and with whom it were stable."""
    others = {row["partner"]: row["thought_partner"] for row in stable}
    possible = np.bincount(problem.i, minlength=len(problem.partners)).tolist()
    pinned = set(problem.pinned.tolist())
    weighed = {
        int(problem.i[n]): {
            "thought_partner": problem.thought_partners[problem.j[n]],
            "pinned": n in pinned,
            "fit": int(problem.fit[n]),
            "benefit": int(problem.benefit[n]),
        }
        for n in chosen.tolist()
    }
    nobody = {"thought_partner": None, "pinned": False, "fit": None, "benefit": None}
    return [
        {
            "partner": name,
            "stable": others.get(name),
            "possible": possible[n],
            **weighed.get(n, nobody),
        }
        for n, name in enumerate(problem.partners)
    ]
