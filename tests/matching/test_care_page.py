"""The facilitator's page of one application leads on to the proposal that stands for it."""

import re

import pytest

from matching.models import ProposalState
from tests import factories_proposals as make

pytestmark = pytest.mark.django_db
FILLED = re.compile(r'class="btn"[^>]*>([^<]+)<')


def read(client, proposal, user=None):
    client.force_login(user or proposal.application.facilitator)
    return client.get(proposal.application.get_absolute_url()).text


@pytest.mark.parametrize(
    ("state", "button"),
    [
        (ProposalState.DRAFTED, "Open the proposal"),
        (ProposalState.SENT, "Open the proposal"),
        (ProposalState.MATCHED, "Open the proposal"),
        (ProposalState.NOT_PROCEEDING, "Look at the candidates"),
        (ProposalState.WITHDRAWN, "Look at the candidates"),
    ],
)
def test_one_filled_button_goes_on(client, state, button):
    proposal = make.in_state(state)

    text = read(client, proposal)

    assert FILLED.findall(text) == [button]
    assert (proposal.get_absolute_url() in text) == (button == "Open the proposal")


def test_its_own_people_read_nothing_of_a_draft(client):
    proposal = make.drafted()

    text = read(client, proposal, make.who(proposal, make.P))

    assert "Open the proposal" not in text
    assert str(proposal.pk) not in text
    assert proposal.offer.organization.said not in text


@pytest.mark.parametrize("state", ["not_proceeding", "expired", "withdrawn"])
def test_what_ended_leads_its_facilitator_on_and_names_the_pair_to_a_side(client, state):
    proposal = make.in_state(ProposalState(state))
    client.force_login(proposal.application.facilitator)
    care = client.get(proposal.get_absolute_url()).text
    client.force_login(make.who(proposal, make.P))
    side = client.get(proposal.get_absolute_url()).text

    assert FILLED.findall(care) == ["Look at the candidates"]
    assert "Cedarbrook is ready for another proposal." in care
    assert "<bdi>Cedarbrook and Prairie</bdi>" in side
    assert "ready for another" not in side


def test_what_ended_long_ago_does_not_lead_on_once_another_stands(client):
    proposal = make.in_state(ProposalState.WITHDRAWN)
    make.drafted(review=proposal.review)
    type(proposal.application).objects.update(state="proposed")
    client.force_login(proposal.application.facilitator)

    assert FILLED.findall(client.get(proposal.get_absolute_url()).text) == []
