"""The board of a round as people meet it: what it says, hides, refuses and costs."""

import re
import uuid

import pytest
from django.urls import reverse

from matching.models import MatchRun, RoundWish
from matching.round_compare import Comparison
from matching.round_weights import USUAL
from partnerships.models import Role
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests import factories_rounds as rounds
from tests.factories import NOW, MembershipFactory, OrganizationFactory
from tests.reading import settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
WEIGHTS = {**USUAL, "most_of_a_state": ""}


def url(name, *args):
    return reverse(f"matching:{name}", args=args)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


# -- empty -----------------------------------------------------------------------------------------
def test_before_anything_the_board_says_what_comes_first(client):
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    settled(client, by)
    page = url("round", round.pk)

    assert "No application is ready in this round yet." in words(client.get(page))
    rounds.asks(round, "Elm", rounds.TOPIC, by=by)
    assert "Nobody is open to share in this round yet." in words(client.get(page))
    rounds.shares(round, "Prairie", rounds.TOPIC)
    said = words(client.get(page))

    assert "Not solved yet" in said
    assert "Ready to be matched: 1. Willing and able to share: 1." in said
    assert "Solve the round" in said


def test_only_who_looks_after_it_is_sent_to_say_what_it_is_about(client):
    round, by, _asking, _offers = rounds.small()
    lone = rounds.asks(round, "Yew", by=by)
    lead = forms.facilitator(round.program, Role.FACILITATION_LEAD)
    rounds.solved(round, by)

    for person, offered in ((by, True), (lead, False)):
        page = settled(client, person).get(url("round", round.pk))
        assert "Nobody is known to fit yet." in words(page)
        assert (url("about", lone.pk) in page.text) is offered
        status = client.get(url("about", lone.pk)).status_code
        assert (status == 200) is offered


def test_the_desk_leads_to_the_board(client):
    round, by, _asking, _offers = rounds.small()

    page = settled(client, by).get(url("desk"))

    assert url("round", round.pk) in page.text


# -- solving ---------------------------------------------------------------------------------------
def test_solving_shows_who_could_meet_whom_and_why(client):
    round, by, _asking, _offers = rounds.small()
    settled(client, by)

    answer = client.post(url("solve_round", round.pk), WEIGHTS)

    said = words(client.get(answer.url))
    assert answer.status_code == 302
    for sentence in (
        "Solved. This is run 1.", "There is a thought partner for 2 of 3", "3 ask, 2 places.",
        "Deep on the topic.", "of 100.", "Nobody in this run.",
        "Write your judgment, then the proposal", "Solve again", "Run 1, shown here",
    ):  # fmt: skip
        assert sentence in said, sentence


def test_nothing_changed_is_said_and_no_run_is_added(client):
    round, by, _asking, _offers = rounds.small()
    settled(client, by)
    client.post(url("solve_round", round.pk), WEIGHTS)

    answer = client.post(url("solve_round", round.pk), WEIGHTS, follow=True)

    assert "Nothing has changed since run 1: the same would come out." in words(answer)
    assert MatchRun.objects.count() == 1


def test_the_same_form_sent_twice_solves_once(client):
    round, by, _asking, _offers = rounds.small()
    settled(client, by)
    key = {"form_key": str(uuid.uuid4())}

    first = client.post(url("solve_round", round.pk), {**WEIGHTS, **key})
    second = client.post(url("solve_round", round.pk), {**WEIGHTS, "deep": 1, **key})

    assert (first.url, MatchRun.objects.count()) == (second.url, 1)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"deep": "abc"}, "Write a whole number from 0 to 10."),
        ({"deep": "11"}, "Write a whole number from 0 to 10."),
        ({"deep": ""}, "Write a whole number from 0 to 10."),
        ({"most_of_a_state": "0"}, "Write a whole number from 1 to 999."),
        (dict.fromkeys(("same", "setting", "deep"), 0), "At least one of the three ways"),
        (dict.fromkeys(("gain", "time", "new"), "0"), "what the thought partner gets has to"),
    ],
    ids=["words", "too much", "nothing", "no such limit", "no way counts", "nothing for them"],
)
def test_a_weight_that_is_none_gets_its_sentence_and_keeps_the_rest(client, given, sentence):
    round, by, _asking, _offers = rounds.small()
    settled(client, by)

    answer = client.post(url("solve_round", round.pk), {**WEIGHTS, "share": 9, **given})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'name="share" value="9"' in answer.text
    assert not MatchRun.objects.exists()


def test_a_contradiction_is_told_by_name_beside_the_form(client):
    round, by, asking, offers = rounds.small()
    rounds.wished(asking[1], offers[1])
    make.pair(application=asking[0], offer=offers[1])
    make.sent(review=make.reviewed(asking[0], offers[1]))

    answer = settled(client, by).post(url("solve_round", round.pk), WEIGHTS)

    assert (answer.status_code, MatchRun.objects.count()) == (422, 0)
    assert "Beacon has 0 places and 1 pins." in words(answer)


def test_what_changed_since_is_said(client):
    round, by, asking, offers = rounds.small()
    rounds.solved(round, by)
    settled(client, by)
    rounds.wished(asking[0], offers[1], now=NOW.replace(hour=20))
    said = words(client.get(url("round", round.pk)))
    assert "A pair was kept together or apart since this was solved." in said
    assert "Kept with Beacon from the next run" in said

    rounds.asks(round, "Ash", rounds.TOPIC, by=by)

    assert "One asks now who did not when this was solved." in words(
        client.get(url("round", round.pk))
    )


def test_a_written_judgment_leads_on_to_the_proposal(client):
    round, by, asking, offers = rounds.small()
    review = make.reviewed(asking[0], offers[0])
    rounds.wished(asking[0], offers[0])
    run = rounds.solved(round, by)

    page = settled(client, by).get(url("round", round.pk))

    assert url("propose", review.pk) in page.text
    assert "Same initiative, two years further on." in words(page)
    assert "Kept together" in words(page)
    assert run.rows.get(application=asking[0]).pinned


def test_listed_organizations_stand_beside_those_nobody_was_found_for(client):
    round, by, _asking, _offers = rounds.small()
    rounds.asks(round, "Lone", rounds.OTHER, by=by)
    for said, topic in (("Listed Staffing", rounds.OTHER), ("Listed Other", "mentor_training")):
        listed = OrganizationFactory(name=said, enrolled_at=None)
        make.knows(listed, topic)
    rounds.solved(round, by)

    said = words(settled(client, by).get(url("round", round.pk)))

    assert "Listed Staffing Listed, not enrolled: invite" in said
    assert "Listed Other" not in said
    assert "Nobody is known to fit yet." in said


# -- who sees what ---------------------------------------------------------------------------------
def test_each_facilitator_sees_the_rows_they_look_after_and_a_lead_all(client):
    round, by, _asking, _offers = rounds.small()
    mine = rounds.asks(round, "Mine", rounds.TOPIC)
    rounds.solved(round, by)

    said = words(settled(client, mine.facilitator).get(url("round", round.pk)))
    assert "Mine x" in said
    assert "Elm x" not in said
    assert "You see the organizations you look after; the round is solved for all." in said
    lead = forms.facilitator(round.program, Role.FACILITATION_LEAD)
    said = words(settled(client, lead).get(url("round", round.pk)))

    assert all(f"{name} x" in said for name in ("Mine", "Elm", "Fox", "Oak"))


def test_who_belongs_to_an_organization_of_the_round_solves_nothing(client):
    round, by, _asking, offers = rounds.small()
    MembershipFactory(organization=offers[0].organization, user=by)
    settled(client, by)

    page = client.get(url("round", round.pk))

    assert "somebody else solves it" in words(page)
    assert client.post(url("solve_round", round.pk), WEIGHTS).status_code == 403
    assert not MatchRun.objects.exists()


def test_the_board_says_nothing_of_a_pair_of_an_own_organization(client):
    round = forms.OpenRoundFactory()
    by = forms.facilitator(round.program)
    asking = [rounds.asks(round, said, rounds.TOPIC, by=by) for said in ("Elm", "Fox")]
    offers = [rounds.shares(round, said, rounds.TOPIC) for said in ("Prairie", "Beacon")]
    run = rounds.solved(round, by)
    free = run.rows.get(application=asking[0])
    own = offers[0] if free.offer_id != offers[0].pk else offers[1]
    rounds.wished(asking[0], own)
    make.pair(application=asking[0], offer=own)
    proposal = make.drafted(review=make.reviewed(asking[0], own, judgment="first"), override="Met.")
    page = url("round", round.pk)
    before = words(settled(client, by).get(page))

    assert f"Kept with {own.organization.said}" in before
    assert f"First choice by judgment: {own.organization.said}" in before
    assert f"Proposed: {own.organization.said}" in before
    MembershipFactory(organization=own.organization, user=by)
    said = words(client.get(page))

    assert "Elm" in said
    assert "Kept with" not in said
    assert "First choice by judgment" not in said
    assert "Proposed:" not in said
    assert reverse("matching:proposal", args=[proposal.pk]) not in client.get(page).text


# -- two runs --------------------------------------------------------------------------------------
def test_two_runs_say_for_whom_it_changed_and_what_went_in_otherwise(client):
    round, by, asking, offers = rounds.small()
    rounds.solved(round, by)
    given = dict(rounds.proposed(MatchRun.objects.get()))
    alone = next(row for row in asking if given[row.organization.said] is None)
    rounds.wished(alone, offers[0])
    rounds.solved(round, by, weights={**USUAL, "share": 5}, most_of_a_state=3)

    said = words(settled(client, by).get(url("compare_runs", round.pk), {"a": "2", "b": "1"}))

    assert "Run 2 serves as many as run 1, by other weights" in said
    assert f"{alone.organization.said} nobody Prairie" in said
    assert "What may be shared 2 5" in said
    assert "At most of one state at one thought partner no limit 3" in said
    assert "Kept together 0 1" in said


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ((4, 50, 300), (5, 10, 200), "Run 2 serves one more than run 1"),
        ((7, 50, 300), (5, 60, 400), "Run 2 serves two fewer than run 1"),
        ((4, 50, 300), (4, 60, 200), "Run 2 serves as many as run 1, its weakest pair is better"),
        ((4, 50, 300), (4, 40, 400), "Run 2 serves as many as run 1, its weakest pair is weaker"),
        ((4, 50, 300), (4, 50, 301), "Run 2 serves as many as run 1, and better in all"),
        ((4, 50, 300), (4, 50, 299), "Run 2 serves as many as run 1, and less well in all"),
        ((4, 50, 300), (4, 50, 300), "Run 2 comes out like run 1"),
        ((4, None, 0), (4, None, 0), "Run 2 comes out like run 1"),
        ((0, None, 0), (4, 50, 300), "Run 2 serves four more than run 1"),
    ],
)
def test_the_title_says_which_of_two_runs_does_better(then, now, said):
    names = ("served", "weakest", "total")
    runs = [
        MatchRun(number=n, report={"compared": {"fair": dict(zip(names, of, strict=True))}})
        for n, of in enumerate((then, now), 1)
    ]

    assert Comparison(*runs, page=None).heading == said


def test_one_run_alone_is_compared_with_nothing(client):
    round, by, _asking, _offers = rounds.small()
    rounds.solved(round, by)

    assert settled(client, by).get(url("compare_runs", round.pk)).status_code == 404


@pytest.mark.parametrize("number", ["1" * 30, "1" * 5000])
def test_a_number_that_no_run_has_compares_the_newest_two(client, number):
    round, by, asking, offers = rounds.small()
    rounds.solved(round, by)
    rounds.wished(asking[0], offers[0])
    rounds.solved(round, by)

    page = settled(client, by).get(url("compare_runs", round.pk), {"a": number, "b": "1"})

    assert page.context["compared"].first.number == 1


def test_an_earlier_run_is_read_and_solved_again_as_it_was(client):
    round, by, _asking, _offers = rounds.small()
    first = rounds.solved(round, by)
    rounds.solved(round, by, weights={**USUAL, "deep": 1})
    settled(client, by)

    said = words(client.get(url("round", round.pk), {"run": "1"}))
    assert "This is run 1, an earlier one." in said
    assert "Decide otherwise" not in said
    answer = client.post(url("replay", first.pk), follow=True)

    assert "Run 1, solved again from what was kept, gives the same to the last letter." in words(
        answer
    )


# -- deciding otherwise ----------------------------------------------------------------------------
def test_deciding_otherwise_keeps_the_reason_and_can_be_let_go(client):
    round, by, asking, offers = rounds.small()
    settled(client, by)
    page = url("place", asking[0].pk)
    assert "checked" not in client.get(page).text  # nothing is chosen beforehand
    given = {"offer": str(offers[1].pk), "kind": "veto", "because": "conflict", "words": "Cousins."}

    answer = client.post(page, given, follow=True)

    assert "Kept, with your reason. It counts when you solve again." in words(answer)
    wish = RoundWish.objects.get()
    assert "Not these two: Beacon . A conflict of interest. Cousins." in words(client.get(page))
    answer = client.post(url("lift", wish.pk), follow=True)
    assert "Let go. Its reason stays" in words(answer)
    assert "Let go by" in words(answer)


@pytest.mark.parametrize("missing", ["offer", "kind", "because", "words"])
def test_nothing_is_decided_without_a_choice_and_words(client, missing):
    _round, by, asking, offers = rounds.small()
    given = {"offer": str(offers[1].pk), "kind": "pin", "because": "known", "words": "Kept words."}
    given.pop(missing)

    answer = settled(client, by).post(url("place", asking[0].pk), given)

    assert (answer.status_code, RoundWish.objects.count()) == (422, 0)
    assert missing == "words" or "Kept words." in answer.text


# -- what it costs ---------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [2, 40])
def test_each_page_costs_at_most_eight_queries_at_two_sizes(
    client, django_assert_max_num_queries, count
):
    round, by, asking, offers = rounds.small()
    for n in range(count):
        rounds.asks(round, f"More {n}", rounds.TOPIC, by=by)
        listed = OrganizationFactory(enrolled_at=None)
        make.knows(listed, rounds.TOPIC)
    rounds.solved(round, by)
    rounds.wished(asking[0], offers[0])
    rounds.solved(round, by)
    settled(client, by)

    for page in (url("round", round.pk), url("compare_runs", round.pk), url("place", asking[0].pk)):
        with django_assert_max_num_queries(8):
            answer = client.get(page)
        assert answer.status_code == 200
    with django_assert_max_num_queries(8):
        client.get(url("round", round.pk), {"run": "1"})
