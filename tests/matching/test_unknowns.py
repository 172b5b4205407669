"""What the unknown could still change, from plain values: no database."""

import pytest

from matching import unknowns
from matching.fit import Question
from matching.unknowns import Standing


def asks(about, of_offers=True):
    return Question(about, f"{about}?", of_offers)


def standing(said, a, b, c, *questions, shareable=2, **more):
    """Return a candidate; None is unknown, and so is what `low` and `high` say otherwise."""
    levels = {"a": a, "b": b, "c": c}
    low = {key: 0 if level is None else level for key, level in levels.items()}
    high = {key: 3 if level is None else level for key, level in levels.items()}
    return Standing(
        said, said, levels, more.get("low", low), more.get("high", high), shareable, questions
    )


PRAIRIE = standing("Prairie", 2, 2, 0)
STONEBRIDGE = standing("Stonebridge", 2, 1, 1)


def test_one_answer_that_changes_who_comes_first_is_the_question():
    beacon = standing("Beacon", 1, None, 1, asks("b"))

    turn = unknowns.one_question([PRAIRIE, STONEBRIDGE, beacon])

    assert turn == unknowns.Turn(
        asks("b"), "Beacon", "Beacon",
        ("If it fits fully: Beacon comes before Prairie and Stonebridge.",
         "If it does not fit: the order stays as it is."),
        4, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("candidates", "said"),
    [
        # the second question moves two places, the first one only
        ([PRAIRIE, standing("Beacon", 2, 2, None, asks("c"))],
         ("If it knows it deeply: Beacon comes before Prairie.",
          "If it does not: the order stays as it is.")),
        ([PRAIRIE, standing("Beacon", 1, 1, 1, asks("a"), high={"a": 2, "b": 1, "c": 1})],
         None),
        ([PRAIRIE, standing("Beacon", 1, 2, 0, asks("a"), low={"a": 0, "b": 2, "c": 0},
                            high={"a": 2, "b": 2, "c": 0})],
         ("If it fits fully: Beacon is as strong as Prairie.",
          "If it does not fit: the order stays as it is.")),
        ([PRAIRIE, standing("Beacon", 3, 0, 0, asks("shareable"), shareable=None)],
         ("If it may show its material: the order stays as it is.",
          "If nothing may be shared: Prairie comes before Beacon.")),
        ([PRAIRIE, standing("Beacon", 0, 0, 3, asks("c"), low={"a": 0, "b": 0, "c": 0},
                            high={"a": 0, "b": 0, "c": 3})],
         ("If it still holds: the order stays as it is.",
          "If it no longer does: Prairie comes before Beacon.")),
    ],
)  # fmt: skip
def test_each_answer_is_tried_and_told(candidates, said):
    turn = unknowns.one_question(candidates)

    assert (turn and turn.outcomes) == said


def test_who_comes_first_counts_more_than_many_moves_further_down():
    second = standing("Second", 2, 0, None, asks("c"))
    thirds = [standing(f"Third {n}", 1, 0, 0) for n in range(3)]
    top = {"a": 0, "b": 0, "c": 2}
    last = standing("Last", 0, 0, None, asks("c"), high=top)

    turn = unknowns.one_question([standing("Leader", 3, 1, 0), second, *thirds, last])

    assert (turn.key, turn.changes, turn.first) == ("Second", 2, True)


@pytest.mark.parametrize("about", ["gain", "tempo"])
def test_what_only_cautions_changes_no_order(about):
    beacon = standing("Beacon", 2, 1, 0, asks(about))

    assert unknowns.one_question([PRAIRIE, beacon]) is None


def test_nothing_unknown_and_nobody_to_compare_is_no_question():
    assert unknowns.one_question([PRAIRIE, STONEBRIDGE]) is None
    assert unknowns.one_question([]) is None
    assert unknowns.one_question([standing("Alone", None, None, None, asks("a"))]) is None


def test_what_is_not_known_of_the_initiative_is_tried_for_all_at_once():
    rural = [standing("Prairie", 1, 3, 0), standing("Stonebridge", 2, 0, 1)]
    urban = [standing("Prairie", 1, 0, 0), standing("Stonebridge", 2, 0, 1)]
    now = [standing("Prairie", 1, None, 0), standing("Stonebridge", 2, None, 1)]
    asked = asks("contexts", of_offers=False)

    turn = unknowns.one_question(
        now, [(asked, "Cedarbrook", [("If it is “Rural”", rural), ("If it is “Urban”", urban)])]
    )

    assert turn == unknowns.Turn(
        asked, None, "Cedarbrook", ("If it is “Rural”: Prairie comes first.",), 2, True
    )


def test_several_good_answers_together_may_still_change_the_first_place():
    beacon = standing("Beacon", None, None, None, asks("gain"), asks("a"), asks("b"))
    leader = standing("Prairie", 3, 3, 1)

    assert unknowns.one_question([leader, beacon]) is None
    assert unknowns.most_open([leader, beacon]) == beacon
    assert unknowns.most_open([leader, STONEBRIDGE]) is None
    assert unknowns.most_open([]) is None


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (standing("x", 2, 1, 0), ""),
        (standing("x", 2, None, 0), "Between “much” and “fully” until what is unknown is asked."),
        (standing("x", None, None, None),
         "Between “not” and “fully” until what is unknown is asked."),
        (standing("x", 3, None, 0), ""),
    ],
)  # fmt: skip
def test_a_range_is_told_in_words_and_only_while_it_is_one(one, said):
    assert one.range == said


def test_places_are_the_best_and_the_worst_that_may_come():
    beacon = standing("Beacon", 1, None, 1)
    held = standing("Held", 3, 3, 3, shareable=None)
    shut = standing("Shut", 3, 3, 3, shareable=0)

    found = unknowns.places([PRAIRIE, beacon, held, shut])

    assert found == {"Prairie": (1, 3), "Beacon": (1, 3), "Held": (1, 4), "Shut": (3, 4)}


def test_the_order_of_the_list_changes_nothing():
    some = [PRAIRIE, STONEBRIDGE, standing("Beacon", 1, None, None, asks("b"), asks("c"))]

    assert unknowns.one_question(some) == unknowns.one_question(some[::-1])


def test_a_long_list_of_those_passed_is_cut():
    others = [standing(f"No{n}", 1, 0, 0) for n in range(5)]
    last = standing("Last", 0, None, 0, asks("b"))

    turn = unknowns.one_question([*others, last])

    assert turn.outcomes[0] == "If it fits fully: Last comes before No0, No1, No2 and 2 more."
