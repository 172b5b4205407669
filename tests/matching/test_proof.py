"""The proof that the benchmark gives: it holds for the best choice, and only for that."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import proof
from matching.solving import flow
from matching.solving.others import greedy
from matching.solving.problem import Pairs, build


@st.composite
def rounds(draw):
    partners, givers = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    rows = [
        (f"p{a}", f"g{b}", score, score)
        for a in range(partners)
        for b in range(givers)
        if (score := draw(st.integers(-4, 9))) >= 0
    ]
    return build(Pairs.of(rows), {f"g{b}": draw(st.integers(0, 3)) for b in range(givers)})


def choice(problem, chosen):
    mask = np.zeros(len(problem.i), dtype=bool)
    mask[chosen] = True
    return proof.Choice(problem.i, problem.j, problem.weight, problem.places, mask)


@given(rounds().filter(lambda problem: len(problem.i)))
@settings(max_examples=150)
def test_the_solver_is_proved_and_only_the_best_is(problem):
    net = flow.network(problem)
    served = flow.most_served(net, np.ones(len(net.pairs), dtype=bool)).optimal_flow()
    best = choice(problem, flow.best_total(problem, net, served))
    taken = choice(problem, greedy(problem))

    proof.most_served(best)
    proof.best_total(best)

    if taken.served < served:
        with pytest.raises(proof.Unproved):
            proof.most_served(taken)
    elif taken.weight[taken.chosen].sum() < best.weight[best.chosen].sum():
        with pytest.raises(proof.Unproved):
            proof.best_total(taken)


def test_a_place_given_twice_proves_nothing():
    problem = build(Pairs.of([("a", "x", 1, 1), ("b", "x", 1, 1)]), {"x": 1})

    with pytest.raises(proof.Unproved, match="a place is given twice"):
        proof.best_total(choice(problem, [0, 1]))
