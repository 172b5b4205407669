"""What the lists around forms, offers and proposals open with."""

import datetime
from types import SimpleNamespace as Row

import pytest

from matching import findings
from tests.factories import NOW


def side(name, *motives, words="", kept=True):
    return Row(organization=Row(said=name), kept=kept and Row(motives=motives), words=words)


TOLD, ALSO = side("Beacon", "To exchange"), side("Lakeview", words="Fewer leave.")


@pytest.mark.parametrize(
    ("sides", "points", "said"),
    [
        ([], [], "Nothing is kept here about why they come."),
        (
            [side("A"), side("B", kept=None)],
            [],
            "It is not written down yet why either side comes.",
        ),
        (
            [side("A"), TOLD],
            [],
            "Beacon has told why it comes; of A it is not written down yet.",
        ),
        ([TOLD, ALSO], [], "Both have told why they come."),
        (
            [TOLD, ALSO],
            ["x", "y"],
            "Both have told why they come. Two things to ask at the table follow from it.",
        ),
    ],
)
def test_who_has_told_why_it_comes(sides, points, said):
    assert findings.motives(Row(sides=sides, points=points)) == said


def test_what_can_be_named_says_how_old_the_oldest_is():
    rows = [Row(as_of=datetime.date(2026, 3, day)) for day in (5, 4)]

    assert findings.referrals([]) == "Nobody can be named yet."
    assert findings.referrals(rows) == (
        "Two places and sponsors can be named, the oldest as of Wednesday 4 March 2026."
    )


def test_who_waits_to_be_let_in_is_counted():
    assert findings.arrivals([], 25) == "Nobody is waiting."
    assert findings.arrivals([Row(at=NOW)], 25).startswith("One person waits, since ")
    assert findings.arrivals([Row(at=NOW)] * 3, 25).startswith("Three people wait, the first since")
    assert findings.arrivals([Row(at=NOW)] * 3, 3).startswith("Three people or more wait")


def test_the_last_answer_of_a_side_is_told():
    rows = [
        Row(get_answer_display=lambda: "Yes, we want this", answered_at=NOW),
        Row(get_answer_display=lambda: "No, not this", answered_at=NOW),
    ]

    assert findings.answers(rows, "Lakeview").startswith("Lakeview said “Yes, we want this”, ")


@pytest.mark.parametrize(
    ("forms", "offers", "said"),
    [
        ([], [], "No form of yours is here yet."),
        (["ready"], ["willing"], "Nothing waits to be sent."),
        (["draft", "ready"], [], "One waits to be finished by you."),
        (["draft"], ["asked"], "Two wait to be finished by you."),
    ],
)
def test_forms_say_what_waits_for_their_own_people(forms, offers, said):
    forms, offers = ([Row(state=state) for state in states] for states in (forms, offers))

    assert findings.ours(forms, offers, []) == said
