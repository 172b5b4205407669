"""How many partners an organization takes: its keeper and its facilitator say so."""

import pytest
from django.urls import reverse

from matching.models import Offer
from tests import factories_matching as make
from tests import factories_proposals as pairs

pytestmark = pytest.mark.django_db


def places_of(offer):
    return reverse("matching:places", args=[offer.pk])


def try_it(client, user, offer, places=3, version=1):
    client.force_login(make.fresh(user))
    return client.post(places_of(offer), {"places": places, "version": version})


def test_keeper_and_facilitator_change_it_and_nobody_else(client):
    offer = make.offered()
    keeper = make.member(offer.organization, administers=True)
    colleague = make.member(offer.organization)
    other = make.facilitator(offer.round.program)
    stranger = make.member(make.OrganizationFactory(), administers=True)

    codes = [try_it(client, user, offer).status_code for user in (colleague, stranger, other)]
    assert codes == [403, 404, 404]
    assert Offer.objects.get().places == 1
    assert try_it(client, keeper, offer, 3).url == offer.get_absolute_url()
    assert try_it(client, offer.facilitator, offer, 2, version=2).status_code == 302
    assert Offer.objects.values_list("places", "version").get() == (2, 3)


def test_both_pages_say_it_and_lead_there_for_who_may(client):
    offer = make.offered()
    Offer.objects.update(places=2)
    links = []
    for user in (offer.facilitator, make.member(offer.organization, administers=True),
                 make.member(offer.organization)):  # fmt: skip
        client.force_login(make.fresh(user))
        text = client.get(offer.get_absolute_url()).text
        assert "2 partners in this round." in text
        links.append(places_of(offer) in text)

    assert links == [True, True, False]


@pytest.mark.parametrize("places", ["0", "", "-1", "x"])
def test_none_is_said_otherwise(client, places):
    offer = make.offered()

    answer = try_it(client, offer.facilitator, offer, places)

    assert (answer.status_code, Offer.objects.get().places) == (422, 1)


def test_never_fewer_than_are_proposed_or_matched(client):
    first = pairs.sent()
    offer, by = first.offer, first.application.facilitator
    Offer.objects.filter(pk=offer.pk).update(places=3, facilitator=by)
    offer = Offer.objects.get(pk=offer.pk)
    other = pairs.ready(round=offer.round, facilitator=by, organization=make.OrganizationFactory())
    application, _offer, _people = pairs.pair(application=other, offer=offer)
    pairs.sent(review=pairs.reviewed(application, offer))

    answer = try_it(client, by, offer, 1, offer.version)

    assert answer.status_code == 422
    assert "Not fewer than 2" in answer.text


def test_what_was_changed_meanwhile_is_not_overwritten(client):
    offer = make.offered()
    try_it(client, offer.facilitator, offer, 4)

    answer = try_it(client, offer.facilitator, offer, 2, version=1)

    assert (answer.status_code, Offer.objects.get().places) == (409, 4)
