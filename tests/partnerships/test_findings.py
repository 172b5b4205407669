"""What lists of programs, people, roles and boundaries open with."""

from types import SimpleNamespace as Row

import pytest

from foundation.paging import Page
from partnerships import findings

OPEN, CLOSED, PROPOSED = (
    Row(decided_at=decided, closed=closed)
    for decided, closed in (("a day", False), ("a day", True), (None, False))
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "Nothing is listed yet."),
        ([OPEN], "One kind of material may travel, and none is closed."),
        ([OPEN, OPEN], "Two kinds of material may travel, and none is closed."),
        ([OPEN, CLOSED], "One kind of material stays closed."),
        (
            [OPEN, CLOSED, PROPOSED],
            "One kind of material is proposed and not decided yet.",
        ),
    ],
)
def test_boundaries_say_what_travels(rows, said):
    assert findings.boundaries(rows) == said


@pytest.mark.parametrize(
    ("count", "decide", "may_see", "said"),
    [
        (0, [], True, "Nobody has joined yet."),
        (1, [], True, "One person has joined; nobody decides for it yet."),
        (1, ["Kim"], True, "One person has joined; Kim decides for it."),
        (3, ["Kim", "Dana"], True, "Three people have joined; two of them decide for it."),
        (7, [], False, "Seven people have joined."),
    ],
)
def test_people_say_who_decides_to_those_who_may_see_them(count, decide, may_see, said):
    organization = Row(people_count=count)

    assert findings.people(organization, decide, may_see=may_see) == said


def test_roles_name_the_first_that_nobody_holds():
    held = [Row(role="facilitator", user_id=1), Row(role="facilitation_lead", user_id=1)]

    assert findings.roles([]) == "Nobody holds the role “Facilitator” yet."
    assert findings.roles(held) == "Nobody holds the role “Administrator” yet."
    everything = [*held, Row(role="administrator", user_id=2)]
    assert findings.roles(everything) == "Two people hold a role, and each that is needed is held."


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ([], "No program is here yet."),
        ([False], "No round is open now."),
        ([True, False], "One program has an open round."),
    ],
)
def test_programs_say_where_a_round_is_open(rounds, said):
    page = Page([Row(has_open_round=one) for one in rounds], "", True)

    assert findings.programs(page) == said
