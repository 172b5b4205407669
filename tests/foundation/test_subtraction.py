"""No adding and subtracting of the figures that are told finds fewer than five."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.subtraction import tellable


def people(*numbers):
    return frozenset(numbers)


def test_a_figure_below_five_is_never_told():
    assert tellable([people(*range(5)), people(*range(4))]) == [True, False]
    assert tellable([people()]) == [False]


def test_a_rest_below_five_is_never_told_and_the_earlier_figure_wins():
    assert tellable([people(*range(9)), people(*range(5))]) == [True, False]
    assert tellable([people(*range(10)), people(*range(5))]) == [True, True]


def test_what_is_known_elsewhere_counts():
    assert tellable([people(*range(5))], [people(*range(8))]) == [False]


def test_three_figures_that_only_together_find_two():
    everybody, one, other = people(*range(12)), people(*range(5)), people(*range(5, 10))

    assert tellable([everybody, one]) == [True, True]
    assert tellable([everybody, one, other]) == [True, True, False]


def test_groups_that_overlap_are_worked_out_too():
    ring = [people(*range(0, 6)), people(*range(6, 12))]
    across = people(*range(3, 9))
    rest = people(0, 1, 2, 9, 10, 11)

    assert tellable([*ring, across, rest]) == [True] * 4  # no way to cut out three of them
    assert tellable([*ring, across, people(*range(3, 12))]) == [True, True, True, False]


def steps(figures, count):
    """Return rows that the figures add up to, each first in another column: exact fractions."""
    found = []
    for figure in figures:
        row = less([Fraction(n in figure) for n in range(count)], found)
        column = next((n for n, value in enumerate(row) if value), None)
        if column is not None:
            found.append((column, row))
    return found


def less(row, found):
    for column, taken in found:
        if row[column]:
            row = minus(row, taken, column)
    return row


def minus(row, pivot, column):
    times = row[column] / pivot[column]
    return [a - times * b for a, b in zip(row, pivot, strict=True)]


cases = st.lists(
    st.tuples(st.sampled_from("AB"), st.sampled_from("uvw"), st.booleans(), st.booleans()),
    min_size=5, max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(cases)
def test_no_adding_and_subtracting_finds_fewer_than_five(rows):
    """The figures of two tables with two columns each, and the whole."""
    figures = [people(*range(len(rows)))]
    for place, names in ((0, "AB"), (1, "uvw")):
        for name in names:
            figures.append(people(*(n for n, row in enumerate(rows) if row[place] == name)))
    figures += [people(*(n for n in figure if rows[n][2])) for figure in figures]
    figures.append(people(*(n for n, row in enumerate(rows) if row[3])))  # groups that overlap

    told = [figure for figure, yes in zip(figures, tellable(figures), strict=True) if yes]

    found = steps(told, len(rows))
    for size in range(1, 5):
        for group in combinations(range(len(rows)), size):
            assert any(less([int(n in group) for n in range(len(rows))], found))
