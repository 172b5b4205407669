"""Asking again while one waits stays one wish; a new organization says what kind it is."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from matching.models import Arrival
from matching.services import arrivals
from partnerships.models import Organization
from tests import factories_matching as make
from tests.factories import NOW, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)
GO_ON = reverse("matching:go_on")


@pytest.fixture
def waiting():
    OrganizationFactory(name=make.ArrivalFactory.organization_name)
    arrival = make.ArrivalFactory()
    assert arrivals.begin(arrival=arrival, by=arrival.user, now=NOW) is None
    return arrival


def wish(arrival, **other):
    return {"user": arrival.user, "organization_name": arrival.organization_name.upper(),
            "title": "Coach", "round": arrival.round, "now": LATER, **other}  # fmt: skip


def test_who_waits_and_asks_again_waits_in_the_same_row(waiting):
    found = arrivals.arrive(**wish(waiting))

    assert Arrival.objects.values_list("pk", "title", "state", "at").get() == (
        waiting.pk, "Coach", "waiting", LATER,
    )  # fmt: skip
    assert found == waiting


def test_another_organization_is_another_wish(waiting):
    arrivals.arrive(**wish(waiting, organization_name="Oak Schools"))

    assert sorted(Arrival.objects.values_list("state", flat=True)) == ["started", "waiting"]


def test_a_wish_begun_twice_for_one_organization_waits_once(waiting):
    twin = make.ArrivalFactory(user=waiting.user, round=waiting.round)

    assert arrivals.begin(arrival=twin, by=twin.user, now=LATER) is None
    assert list(Arrival.objects.values_list("pk", "state")) == [(waiting.pk, "waiting")]


def test_the_database_keeps_one_waiting_row(waiting):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ArrivalFactory(user=waiting.user, state="waiting", organization=waiting.organization)


def test_a_new_organization_is_asked_its_kind_and_a_known_one_is_not(client):
    arrival = make.ArrivalFactory()
    client.force_login(arrival.user)

    asked = client.get(GO_ON).text
    refused = client.post(GO_ON, {"kind": ""})

    assert "What kind of organization is it?" in asked
    assert (refused.status_code, Organization.objects.count()) == (422, 0)
    OrganizationFactory(name=arrival.organization_name)
    assert "What kind of organization is it?" not in client.get(GO_ON).text


@pytest.mark.parametrize("typed", ["Lakeview", "lakeview unified School Distrct"])
def test_who_writes_a_name_nearly_as_it_stands_here_is_offered_the_one_that_does(client, typed):
    here = OrganizationFactory(name="Lakeview Unified School District")
    OrganizationFactory(name="Oak Schools")
    arrival = make.ArrivalFactory(organization_name=typed, round=make.OpenRoundFactory())
    client.force_login(arrival.user)

    page = client.get(GO_ON).text
    offered = re.findall(r'name="organization" value="([^"]+)"', page)
    said = {"organization": offered[0], "title": arrival.title, "round": arrival.round_id}
    onward = client.post(reverse("matching:interest"), said, follow=True).text

    assert (offered, "Or is it one of these?" in page) == ([here.name], True)
    assert ("This organization is here already" in onward, "Ask to be let in" in onward) == (
        True, True,
    )  # fmt: skip
    assert list(Arrival.objects.values_list("organization_name", flat=True)) == [here.name]


@pytest.mark.parametrize("many", [0, 9])
def test_a_name_like_many_shows_three_and_costs_no_more(client, django_assert_num_queries, many):
    for number in range(many):
        OrganizationFactory(name=f"Elm Valley {number}")
    arrival = make.ArrivalFactory(organization_name="Elm Valley Academy")
    client.force_login(arrival.user)
    client.get(GO_ON)

    with django_assert_num_queries(7):
        page = client.get(GO_ON).text

    assert page.count('name="organization"') == min(many, arrivals.MOST_NEAR)


@pytest.mark.usefixtures("tests_day")
def test_what_was_typed_before_the_code_is_found_from_home_and_in_the_form(client):
    person, round = UserFactory(name=""), make.OpenRoundFactory()
    client.force_login(person)
    session = client.session
    session["typed_wish"] = {
        "email": person.email, "name": "Kim Doe", "title": "Coach", "round": str(round.pk),
        "organization_name": "New <Hope>", "at": NOW.isoformat(),
    }  # fmt: skip
    session.save()

    home, form = client.get(reverse("home")).text, client.get(reverse("matching:interest")).text

    assert "for New &lt;Hope&gt;. Nothing is sent yet." in home
    assert f'<a href="{GO_ON}">Go on with it</a>' in home
    assert all(f'value="{typed}"' in form for typed in ("Kim Doe", "Coach", "New &lt;Hope&gt;"))
