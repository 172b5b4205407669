"""Solves one round from what is kept of it, the same way each time. Pure, no database.

`inputs` are plain values: what `matching/round_facts.py` read, the weights, and what people asked.
Import this module inside the function that solves: it brings numpy and the solver.
"""

import hashlib
import json
import zlib
from dataclasses import replace

import numpy as np

from .round_weights import CRITERIA, LEAST, METHOD, MOST, UNKNOWN, numbers, wrong
from .solving import VERSION
from .solving.flow import best_total, best_weakest, most_served, network
from .solving.problem import Pairs, Wishes, build
from .solving.report import solve as solve_problem

NOW = f"{METHOD}.{VERSION}"  # the method as it is now
LARGE = 50_000  # pairs; above it a round is solved behind the page
TURNS = ("~1", "~2")  # other ways to tell equally good pairs apart
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
        return problem, problem.fit

    def weighed(self, weights):
        """Return the problem with the numbers that `weights` make of each pair."""
        fit, benefit = numbers(self.levels, weights)
        return replace(self.problem, fit=fit[self.order], benefit=benefit[self.order])

    def fair(self, weights, turn=""):
        """Return the pairs of the proposal as a set of (partner, thought partner).

        Another `turn` takes another of those that are equally good.
        """
        problem = self.weighed(weights)
        if turn:
            problem = replace(problem, partners=[name + turn for name in self.problem.partners])
        least = best_weakest(self.net, problem.weight[self.net.pairs], self.served)
        return _set(self.problem, best_total(problem, self.net, self.served, least))


def solve(inputs: dict) -> dict:
    """Return what comes out of a round, plain values: the same for the same `inputs`.

    Raises Unsolvable with a sentence for each contradiction; ids stand in it for names.
    """
    weights = inputs["weights"]
    solver = Solver(inputs)
    problem = solver.weighed(weights)
    told = solve_problem(problem)
    proposal = {(row["partner"], row["thought_partner"]) for row in told["proposal"]}
    stays, close = firmness(solver, weights, proposal)
    return {
        "method": NOW,
        "round": told["round"],
        "compared": told["compared"],
        "tightest": told["tightest"],
        "rows": _rows(solver, problem, told),
        "stays": stays,
        "close": sorted(close),
    }


def firmness(solver: Solver, weights: dict, proposal: set) -> tuple[dict, set]:
    """Return over which values of each weight the proposal stays, and for whom it is a toss-up.

    Each weight is moved alone, one step at a time, and the round solved anew. In a large round
    one step each way is all that is tried. A toss-up is whom one step of one weight changes, and
    whom another choice among equally good ones changes.
    """
    reach = MOST if len(solver.order) <= LARGE else 1
    stays: dict = {}
    close = {one for turn in TURNS for one, _ in solver.fair(weights, turn) ^ proposal}
    for name in CRITERIA:
        ends = [weights[name], weights[name]]
        for side, step in ((0, -1), (1, 1)):
            for n in range(1, reach + 1):
                value = weights[name] + step * n
                tried = {**weights, name: value}
                if not (LEAST <= value <= MOST and not wrong(tried)):
                    break
                if changed := solver.fair(tried) ^ proposal:
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


def _set(problem, chosen):
    left, right = problem.i[chosen].tolist(), problem.j[chosen].tolist()
    return {
        (problem.partners[i], problem.thought_partners[j]) for i, j in zip(left, right, strict=True)
    }


def _rows(solver, problem, told):
    """A row for each partner: with whom, how it weighs for either, and with whom it were stable."""
    stable = {row["partner"]: row["thought_partner"] for row in told["stable"]}
    chosen = {row["partner"]: row for row in told["proposal"]}
    possible = np.bincount(problem.i, minlength=len(problem.partners)).tolist()
    weighed = _weighed(problem, told["proposal"])
    return [
        {
            "partner": name,
            "thought_partner": chosen[name]["thought_partner"] if name in chosen else None,
            "pinned": name in chosen and chosen[name]["pinned"],
            "stable": stable.get(name),
            "possible": possible[n],
            **weighed.get(name, {"fit": None, "benefit": None}),
        }
        for n, name in enumerate(problem.partners)
    ]


def _weighed(problem, proposal):
    at = {name: n for n, name in enumerate(problem.thought_partners)}
    wanted = {row["partner"]: at[row["thought_partner"]] for row in proposal}
    pick = np.array([wanted.get(name, -1) for name in problem.partners], dtype=np.int64)
    found = np.flatnonzero(problem.j == pick[problem.i]).tolist()
    return {
        problem.partners[problem.i[n]]: {
            "fit": int(problem.fit[n]),
            "benefit": int(problem.benefit[n]),
        }
        for n in found
    }
