"""What ratings come to: left out, counted, banded, compared and never averaged across sides."""

import pytest

from pulse import calculations, questions
from pulse.calculations import Band, Said

PARTNER = Said({"needed_now": 3.0, "plan_changes": 4.0, "concrete": 5.0, "fitted": 2.0})


def test_a_side_is_its_means_its_forms_and_what_nobody_can_say():
    said = calculations.side(
        [
            {"we_gain": "4", "frankly": "cannot_say"},
            {"we_gain": "5", "frankly": "3", "done_differently": "yes"},
            {},
        ]
    )

    assert said == Said({"we_gain": 4.5, "frankly": 3.0}, forms=3, cannot_say=1)


def test_responsiveness_takes_what_each_side_is_asked():
    shares = Said({"needed_now": 5.0, "plan_changes": 4.0, "we_gain": 1.0})

    assert (PARTNER.responsiveness, shares.responsiveness) == (3.5, 4.5)
    assert Said().responsiveness is None


def test_mutual_value_is_the_lower_side_and_needs_both():
    high, low = Said({"we_gain": 4.6}), Said({"we_gain": 2.1})

    assert calculations.mutual_value(high, low) == 2.1
    assert calculations.mutual_value(high, Said()) is None


def test_the_gap_on_value_is_ours_minus_what_they_see_of_us():
    own, other = Said({"we_gain": 3.7}), Said({"they_gain": 4.7, "we_gain": 1.0})

    assert calculations.gap_on_value(own, other) == -1.0
    assert calculations.gap_on_value(own, Said()) is None


@pytest.mark.parametrize(
    ("one", "other", "apart", "flagged"),
    [(4.3, 3.3, True, True), (4.2, 3.3, False, False), (3.0, 2.9, False, True),
     (None, 2.9, False, True), (None, None, False, False), (3.0, 3.0, False, False)],
)  # fmt: skip
def test_a_point_apart_or_low_on_a_side_is_worth_a_talk(one, other, apart, flagged):
    assert (calculations.apart(one, other), calculations.flagged(one, other)) == (apart, flagged)


@pytest.mark.parametrize(
    ("mean", "band"), [(4.0, "strength"), (3.99, "talk"), (3.0, "talk"), (2.99, "act")]
)
def test_bands(mean, band):
    assert calculations.band(mean) == Band(band)


def test_the_questions_are_those_of_the_check():
    both, partner, shares = (
        questions.for_side(side) for side in ("", "partner", "thought_partner")
    )

    assert len(questions.compared()) == questions.BOTH_ASKED
    assert [len(rows) for rows in (both, partner, shares)] == [13, 16, 16]
    assert {q.key for q in questions.every()} >= {*calculations.RESPONSIVE, *questions.OPEN}
