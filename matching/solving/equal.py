"""Who could as well have another: over all best choices at once, not over some that are tried.

Two best choices differ by rounds of moves that together cost nothing. With prices under which no
single move gains, each move of such a round costs exactly nothing; so a pair is in some best
choices and not in others just where it lies on a circle of moves that cost nothing.
"""

import numpy as np

from .flow import Network
from .problem import Problem


def undecided(problem: Problem, net: Network, chosen: np.ndarray, least: int = 0) -> np.ndarray:
    """Return the pairs (places in Problem) that are in some best choices and not in all.

    `chosen` is one best choice: of `best_total` with the same `least`. No tie counts here.
    """
    kept = net.pairs[problem.weight[net.pairs] >= least]
    at = np.searchsorted(net.pairs, kept)
    tail, head, cost = _moves(problem, net, at, np.isin(kept, chosen))
    price = _prices(tail, head, cost, net.nodes)
    free = np.flatnonzero(price[tail] + cost == price[head])
    circle = _circles(tail[free], head[free], net.nodes)
    pairs = free[free < len(kept)]  # the moves of pairs stand first
    return kept[pairs[circle[tail[pairs]] == circle[head[pairs]]]]


def _moves(problem, net, at, taken):
    """What may still change: a pair taken or given up (each once), and room elsewhere."""
    left, right, worth = net.tail[at], net.head[at], problem.weight[net.pairs[at]]
    first, last, capacity = net.fixed
    used = _used(net, left[taken], right[taken])
    more, less = used < capacity, used > 0
    tail = np.concatenate([np.where(taken, right, left), first[more], last[less]])
    head = np.concatenate([np.where(taken, left, right), last[more], first[less]])
    nothing = np.zeros(more.sum() + less.sum(), dtype=np.int64)
    return tail, head, np.concatenate([np.where(taken, worth, -worth), nothing])


def _used(net, left, right):
    """How many go through each fixed arc; behind a pair there are at most three."""
    first, last, _ = net.fixed
    arriving = np.bincount(right, minlength=net.nodes)
    serves = first == net.source
    asked = np.bincount(left, minlength=net.nodes)
    used = np.where(serves, asked[last], 0)
    for _ in range(3):
        on = np.bincount(last[~serves], weights=used[~serves], minlength=net.nodes)
        used[~serves] = (arriving + on.astype(np.int64))[first[~serves]]
    return used


def _prices(tail, head, cost, nodes):
    """Prices under which no move gains (Bellman and Ford); they settle, the choice being best."""
    price = np.zeros(nodes, dtype=np.int64)
    while True:
        before = price.sum()
        np.minimum.at(price, head, price[tail] + cost)
        if price.sum() == before:
            return price


def _circles(tail, head, nodes):
    """The same number for all nodes that lead to each other (Kosaraju)."""
    left = [node for walk in _walks(tail, head, nodes, range(nodes)) for node in walk]
    found = np.empty(nodes, dtype=np.int64)
    for walk in _walks(head, tail, nodes, reversed(left)):
        found[walk] = walk[0]
    return found


def _walks(tail, head, nodes, roots):
    """Walk on from each root not met before; yield the nodes of a walk as they are left."""
    order = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[order], np.arange(nodes + 1)).tolist()
    following, turn, met = head[order].tolist(), start[:-1], [False] * nodes
    for root in roots:
        if met[root]:
            continue
        met[root], path, left = True, [root], []
        while path:
            node = path[-1]
            if turn[node] == start[node + 1]:
                left.append(path.pop())
                continue
            to = following[turn[node]]
            turn[node] += 1
            if not met[to]:
                met[to] = True
                path.append(to)
        yield left
