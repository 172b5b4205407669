"""Solving a round and saying what came of it, beside the ways it could have gone."""

import math

import numpy as np

from . import VERSION
from .flow import Network, best_total, best_weakest, most_served, network
from .others import blocking, deferred, greedy
from .problem import Problem


def solve(problem: Problem) -> dict:
    """Return the report of the round, plain values ready for JSON.

    `proposal` is the fair choice: most served, then the best weakest pair, then the best total.
    `compared` sets it beside the best total alone, deferred acceptance and greedy.
    """
    net = network(problem)
    every = np.ones(len(net.pairs), dtype=bool)
    first = most_served(net, every)
    served = first.optimal_flow()
    weight = problem.weight[net.pairs]
    least = best_weakest(net, weight, served) if served else 0
    fair = best_total(problem, net, served, least)
    ways = {
        "fair": fair,
        "best_total": best_total(problem, net, served),
        "stable": deferred(problem),
        "greedy": greedy(problem),
    }
    return {
        "version": VERSION,
        "round": _size(problem),
        "proposal": _rows(problem, fair),
        "not_served": _not_served(problem, fair),
        "tightest": _tightest(problem, net, first, served),
        "compared": {name: _figures(problem, each) for name, each in ways.items()},
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


def _tightest(problem: Problem, net: Network, flow, served) -> dict | None:
    """Where places run out, in numbers: these partners share only those places (Hall's condition).

    None when everybody who has a possible pair is served.
    """
    open_partners = len(net.fixed[0]) and int((net.fixed[0] == net.source).sum())
    if served >= open_partners:
        return None
    side = np.zeros(net.nodes, dtype=bool)
    side[np.array(flow.get_source_side_min_cut())] = True
    p = len(problem.partners)
    short = np.flatnonzero(side[:p])
    givers = np.unique(problem.j[np.isin(problem.i, short)])
    places = (
        problem.places[givers]
        - np.bincount(problem.j[problem.pinned], minlength=len(problem.places))[givers]
    )
    return {
        "partners": [problem.partners[n] for n in short.tolist()],
        "thought_partners": [problem.thought_partners[n] for n in givers.tolist()],
        "places": int(places.sum()),
        "short_by": int(open_partners - served),
    }
