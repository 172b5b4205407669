"""What may be proposed, the judgment before it, states and constraints of a proposal."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.errors import AlreadyMoved, Refused, Stale
from matching.models import (
    PROPOSAL_MOVES,
    AlignmentReview,
    Consent,
    MatchProposal,
    ProposalState,
)
from matching.services import proposals, reviews
from notifications.models import Message
from partnerships.models import Membership, Organization
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, MembershipFactory
from tests.factories_proposals import P, T

pytestmark = pytest.mark.django_db
S = ProposalState
DAY = timedelta(days=1)


def steer(proposal):
    return {"proposal": proposal, "by": proposal.application.facilitator, "now": NOW}


# -- what may be proposed --------------------------------------------------------------------------
def test_a_judged_pair_becomes_a_proposal_and_goes_to_both_sides():
    proposal = make.drafted()
    assert (proposal.state, Message.objects.count()) == ("drafted", 0)

    proposals.send(**steer(proposal))

    fresh = make.again(proposal)
    assert (fresh.state, fresh.turn, fresh.application.state) == ("sent", 1, "proposed")
    people = {(row.side, row.user_id) for row in fresh.people.filter(decides=True)}
    assert people == {(side, make.who(fresh, side).pk) for side in (P, T)}
    asked = {(m.person_id, m.kind, m.minutes) for m in Message.objects.all()}
    assert asked == {(make.who(fresh, side).pk, "consent", 5) for side in (P, T)}


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"level_a": 1, "level_c": 1}, "None of the three ways fits much or fully."),
        ({"level_a": None, "level_c": None}, "None of the three ways of fitting is judged yet."),
        ({"shareable": 0}, "Nothing is known yet that may be shared on this."),
        ({"shareable": None}, "Nothing is known yet that may be shared on this."),
        ({"benefit": 0}, "It is not known yet what each side gains."),
    ],
)
def test_what_the_judgment_lacks_needs_a_reason_that_is_kept(lacks, sentence):
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer, **lacks)

    with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
        make.drafted(review=review)
    kept = make.drafted(review=review, override="Both asked for it by name.")

    assert kept.override_reason == "Both asked for it by name."


def test_a_reason_that_was_not_needed_is_not_kept():
    application, offer, _people = make.pair()

    kept = make.drafted(review=make.reviewed(application, offer), override="Just so.")

    assert kept.override_reason == ""


def unenroll(application, offer):
    Organization.objects.filter(pk=offer.organization_id).update(enrolled_at=None)
    offer.organization.refresh_from_db()


def nobody_decides(application, offer):
    Membership.objects.filter(organization=application.organization).update(leads=False)


def not_willing(application, offer):
    offer.state = "talk"


def places_taken(application, offer):
    other = make.ready(round=application.round, organization=forms.OrganizationFactory())
    make.decider(other.organization)
    make.worker(other.organization)
    proposal = make.drafted(review=make.reviewed(other, offer))
    proposals.send(proposal=proposal, by=other.facilitator, now=NOW)


def another_stands(application, offer):
    second = make.willing(application.round, said="Stonebridge")
    make.decider(second.organization)
    make.worker(second.organization)
    proposal = make.drafted(review=make.reviewed(application, second))
    proposals.send(proposal=proposal, by=application.facilitator, now=NOW)
    application.refresh_from_db()


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (unenroll, "Prairie is listed, not enrolled. Invite it to join first."),
        (
            nobody_decides,
            "Nobody at Cedarbrook may decide for it yet. Ask them who decides, first.",
        ),
        (not_willing, "Prairie is not found willing and able yet."),
        (places_taken, "The places of Prairie in this round are taken."),
        (another_stands, "Another proposal stands for Cedarbrook, or it is not ready."),
    ],
)
def test_each_obstacle_has_its_sentence(happens, sentence):
    application, offer, _people = make.pair()
    assert proposals.obstacles(application, offer, NOW) == []

    happens(application, offer)

    assert proposals.obstacles(application, offer, NOW) == [sentence]


@pytest.mark.parametrize("happens", [nobody_decides, places_taken])
def test_what_changed_since_it_was_written_stops_the_sending(happens):
    application, offer, _people = make.pair()
    proposal = make.drafted(review=make.reviewed(application, offer))
    happens(application, offer)

    with pytest.raises(Refused):
        proposals.send(proposal=proposal, by=application.facilitator, now=NOW)

    assert make.again(proposal).state == "drafted"
    assert not Message.objects.filter(context_id=proposal.pk).exists()


def test_a_second_draft_for_the_same_organization_is_refused():
    proposal = make.drafted()

    with pytest.raises(Refused, match="Another proposal stands"):
        make.drafted(review=proposal.review)


def test_whoever_facilitates_belongs_to_neither():
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer)
    insider = MembershipFactory(organization=offer.organization).user

    with pytest.raises(Refused, match="neither of the two"):
        make.drafted(review=review, facilitator=insider)


@pytest.mark.parametrize("ends_on", [date(2027, 10, 30), date(2028, 5, 2)])
def test_a_length_outside_six_to_twelve_months_is_refused(ends_on):
    with pytest.raises(Refused, match="six to twelve months"):
        make.drafted(ends_on=ends_on)


def test_the_shortest_length_is_six_months():
    assert make.drafted(ends_on=date(2027, 10, 31)).state == "drafted"


def test_who_does_not_decide_cannot_be_named_to_decide():
    application, offer, people = make.pair()
    review = make.reviewed(application, offer)
    plain = make.worker(application.organization)
    wrong = [(plain, P, True, True), (people[T], T, True, True)]

    with pytest.raises(Refused, match="does not decide for Cedarbrook"):
        proposals.draft(
            review=review, values=make.values(application), people=wrong, override_reason="",
            by=application.facilitator, now=NOW,
        )  # fmt: skip

    assert not MatchProposal.objects.exists()


def test_a_sent_page_stays_as_it_is():
    proposal = make.sent()

    with pytest.raises(Refused, match="its words stay"):
        proposals.change(
            **steer(proposal), values=make.values(proposal.application), people=[], expected=1
        )


def test_two_people_change_a_draft_and_neither_text_is_lost():
    proposal = make.drafted()
    given = {
        "values": make.values(proposal.application, purpose="Mine"),
        "people": make.named(proposal.application, proposal.offer),
    }
    proposals.change(**steer(proposal), **given, expected=1)

    with pytest.raises(Stale):
        proposals.change(**steer(make.again(proposal)), **given, expected=1)

    assert (make.again(proposal).purpose, proposal.people.count()) == ("Mine", 4)


# -- the judgment ----------------------------------------------------------------------------------
def test_a_new_first_choice_takes_the_place_of_the_other():
    application, offer, _people = make.pair()
    second = make.willing(application.round, said="Stonebridge")
    make.reviewed(application, offer)

    make.reviewed(application, second)

    judged = dict(AlignmentReview.objects.values_list("offer", "judgment"))
    assert judged == {offer.pk: "reserve", second.pk: "first"}


def test_a_judgment_of_two_rounds_is_refused():
    application, _offer, _people = make.pair()

    with pytest.raises(Refused, match="not in the same round"):
        make.reviewed(application, make.willing(forms.OpenRoundFactory(), said="Away"))


def test_a_stale_judgment_is_caught():
    application, offer, _people = make.pair()
    make.reviewed(application, offer)

    with pytest.raises(Stale):
        reviews.judge(
            application=application, offer=offer, values={**make.JUDGED, "in_short": "Other"},
            suggested=None, expected=0, by=application.facilitator, now=NOW,
        )  # fmt: skip


# -- states ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", S)
def test_each_state_moves_only_where_the_map_says(state):
    def attempt(act):
        with transaction.atomic():
            proposal = make.in_state(state)
            with contextlib.suppress(Refused, AlreadyMoved):
                act(proposal)
            reached = make.again(proposal).state
            transaction.set_rollback(True)
        return reached

    last = NOW + 15 * DAY
    acts = [
        lambda p: proposals.send(**steer(p)),
        lambda p: proposals.withdraw(**steer(p), why="A mistake."),
        lambda p: proposals.expire_due(last),
        lambda p: [make.say(p, P), make.say(p, T)],
        lambda p: [make.say(p, P), make.say(p, T, "decline")],
    ]
    reached = {attempt(act) for act in acts} - {state}

    assert reached == PROPOSAL_MOVES[state]


def test_a_withdrawal_frees_the_place_and_the_organization():
    proposal = make.sent()
    make.say(proposal, P)

    proposals.withdraw(**steer(proposal), why="The director moved away.")

    fresh = make.again(proposal)
    assert (fresh.state, fresh.application.state) == ("withdrawn", "ready")
    assert proposals.obstacles(fresh.application, fresh.offer, NOW) == []
    mails = Message.objects.exclude(state__in=["superseded", "stopped"])
    assert not any("moved away" in f"{m.subject} {m.body}" for m in mails)
    assert not Message.objects.filter(kind="consent", state="queued").exists()


def test_a_withdrawn_draft_tells_nobody():
    proposal = make.drafted()

    proposals.withdraw(**steer(proposal), why="Another idea.")

    assert (make.again(proposal).state, Message.objects.count()) == ("withdrawn", 0)
    assert make.again(proposal).application.state == "ready"


# -- constraints -----------------------------------------------------------------------------------
def broken(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_each_constraint_of_a_proposal_holds():
    proposal = make.drafted()
    row = MatchProposal.objects.filter(pk=proposal.pk)

    broken(lambda: row.update(state="odd"))
    broken(lambda: row.update(state="sent"))
    broken(lambda: row.update(state="matched", sent_at=NOW, asked_at=NOW, partner_until=NOW,
                              thought_partner_until=NOW))  # fmt: skip
    broken(lambda: row.update(ends_on=proposal.starts_on))
    broken(lambda: row.update(turn=0))
    broken(lambda: MatchProposal.objects.create(
        application=proposal.application, offer=proposal.offer, review=proposal.review,
        created_at=NOW, changed_at=NOW, **make.values(proposal.application),
    ))  # fmt: skip


def test_each_constraint_of_people_and_answers_holds():
    proposal = make.sent()
    decides = proposal.people.get(side=P, decides=True)
    works = proposal.people.get(side=P, decides=False)
    make.say(proposal, P)
    row = Consent.objects.filter(proposal=proposal)

    broken(lambda: proposal.people.filter(pk=works.pk).update(user=decides.user))
    broken(lambda: proposal.people.filter(pk=works.pk).update(decides=True))
    broken(lambda: proposal.people.filter(pk=works.pk).update(side="odd"))
    broken(lambda: row.update(answer="perhaps"))
    broken(lambda: row.update(side="odd"))
    broken(lambda: row.update(answer="conditions"))
    broken(lambda: row.update(conditions="x"))
    broken(lambda: Consent.objects.create(
        proposal=proposal, side=P, by=decides.user, answer="decline", answered_at=NOW,
        created_at=NOW, changed_at=NOW,
    ))  # fmt: skip


def test_each_constraint_of_a_judgment_holds():
    application, offer, _people = make.pair()
    review = make.reviewed(application, offer)
    row = AlignmentReview.objects.filter(pk=review.pk)

    for name in ("level_a", "level_b", "level_c", "shareable", "benefit"):
        broken(lambda name=name: row.update(**{name: 4, "evidence_b": "x"}))
    for mode in "abc":
        broken(lambda mode=mode: row.update(**{f"level_{mode}": 2, f"evidence_{mode}": ""}))
    broken(lambda: row.update(judgment="odd"))
    broken(lambda: make.ReviewFactory(application=application, offer=offer))
    facts = make.about(application, "residency")
    broken(lambda: type(facts).objects.filter(pk=facts.pk).update(work="odd"))
