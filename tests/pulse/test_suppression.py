"""An attacker who subtracts one publication from another never finds fewer than five people."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pulse.suppression import (
    PARTNERSHIPS,
    PEOPLE,
    Share,
    Tally,
    by_group,
    may_publish,
    share,
    told_apart,
)


def tally(name, people, gaining=0, of=None):
    return Tally(name, of or name, people, gaining)


def test_five_people_of_three_partnerships():
    assert may_publish([tally("a", 2), tally("b", 2), tally("c", 1)])
    assert not may_publish([tally("a", 2), tally("b", 1), tally("c", 1)])
    assert not may_publish([tally("a", 9), tally("b", 9)])
    assert not may_publish([tally("a", 9), tally("b", 9), tally("c", 9, of="b")])
    assert not may_publish([tally("a", 9), tally("b", 9), tally("c", 0)])


def test_what_came_since_is_nothing_or_at_least_five_people():
    first = [tally("a", 3), tally("b", 3), tally("c", 3)]
    before = [frozenset("abc")]

    assert may_publish(first, before)
    assert not may_publish([*first, tally("d", 4)], before)
    assert may_publish([*first, tally("d", 4), tally("e", 1)], before)
    assert not may_publish(first[:2] + [tally("d", 9)], before)


def test_all_of_them_is_said_of_nobody():
    unanimous = [tally("a", 5, 5), tally("b", 5, 5), tally("c", 5, 5)]
    nobody = [tally("a", 5), tally("b", 5), tally("c", 5)]

    assert (share(unanimous), share(nobody)) == (Share.MOST, Share.FEW)
    assert share([tally("a", 10, 4)]) == Share.HALF


sizes = st.lists(st.integers(min_value=0, max_value=12), min_size=1, max_size=14)


@settings(max_examples=1000)
@given(sizes)
def test_the_attacker_finds_no_group_below_five(people):
    closed, published = [], []
    for number, count in enumerate(people):
        closed.append(tally(f"p{number}", count))
        known = frozenset(t.round for t in closed if t.people)
        now = [t for t in closed if t.people]
        if known not in published and may_publish(now, published):
            published.append(known)

    size = {t.round: t.people for t in closed}
    for one in published:
        assert sum(size[key] for key in one) >= PEOPLE
        assert len(one) >= PARTNERSHIPS
    for one, other in combinations(published, 2):
        for rest in (one - other, other - one):
            assert not 0 < sum(size[key] for key in rest) < PEOPLE


# -- groups of partnerships ------------------------------------------------------------------------
def six(*people):
    return [tally(name, count) for name, count in zip("abcdef", people, strict=True)]


HALVES = {name: ("x" if name in "abc" else "y",) for name in "abcdef"}


def test_a_way_is_told_when_every_group_of_it_is_enough():
    assert told_apart(six(2, 2, 2, 2, 2, 2), HALVES) == 1
    assert told_apart(six(2, 2, 2, 2, 1, 1), HALVES) == 0
    assert told_apart(six(9, 9, 0, 9, 9, 9), HALVES) == 0
    assert {name: len(rows) for name, rows in by_group(six(2, 2, 2, 2, 2, 2), HALVES, 0).items()} \
        == {"x": 3, "y": 3}  # fmt: skip


def test_partnerships_in_no_group_are_a_group_that_must_be_enough():
    some = {name: HALVES[name] for name in "abcde"}

    assert told_apart(six(2, 2, 2, 9, 9, 9), {**some, "d": ("x",), "e": ("x",)}) == 0
    assert told_apart([*six(2, 2, 2, 2, 2, 9)[:3]], HALVES) == 1


def test_two_ways_are_told_together_only_if_no_crossing_of_them_is_small():
    crossed = {name: (groups[0], "u" if name in "adbe" else "v") for name, groups in HALVES.items()}

    assert told_apart(six(5, 5, 5, 5, 5, 5), crossed) == 1  # v is of two partnerships
    nested = {name: (groups[0], groups[0] + "z") for name, groups in HALVES.items()}
    assert told_apart(six(2, 2, 2, 2, 2, 2), nested) == 2


def test_who_came_since_the_last_publication_is_not_told_apart_by_a_group():
    assert told_apart(six(5, 5, 5, 5, 5, 4), HALVES, [frozenset("abcde"), frozenset("abcdef")]) == 0
    assert told_apart(six(5, 5, 5, 5, 5, 5), HALVES, [frozenset("abcde"), frozenset("abcdef")]) == 1


rooms = st.lists(
    st.tuples(st.integers(min_value=0, max_value=9), st.sampled_from("AB"), st.sampled_from("uv")),
    min_size=3, max_size=24,
)  # fmt: skip


@settings(max_examples=1000)
@given(rooms)
def test_no_adding_and_subtracting_of_groups_finds_fewer_than_five(closing):
    """All that was published on any day: each cell it cuts out is nobody or five people."""
    closed, parts, frozen, published = [], {}, [], []
    for number, (count, one, other) in enumerate(closing):
        closed.append(tally(f"p{number}", count))
        parts[f"p{number}"] = (one, other)
        known = frozenset(t.round for t in closed if t.people)
        now = [t for t in closed if t.people]
        if known in frozen or not may_publish(now, frozen):
            continue
        frozen.append(known)
        published.append(known)
        for way in range(told_apart(now, parts, frozen)):
            groups = by_group(now, parts, way).values()
            published += [frozenset(t.round for t in group) for group in groups]

    cells = {}
    for one in closed:
        inside = tuple(one.round in group for group in published)
        cells[inside] = cells.get(inside, 0) + one.people
    assert all(count >= PEOPLE or not count for inside, count in cells.items() if any(inside))
