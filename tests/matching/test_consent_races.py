"""Several people at the same moment. Only what is committed counts."""

import pytest

from foundation.errors import AlreadyMoved, Refused
from matching.models import Consent, MatchProposal
from matching.services import proposals
from notifications import planner
from notifications.models import Message
from partnerships.models import Partnership
from tests import factories_matching as forms
from tests import factories_proposals as make
from tests.factories import NOW, OrganizationFactory
from tests.factories_proposals import P, T
from tests.rivals import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_answer_at_once_and_one_partnership_is_founded():
    proposal = make.sent()

    results = together(2, lambda n: make.say(proposal, (P, T)[n]))

    assert [type(result) for result in results] == [Consent, Consent]
    assert (Partnership.objects.count(), make.again(proposal).state) == (1, "matched")


def test_a_yes_and_a_no_at_once_end_it_once():
    proposal = make.sent()

    together(2, lambda n: make.say(proposal, (P, T)[n], ("accept", "decline")[n]))

    assert (Partnership.objects.count(), make.again(proposal).state) == (0, "not_proceeding")
    assert Message.objects.filter(key__contains=":not_proceeding:").count() == 2


def test_two_people_of_a_side_at_once_keep_one_answer():
    proposal = make.sent()
    colleague = make.decider(proposal.application.organization).user
    people = (make.who(proposal, P), colleague)

    results = together(
        2, lambda n: make.say(proposal, P, ("accept", "decline")[n], by=people[n], expected=0)
    )

    assert sorted(type(result).__name__ for result in results) == ["Consent", "Refused"]
    assert Consent.objects.count() == 1


def test_an_answer_and_the_end_of_time_do_not_both_win():
    proposal = make.sent()
    make.say(proposal, P)
    late = max(proposal.partner_until, proposal.thought_partner_until)

    together(
        2,
        lambda n: make.say(proposal, T) if n else proposals.expire_due(late),
    )

    fresh = make.again(proposal)
    assert fresh.state in {"matched", "expired"}
    assert Partnership.objects.count() == (fresh.state == "matched")


def test_a_withdrawal_and_the_second_yes_do_not_both_win():
    proposal = make.sent()
    make.say(proposal, P)
    by = proposal.application.facilitator

    def act(number):
        if number:
            return make.say(proposal, T)
        return proposals.withdraw(proposal=proposal, why="x", by=by, now=NOW)

    results = together(2, act)

    fresh = make.again(proposal)
    assert fresh.state in {"matched", "withdrawn"}
    assert Partnership.objects.count() == (fresh.state == "matched")
    assert sum(isinstance(r, Refused | AlreadyMoved) for r in results) == 1


def test_two_proposals_for_the_last_place_are_sent_once():
    first = make.ready()
    offer = make.willing(first.round)
    second = make.ready(round=first.round, organization=OrganizationFactory())
    make.pair(application=first, offer=offer)
    make.pair(application=second, offer=offer)
    drafts = [make.drafted(review=make.reviewed(row, offer)) for row in (first, second)]

    results = together(
        2,
        lambda n: proposals.send(proposal=drafts[n], by=drafts[n].application.facilitator, now=NOW),
    )

    assert sorted(str(type(result).__name__) for result in results) == ["NoneType", "Refused"]
    assert MatchProposal.objects.filter(state="sent").count() == 1


def test_two_planners_at_once_let_it_end_once():
    proposal = make.sent()
    forms.fresh(proposal.application.facilitator)
    late = max(proposal.partner_until, proposal.thought_partner_until)

    together(2, lambda n: planner.plan(late))

    assert make.again(proposal).state == "expired"
    assert Message.objects.filter(key__contains=":not_proceeding:").count() == 2
