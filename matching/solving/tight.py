"""Where a round runs out of places, in numbers that add up."""

import numpy as np

from .flow import Network
from .problem import Problem


def tightest(problem: Problem, net: Network, flow) -> dict | None:
    """Return which partners share which few places, None when all who could be are served.

    `flow` is the solved maximum flow. Its smallest cut is the proof: the partners named can only
    go through what is named, and that lets `short_by` fewer through than they are (Hall's
    condition). Pins are counted off before.
    """
    tail, head, capacity = net.fixed
    asking = int((tail == net.source).sum())
    if flow.optimal_flow() >= asking:
        return None
    inside = np.zeros(net.nodes, dtype=bool)
    inside[np.array(flow.get_source_side_min_cut())] = True
    cut = inside[tail] & ~inside[head] & (tail != net.source)
    p, g = len(problem.partners), len(problem.thought_partners)
    partners = np.flatnonzero(inside[:p])
    full = tail[cut & (tail >= p) & (tail < p + g)] - p
    return {
        "partners": [problem.partners[n] for n in partners.tolist()],
        "thought_partners": _reached(problem, net, inside),
        "places": int(capacity[np.isin(tail, full + p) & cut].sum()),
        "facilitators": _facilitators(problem, net, cut),
        "groups": _groups(problem, net, cut),
        "short_by": len(partners) - int(capacity[cut].sum()),
    }


def _reached(problem, net, inside):
    """The thought partners that the partners of the cut could have."""
    found = np.unique(problem.j[net.pairs[inside[net.tail]]])
    return [problem.thought_partners[n] for n in found.tolist()]


def _facilitators(problem, net, cut):
    """The facilitators whose load is what runs out, with what they still can carry."""
    tail, _, capacity = net.fixed
    first = net.nodes - len(problem.load)
    full = np.flatnonzero(cut & (tail >= first)) if problem.carried else cut[:0]
    return [
        {"facilitator": problem.facilitators[tail[n] - first], "load": int(capacity[n])}
        for n in full.tolist()
    ]


def _groups(problem, net, cut):
    """The limits by group that run out, with how many more they let through."""
    tail, _, capacity = net.fixed
    first = net.sink + 1
    full = np.flatnonzero(cut & (tail >= first) & (tail < first + len(net.groups)))
    return [
        {
            "thought_partner": problem.thought_partners[net.groups[tail[n] - first][0]],
            "group": net.groups[tail[n] - first][1],
            "most": int(capacity[n]),
        }
        for n in full.tolist()
    ]
