"""Solving a round: what goes in, what is kept, what people ask of it, and solving it again."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import connection

from foundation.errors import Refused
from foundation.models import AuditEvent
from matching import round_facts, round_solving, round_words
from matching.models import AskedRun, MatchRun
from matching.round_weights import UNKNOWN, USUAL, numbers
from matching.services import proposals, runs
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests import factories_rounds as rounds
from tests.factories import NOW
from tests.rivals import together

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def again(round, by, *, now=LATER, **asked):
    return rounds.solved(round, by, now=now, **{"weights": dict(USUAL), **asked})


# -- the two numbers -------------------------------------------------------------------------------
def levels(**known):
    names = {**dict.fromkeys(USUAL, 0), **known}
    return {name: np.array([value]) for name, value in names.items()}


@pytest.mark.parametrize(
    ("known", "weights", "expected"),
    [
        (dict.fromkeys(USUAL, 3), USUAL, (100, 100)),
        (dict.fromkeys(USUAL, 0), USUAL, (0, 0)),
        ({"deep": 3}, USUAL, (75, 0)),  # the best of three, beside nothing that may be shared
        ({"same": 3, "deep": 3}, USUAL, (75, 0)),  # a second way adds nothing
        ({"deep": 3}, {**USUAL, "deep": 3}, (37, 0)),
        ({"deep": 3, "share": UNKNOWN}, USUAL, (87, 0)),  # what nobody knows counts half
        ({"deep": 3, "same": UNKNOWN}, USUAL, (75, 0)),  # and never speaks for a pair
        ({"gain": 3}, USUAL, (0, 57)),
        ({"gain": UNKNOWN, "time": 3, "new": 3}, {**USUAL, "gain": 0}, (0, 100)),
    ],
)
def test_a_pair_is_worth_two_numbers(known, weights, expected):
    fit, benefit = numbers(levels(**known), weights)

    assert (int(fit[0]), int(benefit[0])) == expected


# -- what comes out --------------------------------------------------------------------------------
def test_a_run_serves_as_many_as_it_can_and_says_what_runs_out():
    round, by, _asking, _offers = rounds.small()

    run = rounds.solved(round, by)

    served = [said for said in rounds.proposed(run).values() if said]
    assert sorted(served) == ["Beacon", "Prairie"]
    assert round_words.heading(run.report) == "There is a thought partner for 2 of 3"
    said = round_words.shortage(run.report)
    assert said[0] == "3 ask, 2 places."
    assert sorted(said[1].replace(",", "").split()[:4]) == ["Elm", "Fox", "Oak", "and"]
    assert said[1].endswith(": one place too few.")
    figures = run.report["compared"]
    assert {name: figures[name]["served"] for name in figures} == {
        "fair": 2, "best_total": 2, "stable": 2, "greedy": 2,
    }  # fmt: skip
    first = run.rows.order_by("place").first()
    assert (first.offer, first.fit, first.possible) == (None, None, 2)  # who has nobody leads
    assert {(row.fit, row.benefit, row.why) for row in run.rows.exclude(offer=None)} == {
        (87, 64, "Deep on the topic."), (62, 64, "Deep on the topic."),
    }  # fmt: skip


@pytest.mark.parametrize("lot", range(30))
def test_who_is_as_good_as_another_is_a_toss_up_whatever_the_lots(lot, monkeypatch):
    round, by, _asking, _offers = rounds.small()
    for side in (round_facts.Asker, round_facts.Giver):
        monkeypatch.setattr(side, "lot", property(lambda one: f"{lot} {one.row.pk}"))

    run = rounds.solved(round, by)

    assert run.report["close"] == 3  # each could as well have another place, or none
    assert run.rows.filter(close=True).count() == run.report["close"]


def test_the_same_round_made_again_comes_out_the_same():
    told = []
    for _made in range(6):  # each with other ids
        round, by, asking, offers = rounds.small()
        organizations = [one.organization for one in [*asking, *offers]]
        _rename(organizations, "Schools")
        run = rounds.solved(round, by)
        rows = run.rows.order_by("place").select_related("application__organization")
        order = [row.application.organization.said for row in rows]
        told.append((order, rounds.proposed(run)))
        _rename(organizations, f"of round {round.pk}")

    assert told == [told[0]] * 6


def _rename(organizations, more):
    for one in organizations:
        type(one).objects.filter(pk=one.pk).update(name=f"{one.short_name} {more}")


def test_the_same_goes_in_and_comes_out_to_the_last_letter():
    round, by, _asking, _offers = rounds.small()
    run = rounds.solved(round, by)

    same = again(round, by)

    assert same == run
    assert MatchRun.objects.count() == 1
    assert runs.replay(run=MatchRun.objects.get(), by=by, now=NOW) is True
    inputs = round_solving.unpacked(run.inputs)
    assert round_solving.digest(inputs) == run.inputs_digest
    assert list(AuditEvent.objects.about(run).order_by("verb").values_list("verb", flat=True)) == [
        "replayed", "solved",
    ]  # fmt: skip


def test_pairs_in_another_order_give_the_same():
    round, by, _asking, _offers = rounds.small()
    inputs = round_solving.unpacked(rounds.solved(round, by).inputs)
    pairs = inputs["pairs"]
    turned = {name: pairs[name][::-1] for name in pairs}

    first, second = round_solving.solve(inputs), round_solving.solve({**inputs, "pairs": turned})

    assert round_solving.plain(first) == round_solving.plain(second)


def test_damage_and_an_earlier_method_are_told():
    round, by, _asking, _offers = rounds.small()
    run = rounds.solved(round, by)

    run.result_digest = "0" * 64
    assert runs.replay(run=run, by=by, now=NOW) is False
    run.method = "0.9"
    with pytest.raises(Refused, match=r"earlier method \(0.9, now"):
        runs.replay(run=run, by=by, now=NOW)


def test_a_fingerprint_does_not_hang_on_the_order_of_a_set():
    one = round_facts._told(frozenset({("b", "2"), ("a", "1")}))

    assert one == [["a", "1"], ["b", "2"]]


# -- what counts -----------------------------------------------------------------------------------
def two_ways():
    """One asks; Prairie has run the same, Beacon knows it deeply, and may show less."""
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    application = rounds.asks(round, "Elm", rounds.TOPIC, by=by)
    prairie, beacon = rounds.shares(round, "Prairie"), rounds.shares(round, "Beacon", rounds.TOPIC)
    make.runs(prairie.organization, rounds.TOPIC)
    return round, by, application, prairie, beacon


def test_weights_decide_and_the_range_in_which_they_do_is_told():
    round, by, _application, _prairie, _beacon = two_ways()

    deep = rounds.solved(round, by, weights={**USUAL, "same": 5, "deep": 6})
    same = again(round, by, weights={**USUAL, "same": 5, "deep": 2})

    assert (rounds.proposed(deep), rounds.proposed(same)) == ({"Elm": "Beacon"}, {"Elm": "Prairie"})
    low, high = same.report["stays"]["deep"]
    assert (low, high) == (0, 3)
    told = {name: (said, firm) for name, _n, said, firm in
            round_words.firmness(same.report, same.weights)}  # fmt: skip
    assert told["Deep on the topic"] == ("The proposal stays from 0 to 3.", True)
    again(round, by, now=LATER + timedelta(hours=1), weights={**USUAL, "same": 5, "deep": 3})
    last = MatchRun.objects.order_by("-number").first()
    told = {name: said for name, _n, said, _firm in
            round_words.firmness(last.report, last.weights)}  # fmt: skip
    assert told["Deep on the topic"] == (
        "The proposal stays from 0 to 3. A judgment call: talk to both."
    )
    assert list(last.rows.values_list("close", flat=True)) == [True]


def test_what_was_judged_stands_in_the_place_of_what_facts_suggest():
    round, by, application, prairie, beacon = two_ways()
    make.reviewed(application, beacon, judgment="not_now")
    assert rounds.proposed(rounds.solved(round, by)) == {"Elm": "Prairie"}

    make.reviewed(application, prairie, shareable=0)

    run = again(round, by)
    assert rounds.proposed(run) == {"Elm": None}
    assert round_words.shortage(run.report) == [
        "For one nobody is known to fit yet. Say what it is about, or ask another organization to"
        " share."
    ]


def test_nobody_is_compared_twice_while_nothing_is_new(monkeypatch):
    round, by, application, _prairie, beacon = two_ways()
    compared = []
    whole = round_facts.RoundFacts.levels
    monkeypatch.setattr(
        round_facts.RoundFacts, "levels", lambda *pair: compared.append(pair) or whole(*pair)
    )
    rounds.solved(round, by)
    assert len(compared) == 2

    again(round, by, weights={**USUAL, "deep": 1})
    assert len(compared) == 2
    make.knows(beacon.organization, rounds.OTHER)
    again(round, by, weights={**USUAL, "deep": 2})
    assert len(compared) == 3
    make.reviewed(application, beacon)
    again(round, by, weights={**USUAL, "deep": 3})
    assert len(compared) == 4


def test_a_limit_by_state_and_what_facilitators_carry_are_kept():
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    for said, state in (("Elm", "KS"), ("Fox", "KS"), ("Oak", "MO")):
        rounds.asks(round, said, rounds.TOPIC, by=by, state=state)
    rounds.shares(round, "Prairie", rounds.TOPIC, places=3, facilitator=by)

    free = rounds.solved(round, by)
    limited = again(round, by, most_of_a_state=1)
    carried = again(round, by, loads={str(by.pk): 1})

    served = [run.report["compared"]["fair"]["served"] for run in (free, limited, carried)]
    assert served == [3, 2, 1]
    assert "Prairie takes 1 more from KS." in round_words.shortage(limited.report)
    assert f"{by} can carry one more." in round_words.shortage(carried.report)


def test_of_equal_totals_the_one_worth_more_to_the_stronger_side_is_taken():
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    rounds.asks(round, "Elm", rounds.TOPIC, by=by)
    deep, deeper = (rounds.shares(round, said, rounds.TOPIC, depth=3 + n)
                    for n, said in enumerate(("Prairie", "Beacon")))  # fmt: skip

    run = rounds.solved(round, by, weights={**USUAL, "gain": 0, "time": 0, "new": 1})

    row = run.rows.get()
    assert (row.offer, row.fit, row.benefit) == (deeper, 87, 50)
    assert deep.pk != row.offer_id
    assert row.close is False


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        (dict.fromkeys(USUAL, 0) | {"gain": 1}, "At least one of the three ways"),
        (dict.fromkeys(USUAL, 0) | {"same": 1}, "what the thought partner gets"),
    ],
)
def test_weights_that_say_nothing_are_refused(weights, sentence):
    round, by, _asking, _offers = rounds.small()

    with pytest.raises(Refused, match=sentence):
        rounds.solved(round, by, weights=weights)

    assert not MatchRun.objects.exists()


def test_a_round_with_one_side_only_says_what_comes_first():
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    with pytest.raises(Refused, match="No application is ready"):
        rounds.solved(round, by)
    rounds.asks(round, "Elm", rounds.TOPIC, by=by)

    with pytest.raises(Refused, match="Nobody is open to share"):
        rounds.solved(round, by)


def test_a_written_proposal_keeps_its_two_together_and_a_sent_one_its_place():
    round, by, asking, offers = rounds.small()
    make.pair(application=asking[0], offer=offers[1])
    proposal = make.drafted(review=make.reviewed(asking[0], offers[1]))

    assert rounds.proposed(rounds.solved(round, by))["Elm"] == "Beacon"
    proposals.send(proposal=proposal, by=by, now=NOW)
    run = again(round, by)

    assert run.report["round"]["places"] == 1
    assert sorted(rounds.proposed(run)) == ["Fox", "Oak"]


# -- large rounds ----------------------------------------------------------------------------------
def test_a_large_round_is_solved_behind_the_page(monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    monkeypatch.setattr("matching.tasks.solve_waiting.apply_async", lambda **_: asked.append(1))
    monkeypatch.setattr(round_solving, "LARGE", 3)
    round, by, _asking, _offers = rounds.small()

    with django_capture_on_commit_callbacks(execute=True):
        waiting = rounds.solved(round, by, most_of_a_state=2)
        assert rounds.solved(round, by) == waiting
    assert (asked, MatchRun.objects.count()) == ([1], 0)
    assert runs.solve_forgotten(NOW + timedelta(minutes=9)) == 0
    assert runs.solve_forgotten(NOW + timedelta(minutes=11)) == 1

    run = MatchRun.objects.get()
    assert (run.most_of_a_state, run.by) == (2, by)
    assert AskedRun.objects.get().state == "done"
    assert runs.solve_waiting(LATER) == 0


@pytest.fixture
def large(monkeypatch):
    """A small round that counts as large and waits to be solved; returns who shares in it."""
    monkeypatch.setattr(round_solving, "LARGE", 3)
    monkeypatch.setattr("matching.tasks.hint.send", lambda: None)
    round, by, _asking, offers = rounds.small()
    rounds.solved(round, by)
    return offers


def test_what_cannot_be_solved_behind_the_page_says_why(large):
    for offer in large:
        type(offer).objects.filter(pk=offer.pk).update(state="withdrawn")

    assert runs.solve_waiting(LATER) == 1

    row = AskedRun.objects.get()
    assert (row.state, row.said.split(".")[0]) == (
        "refused", "Nobody is open to share in this round yet",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_of_rivals_one_solves_what_waits(large):
    done = together(3, lambda _n: runs.solve_waiting(LATER))

    assert sum(n for n in done if isinstance(n, int)) == 1
    assert MatchRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_takes_minutes_holds_no_lock(large, monkeypatch):
    solve, inside = round_solving.solve, []

    def watched(inputs):
        inside.append(connection.in_atomic_block)
        return solve(inputs)

    monkeypatch.setattr(round_solving, "solve", watched)

    assert (runs.solve_waiting(LATER), inside) == (1, [False])


def test_too_many_pairs_are_cut_to_those_with_most_in_common(monkeypatch):
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    rounds.asks(round, "Elm", rounds.TOPIC, rounds.OTHER, by=by)
    for said in ("Prairie", "Beacon"):
        rounds.shares(round, said, rounds.TOPIC)
    both = rounds.shares(round, "Both", rounds.TOPIC, rounds.OTHER)
    monkeypatch.setattr(round_facts, "MOST_COMPARED", 1)
    monkeypatch.setattr(round_facts, "LEAST_COMPARED", 1)

    near = list(round_facts.read(round, NOW).near())

    assert [other for _one, other in near] == [str(both.pk)]
