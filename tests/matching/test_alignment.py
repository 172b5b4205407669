"""How two organizations fit each other, from plain values: no database."""

import datetime

import pytest

from matching import alignment, cautions
from matching.alignment import Award, Claim, Initiative, Party, Topic
from matching.fit import fit, why_not

TODAY = datetime.date(2027, 3, 8)
PIPELINE = frozenset({"pipeline"})
RESIDENCY = Topic("residency", "Residencies", PIPELINE)
HIRING = Topic("hiring", "Hiring", PIPELINE)
CIVICS = Topic("civics", "Civics", frozenset({"standards"}))
RURAL, CHARTER = ("rural", "Rural"), ("charter", "Charter schools")


def initiative(*topics, contexts=(), stage="designing", **more):
    return Initiative(
        "Paid residents", stage, f"{stage.title()}: so", topics=frozenset(topics),
        contexts=frozenset(contexts), **more,
    )  # fmt: skip


def claim(topic=RESIDENCY, depth=4, confirmed=TODAY, **more):
    return Claim("We pay residents", topic, depth, confirmed=confirmed, **more)


def party(said="Prairie", **more):
    return Party(said, **more)


CEDARBROOK = party("Cedarbrook")


# -- A ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mine", "theirs", "level"),
    [
        (initiative(RESIDENCY, work="preparation", educators="teachers"),
         initiative(RESIDENCY, work="preparation", educators="teachers"), 3),
        (initiative(RESIDENCY, work="preparation", educators="teachers"),
         initiative(RESIDENCY, work="both", educators="both"), 3),
        (initiative(RESIDENCY), initiative(RESIDENCY), 2),
        (initiative(RESIDENCY, educators="teachers"),
         initiative(RESIDENCY, educators="principals"), 1),
        (initiative(RESIDENCY), initiative(HIRING), 1),
        (initiative(RESIDENCY), initiative(Topic("pipeline", "Pipeline")), 1),
        (initiative(RESIDENCY, educators="teachers"),
         initiative(HIRING, educators="principals"), 0),
        (initiative(RESIDENCY), initiative(CIVICS), 0),
    ],
)  # fmt: skip
def test_the_same_kind_of_initiative(mine, theirs, level):
    assert alignment.same_initiative(mine, party(initiatives=(theirs,))).level == level


def test_the_best_of_several_initiatives_counts():
    run = (initiative(CIVICS), initiative(RESIDENCY), initiative(HIRING))

    found = alignment.same_initiative(initiative(RESIDENCY), party(initiatives=run))

    assert (found.level, found.evidence) == (
        2, ("Prairie: “Paid residents” (Designing).", "Both are about: Residencies."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mine", "offers", "ask"),
    [
        (initiative(), party(initiatives=(initiative(RESIDENCY),)),
         "Which topics is the initiative about?"),
        (initiative(RESIDENCY), party(),
         "What has Prairie run itself, and on which topics?"),
        (initiative(RESIDENCY), party(initiatives=(initiative(),)),
         "What has Prairie run itself, and on which topics?"),
    ],
)  # fmt: skip
def test_what_nobody_said_of_topics_is_unknown_and_not_zero(mine, offers, ask):
    found = alignment.same_initiative(mine, offers)

    assert (found.level, found.word, found.ask) == (None, "not known", ask)


# -- B ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mine", "theirs", "level"),
    [
        (("designing", [RURAL, CHARTER]), ("piloting", [RURAL, CHARTER]), 3),
        (("designing", [RURAL, CHARTER]), ("implementing", [RURAL, CHARTER]), 3),
        (("exploring", [RURAL, CHARTER]), ("refining", [RURAL, CHARTER]), 2),
        (("designing", [RURAL]), ("implementing", [RURAL]), 2),
        (("exploring", [RURAL]), ("refining", [RURAL]), 1),
        (("designing", [RURAL]), ("designing", [RURAL]), 0),
        (("implementing", [RURAL]), ("piloting", [RURAL]), 0),
        (("designing", [RURAL]), ("refining", [CHARTER]), 0),
        (("redesigning", [RURAL]), ("implementing", [RURAL]), 2),
        (("refining", [RURAL]), ("redesigning", [RURAL]), 0),
    ],
)
def test_the_same_setting_needs_a_stage_of_distance(mine, theirs, level):
    mine, theirs = (initiative(stage=stage, contexts=where) for stage, where in (mine, theirs))

    found = alignment.same_setting(CEDARBROOK, mine, party(initiatives=(theirs,)))

    assert found.level == level


def test_the_same_kind_of_organization_makes_a_setting_strong():
    mine = initiative(contexts=[RURAL])
    run = (initiative(stage="piloting", contexts=[RURAL]),)
    theirs = party(kind="Charter network", initiatives=run)

    found = alignment.same_setting(party("Cedarbrook", kind="Charter network"), mine, theirs)

    assert (found.level, found.evidence) == (
        3, ("Both work here: Rural.", "Prairie is one stage ahead."),
    )  # fmt: skip


@pytest.mark.parametrize("mine", [initiative(), initiative(contexts=[RURAL])])
def test_a_setting_nobody_named_is_unknown(mine):
    found = alignment.same_setting(CEDARBROOK, mine, party(initiatives=(initiative(RESIDENCY),)))

    assert found.level is None
    assert found.ask


# -- C ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "level"),
    [
        (claim(depth=4), 3), (claim(depth=3), 2), (claim(depth=2), 1), (claim(depth=1), 0),
        (claim(HIRING, depth=4), 2), (claim(HIRING, depth=2), 0), (claim(CIVICS, depth=4), 0),
        (claim(confirmed=None), 2),
        (claim(confirmed=TODAY - datetime.timedelta(days=365)), 3),
        (claim(confirmed=TODAY - datetime.timedelta(days=366)), 2),
    ],
)  # fmt: skip
def test_deep_expertise_and_twelve_months(one, level):
    found = alignment.deep_expertise(initiative(RESIDENCY), party(claims=(one,)), TODAY)

    assert found.level == level


def test_an_old_claim_comes_with_the_question():
    old = claim(confirmed=TODAY - datetime.timedelta(days=400), years=1, sites=6)

    found = alignment.deep_expertise(initiative(RESIDENCY), party(claims=(old,)), TODAY)

    assert found == alignment.Found(
        2,
        ("“We pay residents”, on Residencies.", "One year of work.", "In 6 places.",
         "It confirmed this more than twelve months ago."),
        "Is it still true: “We pay residents”?",
        highest=3,
    )  # fmt: skip


def test_an_unconfirmed_claim_may_turn_out_one_step_better_or_not_at_all():
    drafted = claim(depth=3, confirmed=None)

    found = alignment.deep_expertise(initiative(RESIDENCY), party(claims=(drafted,)), TODAY)

    assert (found.low, found.level, found.high) == (0, 1, 2)


def test_documented_awards_are_a_start_that_an_answer_may_raise():
    awards = tuple(Award(RESIDENCY, year) for year in (2013, 2013, 2017))

    one, two, far = (
        alignment.deep_expertise(initiative(RESIDENCY), party(awards=some), TODAY)
        for some in (awards[:2], awards, (Award(CIVICS, 2013),))
    )

    assert (one.low, one.level, one.high) == (1, 1, 3)
    assert one.evidence == ("A documented award of 2013 on Residencies.",)
    assert (two.level, far.level) == (2, None)


def test_no_claim_is_unknown():
    assert alignment.deep_expertise(initiative(RESIDENCY), party(), TODAY).level is None


# -- the best of three, gates, cautions ------------------------------------------------------------
@pytest.mark.parametrize(
    ("levels", "best"),
    [((3, 0, 0), 3), ((1, 1, 1), 1), ((None, 2, None), 2), ((None, None, None), None), ((0,), 0)],
)
def test_the_best_counts_and_never_an_average(levels, best):
    assert alignment.best(levels) == best


@pytest.mark.parametrize(
    ("levels", "shareable", "benefit", "count"),
    [
        ([2, 0, 0], 1, 1, 0), ([None, 3, None], 3, 3, 0), ([1, 1, 1], 1, 1, 1),
        ([None], 1, 1, 1), ([2], 0, 1, 1), ([2], None, 1, 1), ([2], 1, 0, 1),
        ([2], 1, None, 1), ([0], 0, 0, 3),
    ],
)  # fmt: skip
def test_what_a_proposal_needs(levels, shareable, benefit, count):
    assert len(alignment.unmet(levels, shareable, benefit)) == count


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (5, 30, "Prairie takes about 30 days to decide, Cedarbrook 5."),
        (30, 5, "Cedarbrook takes about 30 days to decide, Prairie 5."),
        (5, 20, ""), (5, 21, "Prairie takes about 21 days to decide, Cedarbrook 5."),
        (0, 4, ""), (None, 90, ""), (5, None, ""),
    ],
)  # fmt: skip
def test_a_gap_in_tempo_is_told_above_four_times(one, two, said):
    asks, offers = party("Cedarbrook", days_to_decide=one), party(days_to_decide=two)

    assert cautions.tempo(asks, offers) == said


def test_practical_things_are_sentences():
    hours = datetime.timedelta(hours=1)
    asks = party("Cedarbrook", state="MI", zone=-10 * hours)
    offers = party(state="MI", zone=-5 * hours, load=2)

    assert cautions.practical(asks, offers) == [
        "Both are in MI: travel is short.",
        "Their clocks are 5 hours apart.",
        "Prairie already shares in 2 partnerships.",
    ]
    assert cautions.practical(CEDARBROOK, party(zone=hours)) == []


def test_another_setting_is_a_caution_and_never_a_veto():
    mine = initiative(RESIDENCY, contexts=[RURAL])
    offers = party(initiatives=(initiative(RESIDENCY, contexts=[CHARTER]),), kind="University")

    found = fit(party("Cedarbrook", kind="District"), mine, offers, today=TODAY)

    assert found.settings == (
        "Cedarbrook: District. Prairie: University.",
        "Prairie has not worked here, as far as we know: Rural.",
    )
    assert found.best == 2


@pytest.mark.parametrize(
    ("offers", "level"),
    [
        (party(), None), (party(agreed="The sheet."), 1), (party(may_share=1), 0),
        (party(may_share=1, agreed="The sheet."), 1), (party(may_share=4), 3),
    ],
)  # fmt: skip
def test_what_may_be_shared(offers, level):
    assert cautions.shareable(offers) == level


def test_everything_together_is_the_same_each_time():
    asks = party("Cedarbrook", gain="Rooms covered.", days_to_decide=5)
    run = (initiative(RESIDENCY, stage="piloting"),)
    offers = party(
        gain="Small schools.", may_share=3, agreed="The sheet.", initiatives=run, days_to_decide=30
    )

    found = fit(asks, initiative(RESIDENCY), offers, today=TODAY)

    assert found == fit(asks, initiative(RESIDENCY), offers, today=TODAY)
    assert found.levels == {"a": 2, "b": None, "c": None}
    assert (found.shareable, found.benefit, found.line) == (2, 2, "Same initiative.")
    assert found.speaks_for[1:] == ("Both name a gain.", "Prairie has agreed what may be shared.")
    assert found.speaks_against == ("Prairie takes about 30 days to decide, Cedarbrook 5.",)
    assert found.unknown == (
        "In which setting is it: rural, urban, elementary, …?",
        "What does Prairie know deeply, and from how many places?",
    )


@pytest.mark.parametrize(
    ("weak", "line"),
    [
        (party("Stonebridge", claims=(claim(CIVICS),), initiatives=(initiative(CIVICS),)),
         "Too little is known to say."),
        (party("Stonebridge"), "Too little is known to say."),
    ],
)  # fmt: skip
def test_a_weak_candidate_is_told_plainly(weak, line):
    assert fit(CEDARBROOK, initiative(RESIDENCY), weak, today=TODAY).line == line


def test_why_not_another():
    strong = party(initiatives=(initiative(RESIDENCY),), claims=(claim(),))
    weak = party("Stonebridge", initiatives=(initiative(HIRING),), claims=(claim(),))
    mine = initiative(RESIDENCY)
    first, second = (fit(CEDARBROOK, mine, one, today=TODAY) for one in (strong, weak))

    said = why_not(strong, first, weak, second)

    assert said == "Prairie fits better here: same initiative."
    nothing = party("Away")
    unknown = fit(CEDARBROOK, mine, nothing, today=TODAY)
    told = "Not known of Away: same initiative; deep on the topic."
    assert why_not(strong, first, nothing, unknown) == told
    assert "judgment call" in why_not(strong, first, strong, first)
