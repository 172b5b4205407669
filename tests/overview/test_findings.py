"""What the list of partnerships opens with."""

import datetime
from types import SimpleNamespace as Row

from foundation.paging import Page
from overview import findings

TODAY = datetime.date(2026, 3, 5)


def row(name, days, *, over=False):
    return Row(name=name, over=over, ends_on=TODAY + datetime.timedelta(days))


def said(*rows):
    return findings.partnerships(Page(list(rows), "", True), TODAY)


def test_the_next_to_end_of_those_under_way_is_named():
    listed = [row("Past", -3), row("Over", 2, over=True), row("Late", 90), row("Next", 10)]

    assert said(*listed) == (
        "Three partnerships are under way. The next to end is Next, on Sunday 15 March 2026."
    )


def test_none_that_is_past_its_end_is_called_the_next():
    assert said(row("Past", -3)) == "One partnership is under way."


def test_none_and_none_any_more_are_said():
    assert said() == "No partnership is here yet."
    assert said(row("Over", 2, over=True)) == "None is under way: all have ended."
