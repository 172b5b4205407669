"""The eight lines of a pair, and two pairs beside each other, from plain values: no database."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from matching import criteria
from matching.alignment import Claim, Initiative, Party, Topic
from matching.criteria import Quote
from matching.fit import fit
from matching.pairs import Candidate
from tests.factories import TODAY

RESIDENCY = Topic("residency", "Residencies")
RURAL, CHARTER = ("rural", "Rural"), ("charter", "Charter schools")
MINE = Initiative(
    "Paid residents", "designing", topics=frozenset([RESIDENCY]), contexts=frozenset([RURAL])
)
ASKS = Party("Cedarbrook", gain="Rooms covered.", days_to_decide=5, kind="District")
RUN = replace(MINE, title="Residents", stage="implementing", stage_word="Implementing: so")
HOUR = timedelta(hours=1)


def shares(**more):
    given = {"initiatives": (RUN,), "kind": "District", "days_to_decide": 9, "may_share": 3,
             "gain": "Small schools.", "zone": HOUR}  # fmt: skip
    return Party("Prairie", **{**given, **more})


def of(offers, asks=ASKS, mine=MINE, **more):
    found = fit(asks, mine, offers, today=TODAY)
    return {line.key: line for line in criteria.lines(asks, mine, offers, found, **more)}


def test_all_eight_stand_in_the_order_they_are_judged_in():
    assert list(of(shares())) == [
        "a", "b", "c", "shareable", "gain", "settings", "tempo", "practical",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "offers", "asks", "word"),
    [
        ("a", shares(), ASKS, "met"),
        ("a", shares(initiatives=()), ASKS, "not known"),
        ("b", shares(initiatives=(replace(RUN, stage="exploring"),)), ASKS, "not met"),
        ("c", shares(), ASKS, "not known"),
        ("c", shares(claims=(Claim("x", RESIDENCY, 2, confirmed=TODAY),)), ASKS, "partly met"),
        ("shareable", shares(), ASKS, "met"),
        ("shareable", shares(may_share=2), ASKS, "partly met"),
        ("shareable", shares(may_share=1), ASKS, "not met"),
        ("shareable", shares(may_share=None), ASKS, "not known"),
        ("gain", shares(), ASKS, "met"),
        ("gain", shares(gain=""), ASKS, "partly met"),
        ("gain", shares(gain=""), replace(ASKS, gain=""), "not known"),
        ("settings", shares(), ASKS, "met"),
        ("settings", shares(kind="University"), ASKS, "partly met"),
        ("settings", shares(kind="", initiatives=()), ASKS, "not known"),
        ("tempo", shares(), ASKS, "met"),
        ("tempo", shares(days_to_decide=30), ASKS, "partly met"),
        ("tempo", shares(days_to_decide=None), ASKS, "not known"),
        ("practical", shares(), replace(ASKS, zone=HOUR), "met"),
        ("practical", shares(), ASKS, "not known"),
        ("practical", shares(), replace(ASKS, zone=4 * HOUR), "partly met"),
        ("practical", shares(load=2), replace(ASKS, zone=HOUR), "partly met"),
        ("practical", shares(state="MI"), replace(ASKS, state="MI", zone=HOUR), "met"),
    ],
)  # fmt: skip
def test_a_line_is_met_partly_not_or_unknown(key, offers, asks, word):
    assert of(offers, asks)[key].word == word


def test_what_is_unknown_comes_with_its_question_and_only_there():
    found = of(shares(days_to_decide=None, may_share=None))

    asked = {key: line.questions for key, line in found.items() if line.questions}
    assert asked == {
        "c": ("What does Prairie know deeply, and from how many places?",),
        "shareable": ("What may Prairie show, and what may it only talk about?",),
        "tempo": ("How many days does Prairie need to decide something ordinary?",),
    }
    assert found["c"].summary == asked["c"][0]


def test_both_sides_own_words_stand_beside_each_other():
    ours, first, second = (Quote(text, "who, when") for text in ("R5", "note", "O2"))
    said = {(False, "R5"): ours, (True, "agreed"): first, (True, "O2"): second}

    found = of(shares(), said=said)

    assert (found["c"].asks, found["c"].offers) == (ours, None)
    assert found["shareable"].offers == first
    assert found["gain"].asks is None


def test_the_facilitator_s_judgment_comes_before_ours():
    judged = SimpleNamespace(
        levels={"a": 0, "b": None, "c": 3}, shareable=0, benefit=None, shareable_words="Names stay."
    )

    found = of(shares(), judged=judged)

    assert [(found[key].word, found[key].level) for key in "abc"] == [
        ("not met", 0), ("not known", None), ("met", 3),
    ]  # fmt: skip
    assert (found["shareable"].word, found["shareable"].summary) == ("not met", "Names stay.")
    assert found["gain"].word == "met"


def test_a_gain_that_one_side_names_says_so():
    assert of(shares(gain=""))["gain"].sentences == (
        "Only one of the two has named a gain so far.",
    )


def test_two_candidates_are_compared_line_by_line():
    one = list(of(shares(may_share=2)).values())
    weaker = replace(RUN, educators="principals", contexts=frozenset([CHARTER]))
    mine = replace(MINE, educators="teachers")
    two = list(of(shares(initiatives=(weaker,), days_to_decide=None), mine=mine).values())

    rows = criteria.beside(one, two, first="Prairie", second="Away")

    assert [(row.name, row.one.compared, row.two.compared, row.verdict) for row in rows] == [
        ("Same initiative", "much", "a little", "Prairie is ahead."),
        ("Same setting, further on", "fully", "not", "Prairie is ahead."),
        ("Deep on the topic", "not known", "not known", "Not known of either."),
        ("What may be shared", "partly met", "met", "Away is ahead."),
        ("Both sides gain", "met", "met", "No difference that we know of."),
        ("Like settings", "met", "partly met", "Prairie is ahead."),
        ("A like pace", "met", "not known", "Not known of Away."),
        ("Time zones, travel and load", "not known", "not known", "Not known of either."),
    ]


def test_different_sectors_are_a_caution_with_a_plan_and_never_a_veto():
    asks = replace(ASKS, sector="Public")
    apart, alike, unknown = (
        of(shares(sector=sector), asks) for sector in ("Higher education", "Public", "")
    )

    (line,) = apart["settings"].sentences
    assert line == (
        "Different sectors, public and higher education. Plan for it: say at the kickoff how each"
        " decides, and who must agree."
    )
    assert [found["settings"].word for found in (apart, alike, unknown)] == [
        "partly met", "met", "met",
    ]  # fmt: skip
    assert {key: line.word for key, line in apart.items() if key != "settings"} == {
        key: line.word for key, line in alike.items() if key != "settings"
    }


def test_one_answer_to_several_questions_is_quoted_once():
    said = [("O1", "We share it."), ("O2", "We share it."), ("O3", "Ask us."), ("R1", "Theirs.")]
    candidate = SimpleNamespace(
        quotes={(key[0] == "O", key): Quote(words, key) for key, words in said}
    )

    told = Candidate.own_words.fget(candidate)

    assert [(quote.words, quote.said) for quote in told] == [
        ("We share it.", "O1"), ("Ask us.", "O3"),
    ]  # fmt: skip
