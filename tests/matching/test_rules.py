"""The pure rules: readiness, openness, gaps, breadth, working days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching import breadth, gaps, openness, readiness, wording, workdays
from matching.readiness import Outcome, Result

READINESS = st.fixed_dictionaries({item: st.integers(1, 4) for item in readiness.ITEMS})
OPENNESS = st.fixed_dictionaries({item: st.integers(1, 4) for item in openness.ITEMS})


def r(default=3, **levels):
    return {**dict.fromkeys(readiness.ITEMS, default), **levels}


def o(default=3, **levels):
    return {**dict.fromkeys(openness.ITEMS, default), **levels}


@pytest.mark.parametrize(
    ("levels", "result"),
    [
        (r(), "ready"),
        (r(4), "ready"),
        (r(1), "not_now"),
        (r(2), "preparing"),  # R1 and R5 at 2, R6 to R8 at 2
        (r(R5=1), "preparing"),
        (r(R1=1), "preparing"),
        (r(R5=2, R8=2), "preparing"),
        (r(R5=1, R8=1), "not_now"),  # not now is asked before prepare first
        (r(R6=1), "not_now"),
        (r(R7=1), "not_now"),
        (r(R2=1), "not_now"),
        (r(R9=1), "not_now"),
        (r(R3=1), "talk"),  # an item at 1 that neither stops nor prepares
        (r(R4=1), "talk"),
        (r(R8=2), "talk"),  # key item below 3
        (r(R7=2), "talk"),
        (r(R6=2), "ready"),  # mean 26/9 = 2.89
        (r(R2=2, R3=2), "ready"),  # 25/9 = 2.78, just above
        (r(R2=2, R3=2, R4=2), "talk"),  # 24/9 = 2.67, just below
        (r(R2=1, R1=1), "not_now"),
    ],
)
def test_readiness_follows_the_table(levels, result):
    assert readiness.judge(levels).result == result


@given(READINESS)
def test_readiness_is_the_rule_of_the_domain(levels):
    not_now = 1 in (levels[i] for i in ("R6", "R7", "R8", "R2", "R9"))
    prepare = (
        min(levels["R1"], levels["R5"]) <= 2 and min(levels["R6"], levels["R7"], levels["R8"]) >= 2
    )
    ready = (
        1 not in levels.values()
        and min(levels[i] for i in ("R1", "R5", "R7", "R8")) >= 3
        and Decimal(sum(levels.values())) / 9 >= Decimal("2.75")
    )
    names = [(not_now, "not_now"), (prepare, "preparing"), (ready, "ready"), (True, "talk")]

    found = readiness.judge(levels)

    assert found.result == next(name for holds, name in names if holds)
    assert set(found.because) <= set(readiness.ITEMS)
    assert bool(found.because) is (found.result != "ready")


@given(OPENNESS)
def test_openness_is_the_rule_of_the_domain(levels):
    willing = min(levels[i] for i in ("O1", "O2", "O5")) >= 3 and 1 not in levels.values()
    build = 2 in (levels["O2"], levels["O4"])
    names = [(willing, "willing"), (build, "build_first"), (True, "talk")]

    found = openness.judge(levels)

    assert found.result == next(name for holds, name in names if holds)


@pytest.mark.parametrize(
    ("levels", "result", "because"),
    [
        (o(), "willing", ()),
        (o(O4=2), "willing", ()),  # willing is asked first
        (o(O2=2), "build_first", ("O2",)),
        (o(O4=2, O9=1), "build_first", ("O4",)),
        (o(O9=1), "talk", ("O9",)),
        (o(O1=2), "talk", ("O1",)),
        (o(O2=1), "talk", ("O2",)),
    ],
)
def test_openness_follows_the_table(levels, result, because):
    found = openness.judge(levels)

    assert (found.result, found.because) == (result, because)


@pytest.mark.parametrize("missing", readiness.ITEMS)
def test_there_is_no_result_before_all_nine(missing):
    levels = r()
    del levels[missing]

    assert readiness.judge(levels) is None
    assert openness.judge({}) is None


def test_elm_valley_is_told_the_cause_first():
    levels = r(R1=2, R3=2, R5=1, R8=2)

    assert readiness.judge(levels) == Outcome(Result.PREPARING, ("R5", "R1"), ("R6", "R7"))
    assert wording.lead("preparing", levels, said="Elm Valley", title="new teacher retention") == (
        "Elm Valley has the will, the people and the candor. It does not yet know what lies"
        " behind “new teacher retention”, so a partner could only guess with it."
    )


def test_a_programs_own_cut_offs_rule():
    assert readiness.judge(r(), readiness.Rule(mean=Decimal("3.01"))).result == "talk"
    assert readiness.judge(r(R5=3), readiness.Rule(unclear_level=3)).result == "preparing"
    assert openness.judge(o(), openness.Rule(able_level=4)).result == "talk"


@given(READINESS)
def test_drafts_and_leads_exist_for_every_result_and_hold_no_level(levels):
    found = readiness.judge(levels)
    draft = wording.draft(found.result, found.because, title="coaching")
    said = f"{draft.words} {draft.next_step}"

    assert wording.lead(found.result, levels, said="Elm", title="coaching")
    assert draft.days > 0
    assert not any(character.isdigit() for character in said)
    assert "level" not in said


@pytest.mark.parametrize("result", ["willing", "build_first", "talk"])
@pytest.mark.parametrize("because", [(), ("O2",), ("O4",)])
def test_drafts_for_offers(result, because):
    assert wording.draft(result, because, title="sharing").words
    assert wording.lead(result, o(), said="Beacon", title="sharing")


def test_gaps_are_two_steps_or_more():
    first, second = {"R1": 2, "R8": 2, "R9": 1}, {"R1": 3, "R8": 4, "R5": 1, "R9": 4}

    found = gaps.gaps(first, second)

    assert found == {"R8": [2, 4], "R9": [1, 4]}
    assert gaps.open_gaps(found, [{"R8": [2, 4]}]) == ["R9"]
    assert gaps.open_gaps(found, [{"R8": [1, 4]}]) == ["R8", "R9"]


@pytest.mark.parametrize(
    ("title", "challenge", "broad"),
    [
        ("", "", False),
        ("First-year mentors", "", False),
        ("new teacher retention", "", True),
        ("new teacher retention", "Teachers leave in year two.", True),
        ("", "retention", True),
        ("new teacher retention", "They leave because mentors have no time.", False),
        ("", "We asked 41 leavers; most said the reason was the commute.", False),
        (
            "Coaching",
            "First-year teachers in six schools get a visit a month, and nobody uses what they see",
            False,
        ),
        (
            "Coaching",
            "We want to work on teacher retention in all of our schools over the next three years",
            True,
        ),
    ],
)
def test_a_label_without_a_cause_is_broad(title, challenge, broad):
    assert breadth.is_broad(title, challenge) is broad


@given(st.text(), st.text())
def test_no_text_breaks_the_warning(title, challenge):
    assert breadth.is_broad(title, challenge) in {True, False}


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2027, 3, 8), 5, date(2027, 3, 15)),  # Monday to Monday
        (date(2027, 3, 12), 1, date(2027, 3, 15)),  # Friday to Monday
        (date(2026, 11, 23), 5, date(2026, 12, 1)),  # over Thanksgiving
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year's Day is a Friday
        (date(2027, 7, 2), 1, date(2027, 7, 6)),  # 4 July on a Sunday is kept on Monday
    ],
)
def test_working_days_leave_out_weekends_and_federal_holidays(day, count, expected):
    assert workdays.working_days_after(day, count) == expected


def test_lists_read_as_people_say_them():
    assert [wording.listed(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip
