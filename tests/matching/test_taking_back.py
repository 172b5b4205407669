"""Withdrawing is asked about once there is no way back, and a way back leads on."""

import pytest
from django.urls import reverse

from matching.models import Application, Offer
from matching.services import offers
from tests import factories_matching as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ONE_PRESS = '<button class="linkbtn">Withdraw this form</button>'


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
