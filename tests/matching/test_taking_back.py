"""Withdrawing is asked about once there is no way back, and a way back leads on."""

import pytest
from django.urls import reverse

from foundation.errors import Refused
from matching import asks
from matching.models import Application, Offer, ProposalState
from matching.services import applications, offers
from tests import factories_matching as make
from tests import factories_proposals as pairs
from tests.factories import NOW
from tests.reading import settled

pytestmark = pytest.mark.django_db
ONE_PRESS = '<button class="linkbtn">Withdraw this form</button>'
NOT_THIS_TIME = "Not this time"


def test_one_press_withdraws_while_there_is_a_way_back(client):
    form = make.submitted()
    client.force_login(make.member(form.organization))

    shown = client.get(form.get_absolute_url()).content.decode()

    assert ONE_PRESS in shown


def test_a_form_that_was_read_is_withdrawn_on_a_page_that_says_what_it_means(client):
    form = make.assessing()
    client.force_login(make.member(form.organization))
    page = reverse("matching:withdraw", args=[form.pk])

    own = client.get(form.get_absolute_url()).content.decode()
    asked = client.get(page).content.decode()
    before = Application.objects.get().state
    client.post(page)

    assert (ONE_PRESS in own, f'href="{page}"' in own) == (False, True)
    assert "there is no way back: later you would start a new form" in asked
    assert (before, Application.objects.get().state) == ("assessing", "withdrawn")


@pytest.mark.parametrize(("signed", "stands"), [(False, "asked"), (True, "answered")])
def test_an_offer_taken_up_again_waits_for_whoever_comes_next(signed, stands):
    offer = make.offered()
    by = make.member(offer.organization)
    if signed:
        make.answer(offer)
    offers.withdraw(offer=offer, by=by, now=NOW)

    offers.take_back(offer=offer, by=by, now=NOW)

    assert (offer.state, Offer.objects.get().state) == (stands, stands)


def test_a_proposal_that_nobody_has_read_goes_with_the_form(client):
    proposal = pairs.drafted()
    form, by = proposal.application, proposal.application.facilitator
    sent = [one.button for one in asks.for_facilitator(make.fresh(by), NOW)]

    applications.withdraw(application=form, by=make.member(form.organization), now=NOW)

    assert sent == ["Look it over and send it"]
    assert asks.for_facilitator(make.fresh(by), NOW) == []
    assert pairs.again(proposal).state == "withdrawn"


def test_an_offer_stays_while_a_proposal_holds_its_place(client):
    proposal = pairs.sent()
    offer = proposal.offer
    intern = make.member(offer.organization, title="Intern")
    page = settled(client, intern).get(offer.get_absolute_url()).text
    refused = client.post(reverse("matching:withdraw_offer", args=[offer.pk]))
    pairs.say(proposal, pairs.P)
    pairs.say(proposal, pairs.T)

    with pytest.raises(Refused, match="on the page of that proposal"):
        offers.withdraw(offer=Offer.objects.get(), by=pairs.who(proposal, pairs.T), now=NOW)

    assert NOT_THIS_TIME not in page
    assert "Whoever decides for your organization says yes or no on its page." in page
    assert (refused.status_code, Offer.objects.get().state) == (409, "willing")
    assert pairs.again(proposal).state == "matched"


def test_an_offer_is_free_to_go_once_the_proposal_has_ended(client):
    proposal = pairs.in_state(ProposalState.NOT_PROCEEDING)
    offer = proposal.offer

    page = settled(client, make.member(offer.organization)).get(offer.get_absolute_url()).text
    client.post(reverse("matching:withdraw_offer", args=[offer.pk]))

    assert NOT_THIS_TIME in page
    assert Offer.objects.get().state == "withdrawn"
