"""Who could as well have another: held against every way of a small round."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.solving import flow
from matching.solving.equal import undecided
from matching.solving.problem import Pairs, Wishes, build


@st.composite
def rounds(draw):
    """A small round of few different numbers, so that much is equal, with every kind of limit."""
    partners = [f"p{n}" for n in range(draw(st.integers(1, 5)))]
    givers = [f"g{n}" for n in range(draw(st.integers(1, 3)))]
    rows = [(a, b, score, score) for a in partners for b in givers
            if (score := draw(st.integers(-1, 2))) >= 0]  # fmt: skip
    wishes = Wishes(
        groups={name: draw(st.sampled_from(["", "KS", "MO"])) for name in partners},
        most_of_a_group=draw(st.sampled_from([None, 1])),
        keepers={name: draw(st.sampled_from(["A", "B"])) for name in givers},
        loads=draw(st.sampled_from([{}, {"A": 1, "B": 2}])),
    )
    return build(Pairs.of(rows), {name: draw(st.integers(0, 2)) for name in givers}, wishes)


def every_way(problem):
    """All sets of pairs that keep every limit."""
    by_partner = [[None, *np.flatnonzero(problem.i == n)] for n in range(len(problem.partners))]
    for way in itertools.product(*by_partner):
        chosen = [int(n) for n in way if n is not None]
        if _kept(problem, chosen):
            yield chosen


def _kept(problem, chosen):
    taken = np.bincount(problem.j[chosen], minlength=len(problem.places))
    if (taken > problem.places).any():
        return False
    if problem.limited:
        of = [(problem.j[n], problem.group[problem.i[n]]) for n in chosen]
        of = [cell for cell in of if cell[1]]
        if len(of) != len(set(of)):
            return False
    if problem.carried:
        carried = np.bincount(problem.keeper[problem.j[chosen]], minlength=len(problem.load))
        return bool((carried <= problem.load).all())
    return True


def best_ways(problem):
    """All that are as good as the best: most served, weakest pair, total."""
    ways = list(every_way(problem))
    rank = [
        (len(way), min(problem.weight[way], default=0), int(problem.weight[way].sum()))
        for way in ways
    ]
    return [set(way) for way, reached in zip(ways, rank, strict=True) if reached == max(rank)]


@given(rounds().filter(lambda problem: len(problem.i)))
@settings(max_examples=300)
def test_every_pair_that_is_in_some_best_choices_and_not_in_all_is_told(problem):
    net = flow.network(problem)
    served = flow.most_served(net, np.ones(len(net.pairs), dtype=bool)).optimal_flow()
    least = flow.best_weakest(net, problem.weight[net.pairs], served)
    chosen = flow.best_total(problem, net, served, least)
    best = best_ways(problem)

    told = undecided(problem, net, chosen, least)

    assert set(chosen.tolist()) in best
    assert set(told.tolist()) == set.union(*best) - set.intersection(*best)


def test_what_is_pinned_is_decided_and_the_rest_is_not():
    rows = [(a, b, 1, 1) for a in "abc" for b in "xy"]
    problem = build(Pairs.of(rows), {"x": 1, "y": 1}, Wishes(pins=(("a", "x"),)))
    net = flow.network(problem)
    chosen = flow.best_total(problem, net, 1)

    told = undecided(problem, net, chosen)

    assert {problem.partners[n] for n in problem.i[told]} == {"b", "c"}
