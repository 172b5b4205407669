"""The words of the navigation: one row on a phone for people of a partnership."""

import re

import pytest
from django.urls import reverse

from partnerships.models import Phase, Side
from tests.factories import MembershipFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db


def doors(text):
    return re.findall(r">([^<]+)</a>", re.findall(r'<ul class="nav">.*?</ul>', text)[0])


def test_people_of_a_partnership_find_their_application_on_their_home(client):
    client.force_login(make_room(phase=Phase.ACTIVE).decider(Side.PARTNER))

    text = client.get(reverse("home")).text

    assert doors(text) == ["Today", "Our partnership", "Directory", "Shelf"]
    assert f'<a href="{reverse("matching:ours")}">Our application</a>' in text


def test_people_without_a_partnership_have_it_in_the_navigation(client):
    client.force_login(MembershipFactory().user)

    text = client.get(reverse("home")).text

    assert doors(text) == ["Today", "Our application", "Directory", "Shelf"]
