"""What the pages around sessions open with."""

from collections import Counter
from types import SimpleNamespace as Row

import pytest

from foundation.paging import Page
from sessions_app import findings
from tests.factories import NOW


def page_of(*items, after="", first=True):
    return Page(list(items), after, first)


def side(name, applied=(), shared=()):
    return Row(name=name, counts={"applied": Counter(applied), "shared": Counter(shared)})


def rated(*sides, name="Session 4"):
    return (Row(name=name), list(sides))


# -- second tries ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("waits", "said"),
    [
        ([], ""),
        ([True, False], "One idea deserves a second try."),
        ([True, True], "Two ideas deserve a second try."),
        (
            [False],
            "None waits for a second try: each was tried, or nobody has said what it would take.",
        ),
    ],
)
def test_ideas_that_deserve_a_second_try_are_counted(waits, said):
    assert findings.second_tries(page_of(*(Row(waits=one) for one in waits))) == said


def test_of_a_longer_list_the_page_is_counted():
    said = findings.second_tries(page_of(Row(waits=True), after="more"))

    assert said == "One idea deserves a second try. Counted on this page alone."


# -- how it was for each side ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sessions", "said"),
    [
        ([], "Nobody was asked yet."),
        ([rated(side("A"), side("B"))], "Neither side has rated a session yet."),
        ([rated()], "Neither side has rated a session yet."),
        ([rated(side("A", [5]), side("B"))], "After Session 4 B gave no rating."),
        (
            [rated(side("A", [5], [2]), side("B", [3]))],
            "After Session 4 somebody of A found little to apply, or little shared.",
        ),
        (
            [rated(side("A", [1]), side("B", [2]))],
            "After Session 4 somebody on each side found little to apply, or little shared.",
        ),
        (
            [rated(side("A", [3]), side("B", [3]))],
            "After Session 4 nobody who answered found little to apply, or little shared.",
        ),
        (
            [rated(side("A"), side("B"), name="Session 5"), rated(side("A", [5]), side("B"))],
            "After Session 4 B gave no rating.",
        ),
        (
            [rated(side("A", [5]), side("B")), rated(side("A"), side("B", [5]), name="Session 3")],
            "After Session 4 B gave no rating.",
        ),
    ],
)
def test_the_newest_rated_session_is_told_by_side(sessions, said):
    assert findings.ratings(page_of(*sessions), sessions) == said


def test_no_figure_tells_how_many_rated_low():
    sessions = [rated(side("A", [1, 1, 2]), side("B", [4] * 9))]

    said = findings.ratings(page_of(*sessions), sessions)

    assert not any(sign.isdigit() for sign in said.replace("Session 4", ""))


# -- what changed ----------------------------------------------------------------------------------
def test_who_changed_the_agenda_last_is_named():
    found = [{"who": "Dana", "at": NOW}, {"who": "Kim", "at": NOW}]

    assert findings.changes(found).startswith("Dana changed it last: ")
    assert findings.changes([]) == "Nothing has changed since the pattern was put in place."
