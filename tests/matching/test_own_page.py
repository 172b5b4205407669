"""The own page of an organization that shares, as a partner is proposed and agreed on."""

import pytest

from matching.models import Reply
from tests import factories_proposals as make
from tests.factories import NOW
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


def test_who_has_its_one_partner_is_not_promised_another_suggestion(client):
    proposal = make.sent()
    offer = proposal.offer
    said = {"words": "We come back to you.", "next_step": "We tell you whom", "next_on": NOW.date()}
    person = proposal.application.facilitator
    Reply.objects.create(offer=offer, result=offer.state, by=person, at=NOW, **said)
    reader = make.who(proposal, T)
    first = settled(client, reader).get(offer.get_absolute_url()).text
    make.say(proposal, P)
    make.say(proposal, T)

    then = settled(client, reader).get(offer.get_absolute_url()).text
    type(offer).objects.filter(pk=offer.pk).update(places=2)
    more = settled(client, reader).get(offer.get_absolute_url()).text

    assert "We tell you whom" in first
    assert "We come back to you" not in then
    assert "We tell you whom" not in then
    assert "We tell you whom" in more
