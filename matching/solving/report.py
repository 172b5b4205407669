"""Solving a round and saying what came of it, beside the ways it could have gone."""

import math

import numpy as np

from . import VERSION
from .flow import best_total, best_weakest, most_served, network
from .others import blocking, deferred, greedy
from .problem import Problem
from .tight import tightest


def solve(problem: Problem) -> dict:
    """Return the report of the round, plain values ready for JSON.

    `proposal` is the fair choice: most served, then the best weakest pair, then the best total.
    `stable` is what nobody would undo. `compared` sets both beside the best total alone and greedy.
    """
    net = network(problem)
    first = most_served(net, np.ones(len(net.pairs), dtype=bool))
    ways = _ways(problem, net, first.optimal_flow())
    return {
        "version": VERSION,
        "round": _size(problem),
        "proposal": _rows(problem, ways["fair"]),
        "not_served": _not_served(problem, ways["fair"]),
        "tightest": tightest(problem, net, first),
        "compared": {name: _figures(problem, each) for name, each in ways.items()},
        "stable": _rows(problem, ways["stable"]),
    }


def _ways(problem, net, served):
    least = best_weakest(net, problem.weight[net.pairs], served)
    taken = greedy(problem)
    # Where a pair is worth the same to both, deferred acceptance is greedy; a test proves it.
    same = problem.one_score and not problem.carried
    return {
        "fair": best_total(problem, net, served, least),
        "best_total": best_total(problem, net, served),
        "stable": taken if same else deferred(problem),
        "greedy": taken,
    }


def told(problem: Problem, value) -> float | int:
    """Return a whole `value` as the score it was read as."""
    return int(value) if not problem.decimals else round(int(value) / 10**problem.decimals, 6)


def _size(problem):
    return {
        "partners": len(problem.partners),
        "thought_partners": len(problem.thought_partners),
        "places": int(problem.places.sum()),
        "pairs": len(problem.i),
        "pins": len(problem.pinned),
    }


def _rows(problem, chosen):
    pinned, weight = set(problem.pinned.tolist()), problem.weight
    return [
        {
            "partner": problem.partners[problem.i[n]],
            "thought_partner": problem.thought_partners[problem.j[n]],
            "score": told(problem, weight[n]),
            "pinned": n in pinned,
        }
        for n in chosen.tolist()
    ]


def _figures(problem, chosen):
    weights = np.sort(problem.weight[chosen])
    low = math.ceil(0.05 * len(weights)) - 1
    return {
        "served": len(weights),
        "total": told(problem, weights.sum()),
        "weakest": told(problem, weights[0]) if len(weights) else None,
        "fifth_percentile": told(problem, weights[low]) if len(weights) else None,
        "blocking_pairs": len(blocking(problem, chosen)),
    }


def _not_served(problem, chosen):
    has = np.zeros(len(problem.partners), dtype=bool)
    has[problem.i[chosen]] = True
    possible = np.bincount(problem.i, minlength=len(problem.partners))
    return [
        {"partner": problem.partners[n], "possible_thought_partners": int(possible[n])}
        for n in np.flatnonzero(~has).tolist()
    ]
