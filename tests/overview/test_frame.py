"""The words of the navigation: one row on a phone for people of a partnership."""

import re

import pytest
from django.urls import reverse

from matching.models import ApplicationState
from partnerships.models import Phase, Role, Side
from tests.factories import MembershipFactory, ProgramRoleFactory
from tests.factories_matching import in_state
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db


def doors(text):
    return re.findall(r">([^<]+)</a>", re.findall(r'<ul class="nav">.*?</ul>', text)[0])


@pytest.mark.parametrize("state", [None, ApplicationState.MATCHED])
def test_people_of_a_partnership_find_their_application_on_their_home(client, state):
    room = make_room(phase=Phase.ACTIVE)
    person, organization = room.decider(Side.PARTNER), room.organization(Side.PARTNER)
    MembershipFactory(user=person, organization=organization)
    if state:
        in_state(state, organization=organization)
    client.force_login(person)

    text = client.get(reverse("home")).text

    assert doors(text) == ["Today", "Our partnership", "Directory", "Shelf"]
    link = f'<a href="{reverse("matching:ours")}">Our forms</a>'
    assert (link in text) is bool(state)  # else it would lead to an empty list


def test_people_without_a_partnership_have_it_in_the_navigation(client):
    client.force_login(MembershipFactory().user)

    text = client.get(reverse("home")).text

    assert doors(text) == ["Today", "Our forms", "Directory", "Shelf"]


def test_who_evaluates_is_led_to_what_they_read_and_told_nothing_untrue(client):
    person = ProgramRoleFactory(role=Role.EVALUATOR).user
    client.force_login(person)

    text = client.get(reverse("home")).text

    assert doors(text) == ["Today", "Shelf"]
    assert ("Tell us about your initiative" in text, "Read the shelf" in text) == (False, True)
    lists = ["organizations", "initiatives", "expertise_list", "grants", "relations"]
    asked = [client.get(reverse(f"partnerships:{name}")).status_code for name in lists]
    assert asked == [403] * len(lists)
