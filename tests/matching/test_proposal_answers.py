"""Both sides answer unseen; what they say is written in one place and read by few."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps

from foundation.errors import Refused
from foundation.models import Signature, Transition
from foundation.templatetags.seedbed import is_marked_optional
from matching import asks, authority, candidates
from matching.forms_proposals import AnswerForm
from matching.models import (
    AlignmentReview,
    Application,
    Consent,
    MatchProposal,
    Offer,
)
from matching.services import consent, proposals
from notifications import planner
from notifications.models import Message
from partnerships.models import Membership, Partnership, Phase
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import LONG_AGO, NOW, MembershipFactory
from tests.factories_proposals import P, T

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def steer(proposal):
    return {"proposal": proposal, "by": proposal.application.facilitator, "now": NOW}


# -- the answers -----------------------------------------------------------------------------------
def test_two_yeses_make_one_partnership_in_the_same_moment():
    proposal = make.sent()
    make.say(proposal, P)
    assert Partnership.objects.count() == 0

    make.say(proposal, T)

    fresh = make.again(proposal)
    made = Partnership.objects.get()
    assert (fresh.state, fresh.application.state, fresh.partnership) == ("matched", "matched", made)
    assert made.phase == Phase.FORMING
    seats = {(row.side, row.decides, row.implements) for row in made.roster.all()}
    assert seats == {(side, *roles) for side in (P, T) for roles in ((True, False), (False, True))}
    assert made.lead(P) == fresh.application.organization
    assert made.facilitator == fresh.facilitator
    signed = {(s.side, s.by_id, s.cleared_at) for s in Signature.objects.about(proposal)}
    assert signed == {(side, make.who(proposal, side).pk, None) for side in (P, T)}
    assert proposals.obstacles(fresh.application, fresh.offer, NOW) != []


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_what_has_to_be_settled_is_never_dropped_beside_another_answer(answer):
    given = {"answer": answer, "conditions": "We start in February.", "version": 0, "seen": "x"}

    form = AnswerForm(given)

    assert list(form.errors) == ["conditions"]
    assert not is_marked_optional(form["conditions"])  # with one answer it is needed
    assert AnswerForm(given | {"answer": "conditions"}).is_valid()
    assert AnswerForm(given | {"conditions": " "}).is_valid()


GRID = [
    ("accept", "accept", "matched", "matched"),
    ("accept", "conditions", "sent", "proposed"),
    ("conditions", "accept", "sent", "proposed"),
    ("conditions", "conditions", "sent", "proposed"),
    ("accept", "decline", "not_proceeding", "ready"),
    ("decline", "accept", "not_proceeding", "ready"),
    ("conditions", "decline", "not_proceeding", "ready"),
    ("decline", "conditions", "not_proceeding", "ready"),
    ("decline", "decline", "not_proceeding", "ready"),
]


@pytest.mark.parametrize(("one", "two", "state", "application"), GRID)
def test_every_pair_of_answers_has_its_outcome(one, two, state, application):
    proposal = make.sent()

    for side, answer in ((P, one), (T, two)):
        said = "Names stay here." if answer == "conditions" else ""
        make.say(proposal, side, answer, conditions=said)

    fresh = make.again(proposal)
    assert (fresh.state, fresh.application.state) == (state, application)
    assert Partnership.objects.count() == (state == "matched")
    assert fresh.answered_at == NOW
    with pytest.raises(Refused):
        make.say(proposal, P, "accept")


@pytest.mark.parametrize("answer", ["accept", "decline", "conditions"])
def test_one_answer_decides_nothing_and_can_be_changed(answer):
    proposal = make.sent()
    said = "Names stay here." if answer == "conditions" else ""
    make.say(proposal, P, answer, conditions=said)

    again = make.say(proposal, P, "decline", reason="The board said no.")

    fresh = make.again(proposal)
    assert (fresh.state, fresh.answered_at, fresh.application.state) == ("sent", None, "proposed")
    assert (again.answer, again.conditions, Consent.objects.count()) == ("decline", "", 1)
    assert not Signature.objects.about(proposal).filter(cleared_at=None).exists()
    assert Transition.objects.about(proposal).count() == 1


def test_a_second_person_of_a_side_does_not_overwrite_unseen():
    proposal = make.sent()
    colleague = make.decider(proposal.application.organization).user
    make.say(proposal, P)

    with pytest.raises(Refused, match="The answer of your side has changed"):
        make.say(proposal, P, "decline", by=colleague, expected=0)
    make.say(proposal, P, "accept", by=colleague)

    standing = Signature.objects.about(proposal).get(cleared_at=None)
    assert (standing.by, Consent.objects.get().by) == (colleague, colleague)


def test_who_does_not_decide_cannot_answer():
    proposal = make.sent()
    plain = make.worker(proposal.application.organization).user
    other = make.who(proposal, T)

    for person in (plain, other, proposal.application.facilitator):
        with pytest.raises(Refused, match="Only who decides for Cedarbrook"):
            make.say(proposal, P, by=person)

    assert not Consent.objects.exists()


def test_authority_ends_with_its_day():
    proposal = make.sent()
    person = make.who(proposal, P)
    Membership.objects.filter(user=person).update(until=NOW.date())

    with pytest.raises(Refused, match="Only who decides"):
        make.say(proposal, P)


def test_what_is_signed_is_what_was_read():
    proposal = make.sent()

    with pytest.raises(Refused, match="The page has changed"):
        make.say(proposal, P, seen="0" * 64)

    assert not Consent.objects.exists()


def test_conditions_without_words_are_refused():
    with pytest.raises(Refused, match="Write what has to be settled"):
        make.say(make.sent(), P, "conditions")


def test_settled_words_are_shown_to_both_and_both_answer_once_more():
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="Sessions after 3 pm.")
    make.say(proposal, T)
    before = make.again(proposal)

    consent.settle(**steer(before), words="Sessions begin at 3:30 pm.")
    for side in (P, T):
        [again] = asks.for_participant(forms.fresh(make.who(before, side)), NOW)
        assert again.sentence == "Something was settled with both. Read it, and answer once more."
        assert again.button == "Read and answer once more"  # what was put off before is another row

    fresh = make.again(proposal)
    assert (fresh.turn, fresh.answered_at, fresh.state) == (2, None, "sent")
    assert fresh.content(T)["settled"] == "Sessions begin at 3:30 pm."
    assert not Signature.objects.about(proposal).filter(cleared_at=None).exists()
    requests = Message.objects.filter(kind="consent", key__contains=":turn2:")
    assert {m.person for m in requests} == {make.who(proposal, side) for side in (P, T)}
    make.say(proposal, T, now=NOW + DAY)
    assert Partnership.objects.count() == 0
    make.say(proposal, P, now=NOW + DAY)
    assert make.again(proposal).state == "matched"
    assert Consent.objects.filter(turn=1).count() == 2


@pytest.mark.parametrize("words", ["", "  "])
def test_nothing_is_settled_without_words(words):
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="x")
    make.say(proposal, T)

    with pytest.raises(Refused):
        consent.settle(**steer(make.again(proposal)), words=words)


def test_nothing_is_settled_before_both_have_answered():
    proposal = make.sent()
    make.say(proposal, P, "conditions", conditions="x")

    with pytest.raises(Refused):
        consent.settle(**steer(make.again(proposal)), words="Something")


def test_what_holds_up_the_founding_does_not_undo_the_second_yes():
    proposal = make.sent()
    make.say(proposal, P)
    gone = Membership.objects.filter(organization=proposal.offer.organization, leads=False).get()
    Membership.objects.filter(pk=gone.pk).update(until=NOW.date())

    make.say(proposal, T)

    fresh = make.again(proposal)
    assert (fresh.state, Consent.objects.count(), Partnership.objects.count()) == ("sent", 2, 0)
    assert "is not at Prairie any more" in fresh.held_up_by
    with pytest.raises(Refused):
        consent.found_now(**steer(fresh))
    Membership.objects.filter(pk=gone.pk).update(until=None)
    consent.found_now(**steer(fresh))
    assert make.again(proposal).state == "matched"


def test_founding_by_hand_needs_two_yeses():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T, "conditions", conditions="x")

    with pytest.raises(Refused, match="Both sides have to say yes"):
        consent.found_now(**steer(make.again(proposal)))


# -- nothing of one side's answer anywhere ---------------------------------------------------------
SECRET = "ZQ-only-for-the-facilitator"


def everything(*, but=()):
    """Return all rows of all models as text."""
    found = []
    for model in apps.get_models():
        if model._meta.label not in but:
            found += [json.dumps(row, default=str) for row in model.objects.values()]
    return "\n".join(found)


@pytest.mark.parametrize("answer", ["accept", "decline", "conditions"])
@pytest.mark.parametrize("then", ["nothing", "answered", "withdrawn", "expired"])
def test_words_of_an_answer_are_written_in_one_place_only(answer, then):
    proposal = make.sent()
    conditions = f"{SECRET} first" if answer == "conditions" else ""
    make.say(proposal, P, answer, conditions=conditions, reason=f"{SECRET} reason")
    if then == "answered":
        make.say(proposal, T)
    elif then == "withdrawn":
        proposals.withdraw(**steer(proposal), why="x")
    elif then == "expired":
        proposals.expire_due(NOW + 16 * DAY)
    planner.plan(NOW)

    assert SECRET in everything()
    assert SECRET not in everything(but={"matching.Consent"})


def test_history_does_not_name_who_said_no():
    proposal = make.sent()
    make.say(proposal, P)
    make.say(proposal, T, "decline")

    rows = Transition.objects.about(proposal).filter(new="not_proceeding")

    assert [(row.by, row.why) for row in rows] == [(None, "")]


# -- who sees --------------------------------------------------------------------------------------
def test_only_those_who_decide_see_their_own_side_s_answer():
    proposal = make.sent()
    make.say(proposal, P)
    facilitator = proposal.application.facilitator
    seen = {
        "own": make.who(proposal, P),
        "own colleague": make.worker(proposal.application.organization).user,
        "other": make.who(proposal, T),
        "facilitator": facilitator,
        "another facilitator": forms.facilitator(proposal.application.round.program),
        "lead": forms.facilitator(proposal.application.round.program, "facilitation_lead"),
        "officer": forms.facilitator(proposal.application.round.program, "program_officer"),
    }

    counts = {
        name: Consent.objects.visible_to(forms.fresh(user)).count() for name, user in seen.items()
    }

    assert counts == {
        "own": 1, "own colleague": 0, "other": 0, "facilitator": 1, "another facilitator": 0,
        "lead": 1, "officer": 0,
    }  # fmt: skip


def test_a_lead_who_belongs_to_one_side_reads_neither():
    proposal = make.sent()
    make.say(proposal, T)
    lead = forms.facilitator(proposal.application.round.program, "facilitation_lead")
    MembershipFactory(organization=proposal.application.organization, user=lead)
    lead = forms.fresh(lead)

    assert Consent.objects.visible_to(lead).count() == 0
    assert not MatchProposal.objects.in_care_of(lead).exists()
    assert not AlignmentReview.objects.visible_to(lead).exists()


def test_deciders_are_those_of_the_day():
    application, _offer, people = make.pair()
    gone = make.decider(application.organization, until=NOW.date())
    left = make.decider(application.organization, user__is_active=False)

    found = set(authority.deciders(application.organization, NOW.date()))

    assert found == {people[P]}
    assert found.isdisjoint({gone, left})
    assert Offer.objects.count() == 1


def test_of_those_who_decide_since_one_day_every_page_names_the_same_one():
    application, _offer, _people = make.pair()
    for number, name in ((1, "Zoe"), (2, "Ana")):
        told = {"id": UUID(int=number), "user__name": name, "title": f"Title of {name}"}
        told["until"] = NOW.date() + number * DAY  # a day to come, until which they decide
        make.decider(application.organization, since=LONG_AGO - DAY, **told)

    found = candidates.for_matching(Application.objects.all(), application.facilitator, NOW.date())
    first = authority.deciders(application.organization, NOW.date())[0]

    assert (first.title, found.get(pk=application.pk).decider) == ("Title of Ana", "Title of Ana")
