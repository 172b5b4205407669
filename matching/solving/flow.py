"""The round as a flow: source, partners, (thought partner and group), thought partners, sink.

Laminar limits are nodes of the same flow, so each stage stays exact: the most served by one
maximum flow, the best weakest pair by a search over them, the best total by a minimum-cost flow.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow, min_cost_flow

from .problem import Problem, Unsolvable, ties


@dataclass(frozen=True)
class Network:
    """The arcs that do not depend on a stage; `pairs` are the places of free pairs in Problem."""

    pairs: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    fixed: tuple[np.ndarray, np.ndarray, np.ndarray]  # tails, heads, capacities
    groups: list[tuple[int, str]]  # thought partner and group of each node between the two
    source: int
    sink: int
    nodes: int


def network(problem: Problem) -> Network:
    """Return the flow of what pins leave open."""
    p, g = len(problem.partners), len(problem.thought_partners)
    source, sink = p + g, p + g + 1
    taken_i = np.zeros(p, dtype=bool)
    taken_i[problem.i[problem.pinned]] = True
    places = problem.places - np.bincount(problem.j[problem.pinned], minlength=g)
    free = np.flatnonzero(~taken_i[problem.i])
    tail, head = problem.i[free], p + problem.j[free]
    open_partners = np.unique(tail)
    arcs = [(np.full(len(open_partners), source), open_partners, np.ones(len(open_partners)))]
    nodes, groups = sink + 1, []
    if problem.limited:
        head, more, groups = _through_groups(problem, free, head, p, nodes)
        arcs.append(more)
        nodes += len(groups)
    more, nodes = _to_sink(problem, places, p, sink, nodes)
    tails, heads, capacities = zip(*arcs, *more, strict=True)
    fixed = _joined(tails), _joined(heads), _joined(capacities)
    return Network(free, tail, head, fixed, groups, source, sink, nodes)


def _joined(arrays) -> np.ndarray:
    return np.concatenate(arrays).astype(np.int64)


def _through_groups(problem, free, head, p, nodes):
    """A node for each thought partner and group, which lets only so many through."""
    names, group = np.unique(problem.group, return_inverse=True)
    cell = problem.j * len(names) + group[problem.i]
    grouped = names[group[problem.i[free]]] != ""
    wanted, which = np.unique(cell[free[grouped]], return_inverse=True)
    head = head.copy()
    head[grouped] = nodes + which
    taken = np.sort(cell[problem.pinned])
    used = np.searchsorted(taken, wanted, side="right") - np.searchsorted(taken, wanted)
    capacity = np.maximum(problem.most_of_a_group - used, 0)
    arcs = (nodes + np.arange(len(wanted)), p + wanted // len(names), capacity)
    return (
        head,
        arcs,
        [(key // len(names), str(names[key % len(names)])) for key in wanted.tolist()],
    )


def _to_sink(problem, places, p, sink, nodes):
    g = len(places)
    givers = p + np.arange(g)
    if not problem.carried:
        return [(givers, np.full(g, sink), places)], nodes
    kept = problem.keeper >= 0
    target = np.where(kept, nodes + problem.keeper, sink)
    of = problem.keeper[problem.j[problem.pinned]]
    load = problem.load - np.bincount(of[of >= 0], minlength=len(problem.load))
    keepers = nodes + np.arange(len(load))
    arcs = [(givers, target, places), (keepers, np.full(len(load), sink), load)]
    return arcs, nodes + len(load)


def most_served(net: Network, kept: np.ndarray):
    """Return the solved maximum flow over the `kept` free pairs (a mask)."""
    flow = max_flow.SimpleMaxFlow()
    tail, head = net.tail[kept], net.head[kept]
    flow.add_arcs_with_capacity(tail, head, np.ones(len(tail), dtype=np.int64))
    flow.add_arcs_with_capacity(*net.fixed)
    if flow.solve(net.source, net.sink) != flow.OPTIMAL:
        raise Unsolvable(["The round is too large for the solver."])
    return flow


def best_weakest(net: Network, weight: np.ndarray, served: int) -> int:
    """Return the highest weight a pair may be asked to have with `served` still served."""
    steps = np.unique(weight)
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if most_served(net, weight >= steps[middle]).optimal_flow() >= served:
            low = middle
        else:
            high = middle - 1
    return int(steps[low]) if len(steps) else 0


def best_total(
    problem: Problem, net: Network, served: int, least: int = 0, near: np.ndarray | None = None
) -> np.ndarray:
    """Return the pairs (places in Problem, pins included) of the best total among `served`.

    Of equal ones the nearest to the pairs `near`; without these a digest of the ids decides.
    """
    tie = ties(problem) if near is None else np.isin(np.arange(len(problem.i)), near)
    weight, tie = problem.weight[net.pairs], tie[net.pairs].astype(np.int64)
    kept = weight >= least
    cost = _costs(weight[kept], tie[kept], served, net.nodes)
    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        net.tail[kept], net.head[kept], np.ones(kept.sum(), dtype=np.int64), cost
    )
    tails, heads, capacities = net.fixed
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacities, np.zeros_like(tails))
    flow.set_nodes_supplies(np.array([net.source, net.sink]), np.array([served, -served]))
    if flow.solve() != flow.OPTIMAL:
        raise Unsolvable(["The round is too large for the solver."])
    chosen = net.pairs[kept][flow.flows(arcs) > 0]
    return np.sort(np.concatenate([chosen, problem.pinned]))


def _costs(weight, tie, served, nodes):
    """Weights above all, ties below: as much room for ties as 64 bits leave."""
    room = 256
    top = int(weight.max(initial=0)) + 1
    while room > 1 and top * max(served, 1) * room * (nodes + 2) * 4 >= 2**62:
        room //= 2
    return -(weight * max(served, 1) * room + tie % room)
