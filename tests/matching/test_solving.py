"""A round solved exactly, checked against trying every way on small rounds."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.solving.others import blocking, deferred, greedy, one_by_one
from matching.solving.problem import Pairs, Unsolvable, Wishes, build
from matching.solving.report import solve


def rows(*scores):
    """(partner, thought partner, score) -> with the score as fit and benefit."""
    return [(a, b, s, s) for a, b, s in scores]


def solved(given_rows, places, **wishes):
    return solve(build(Pairs.of(given_rows), places, Wishes(**wishes)))


def pairs_of(report):
    return {(row["partner"], row["thought_partner"]) for row in report["proposal"]}


def every_way(given_rows, places, allowed=lambda chosen: True):
    """All sets of pairs that keep the places."""
    by_partner: dict[str, list] = {}
    for row in given_rows:
        by_partner.setdefault(row[0], [None]).append(row)
    for way in itertools.product(*by_partner.values()):
        chosen = [row for row in way if row]
        taken = [row[1] for row in chosen]
        if all(taken.count(name) <= places.get(name, 0) for name in taken) and allowed(chosen):
            yield chosen


def rank(chosen):
    weights = [min(fit, benefit) for _, _, fit, benefit in chosen]
    return len(weights), min(weights, default=0), sum(weights)


@st.composite
def rounds(draw):
    partners = [f"p{n}" for n in range(draw(st.integers(1, 5)))]
    givers = [f"g{n}" for n in range(draw(st.integers(1, 3)))]
    score = st.integers(0, 9)
    found = [
        (a, b, draw(score), draw(score)) for a in partners for b in givers if draw(st.booleans())
    ]
    return found, {name: draw(st.integers(0, 2)) for name in givers}


@given(rounds())
@settings(max_examples=150)
def test_no_way_is_better_than_the_proposal(made):
    given_rows, places = made

    report = solved(given_rows, places)

    best = max(rank(way) for way in every_way(given_rows, places))
    figures = report["compared"]["fair"]
    assert (figures["served"], figures["weakest"] or 0, figures["total"]) == best


@given(rounds())
@settings(max_examples=100)
def test_the_best_total_is_the_best_among_the_most_served(made):
    given_rows, places = made

    figures = solved(given_rows, places)["compared"]["best_total"]

    ways = [rank(way) for way in every_way(given_rows, places)]
    most = max(served for served, _, _ in ways)
    assert figures["served"] == most
    assert figures["total"] == max(total for served, _, total in ways if served == most)


@given(rounds())
@settings(max_examples=150)
def test_nobody_would_undo_the_stable_choice(made):
    problem = build(Pairs.of(made[0]), made[1])

    chosen = deferred(problem)

    strict = [n for n in blocking(problem, chosen) if _strictly(problem, chosen, n)]
    assert strict == []


def _strictly(problem, chosen, n):
    """Blocking says both gain strictly already; a thought partner without places never does."""
    return problem.places[problem.j[n]] > 0


@given(rounds(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_lines_changes_nothing(made, dice):
    given_rows, places = made
    shuffled = dice.sample(given_rows, len(given_rows))
    moved = dict(dice.sample(sorted(places.items()), len(places)))

    assert solved(shuffled, moved) == solved(given_rows, places)


@given(rounds(), st.sampled_from([None, 1, 2]))
@settings(max_examples=120)
def test_one_score_for_both_makes_greedy_the_stable_choice(made, most):
    given_rows, places = made
    alike = Pairs.of([(a, b, fit, fit) for a, b, fit, _ in given_rows])
    wishes = Wishes(groups={"p0": "MI", "p1": "MI", "p2": "MI"}, most_of_a_group=most)
    problem = build(alike, places, wishes)

    taken = one_by_one(problem).tolist()

    assert taken == greedy(problem).tolist() == deferred(problem).tolist()
    if most is None:
        assert blocking(problem, np.array(taken, dtype=np.int64)).tolist() == []


@given(rounds(), st.sampled_from([None, 1]))
@settings(max_examples=80)
def test_greedy_is_the_same_quick_and_one_by_one(made, most):
    wishes = Wishes(groups={"p0": "MI", "p1": "MI", "p2": "OH"}, most_of_a_group=most)
    problem = build(Pairs.of(made[0]), made[1], wishes)

    assert greedy(problem).tolist() == one_by_one(problem).tolist()


@given(rounds(), st.sampled_from([None, 1]), st.integers(0, 3))
@settings(max_examples=120)
def test_what_runs_out_adds_up(made, most, load):
    given_rows, places = made
    limits = {
        "groups": {"p0": "MI", "p1": "MI", "p2": "MI"},
        "most_of_a_group": most,
        "keepers": {"g0": "Facilitator A", "g1": "Facilitator A"},
        "loads": {"Facilitator A": load},
    }

    report = solved(given_rows, places, **limits)

    asking = len({row[0] for row in given_rows})
    tight, served = report["tightest"], report["compared"]["fair"]["served"]
    if served == asking:
        assert tight is None
    else:
        through = tight["places"] + sum(each["load"] for each in tight["facilitators"])
        through += sum(each["most"] for each in tight["groups"])
        assert len(tight["partners"]) - through == tight["short_by"] == asking - served


@given(rounds())
@settings(max_examples=80)
def test_only_so_many_of_a_state_come_to_one_thought_partner(made):
    given_rows, places = made
    states = {"p0": "MI", "p1": "MI", "p2": "MI", "p3": "OH"}

    report = solved(given_rows, places, groups=states, most_of_a_group=1)

    def allowed(chosen):
        of = [(states[a], b) for a, b, *_ in chosen if a in states]
        return len(of) == len(set(of))

    best = max(rank(way) for way in every_way(given_rows, places, allowed))
    figures = report["compared"]["fair"]
    assert (figures["served"], figures["weakest"] or 0, figures["total"]) == best


@given(rounds(), st.integers(0, 2))
@settings(max_examples=80)
def test_a_facilitator_carries_no_more_than_she_can(made, load):
    given_rows, places = made
    keepers = {"g0": "Facilitator A", "g1": "Facilitator A"}

    report = solved(given_rows, places, keepers=keepers, loads={"Facilitator A": load})

    def allowed(chosen):
        return sum(b in keepers for _, b, *_ in chosen) <= load

    best = max(rank(way) for way in every_way(given_rows, places, allowed))
    figures = report["compared"]["fair"]
    assert (figures["served"], figures["weakest"] or 0, figures["total"]) == best


def test_a_pin_stands_even_where_it_costs():
    given_rows = rows(("a", "x", 1), ("a", "y", 9), ("b", "x", 9), ("b", "y", 1))

    report = solved(given_rows, {"x": 1, "y": 1}, pins=(("a", "x"),))

    assert pairs_of(report) == {("a", "x"), ("b", "y")}
    assert [row["pinned"] for row in report["proposal"]] == [True, False]


def test_a_veto_takes_the_pair_out():
    given_rows = rows(("a", "x", 9), ("a", "y", 1))

    report = solved(given_rows, {"x": 1, "y": 1}, vetoes=(("a", "x"),))

    assert pairs_of(report) == {("a", "y")}


def test_the_weakest_pair_comes_before_the_total():
    given_rows = rows(("a", "x", 100), ("a", "y", 30), ("b", "x", 40), ("b", "y", 1))

    report = solved(given_rows, {"x": 1, "y": 1})

    assert pairs_of(report) == {("a", "y"), ("b", "x")}
    assert report["compared"]["best_total"]["total"] == 101
    assert report["compared"]["fair"] == {
        "served": 2, "total": 70, "weakest": 30, "fifth_percentile": 30, "blocking_pairs": 1,
    }  # fmt: skip


def test_a_one_sided_pair_cannot_win():
    given_rows = [("a", "x", 9, 1), ("a", "y", 5, 5)]

    report = solved(given_rows, {"x": 1, "y": 1})

    assert pairs_of(report) == {("a", "y")}


def test_what_cannot_be_served_is_told_in_numbers():
    given_rows = rows(("a", "x", 5), ("b", "x", 5), ("c", "x", 5), ("d", "y", 5))

    report = solved(given_rows, {"x": 2, "y": 1})

    assert report["tightest"] == {
        "partners": ["a", "b", "c"], "thought_partners": ["x"], "places": 2,
        "facilitators": [], "groups": [], "short_by": 1,
    }  # fmt: skip
    assert len(report["not_served"]) == 1


def test_decimals_are_told_as_they_were_read():
    report = solved([("a", "x", 0.25, 0.5), ("b", "y", 0.75, 0.8)], {"x": 1, "y": 1})

    assert [row["score"] for row in report["proposal"]] == [0.25, 0.75]
    assert report["compared"]["fair"]["total"] == 1.0


def test_nothing_to_pair_is_an_answer():
    report = solved([], {"x": 2})

    assert report["proposal"] == []
    assert report["compared"]["greedy"]["weakest"] is None


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"pins": (("a", "x"), ("a", "y"))}, "a is pinned to x and to y; one pin a partner."),
        ({"pins": (("a", "x"),), "vetoes": (("a", "x"),)}, "a and x are both pinned and vetoed."),
        ({"pins": (("b", "y"),)}, "b is pinned to y, but the pair has no score."),
        ({"pins": (("a", "z"),)}, "a is pinned to z, whose places are not given."),
        ({"pins": (("a", "x"), ("b", "x"))}, "x has 1 places and 2 pins."),
        (
            {
                "pins": (("a", "y"), ("c", "y")),
                "groups": {"a": "MI", "c": "MI"},
                "most_of_a_group": 1,
            },
            "y may take 1 of MI, and 2 are pinned.",
        ),
        (
            {
                "pins": (("a", "y"), ("c", "y")),
                "keepers": {"y": "Facilitator A"},
                "loads": {"Facilitator A": 1},
            },
            "Facilitator A carries 1 and has 2 pins.",
        ),
    ],
)
def test_contradictions_are_told(wishes, sentence):
    given_rows = rows(("a", "x", 1), ("a", "y", 2), ("b", "x", 3), ("c", "y", 4))

    with pytest.raises(Unsolvable) as refused:
        solved(given_rows, {"x": 1, "y": 2}, **wishes)

    assert sentence in refused.value.sentences


@pytest.mark.parametrize("score", [-1, float("nan"), float("inf"), 10**12])
def test_a_score_that_is_none_is_refused(score):
    with pytest.raises(Unsolvable):
        solved([("a", "x", score, score)], {"x": 1})


def test_a_pair_given_twice_is_refused():
    with pytest.raises(Unsolvable, match="The pair a and x is given twice"):
        solved(rows(("a", "x", 1), ("a", "x", 2)), {"x": 1})


def test_a_large_round_keeps_all_its_promises():
    dice = random.Random(7)
    given_rows = [
        (f"p{i}", f"g{j}", dice.randint(1, 1000), dice.randint(1, 1000))
        for i in range(300)
        for j in range(60)
        if dice.random() < 0.2
    ]
    places = {f"g{j}": dice.randint(1, 5) for j in range(60)}
    problem = build(Pairs.of(given_rows), places)

    report = solve(problem)

    fair, total = report["compared"]["fair"], report["compared"]["best_total"]
    assert fair["served"] == total["served"] >= report["compared"]["greedy"]["served"]
    assert fair["weakest"] >= total["weakest"]
    assert total["total"] >= fair["total"] >= 0.99 * total["total"]
    assert report["compared"]["stable"]["blocking_pairs"] == 0
    taken = np.bincount(problem.j[greedy(problem)], minlength=60)
    assert (taken <= problem.places).all()
