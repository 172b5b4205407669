"""The own page of an organization that shares, as a partner is proposed and agreed on."""

import pytest

from tests import factories_proposals as make
from tests.factories_proposals import P, T
from tests.reading import settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


def test_a_partner_is_proposed_only_until_both_have_answered(client):
    proposal = make.sent()
    leader = make.who(proposal, T)
    first = settled(client, leader).get(proposal.offer.get_absolute_url()).text
    make.say(proposal, P)
    make.say(proposal, T)

    then = settled(client, leader).get(proposal.offer.get_absolute_url()).text

    assert "A partner is proposed" in first
    assert "A partner is proposed" not in then
    assert "You are partners" in then
