"""An attacker who subtracts one publication from another never finds fewer than five people."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pulse.suppression import PARTNERSHIPS, PEOPLE, Share, Tally, may_publish, share


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


@settings(max_examples=1000, deadline=None)
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
