"""Pages of a partnership: who meets what, and what a press does."""

import pytest
from django.urls import reverse

from foundation import signatures
from foundation.models import Signature
from partnerships import charter_services
from partnerships.models import Partnership, Phase, RosterEntry, SharingBoundary, Side
from tests.factories import NOW, UserFactory
from tests.factories_partnership import make_room, sign_both

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
PAGES = ["charter", "boundaries", "roster"]


@pytest.fixture
def room():
    return make_room()


@pytest.fixture
def enter(client):
    def walk_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return walk_in


def url(name, room, *more):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])


def front(room):
    return reverse("partnership", args=[room.partnership.pk])


def everybody(room):
    return [
        room.facilitator,
        room.lead,
        *(entry.user for entry in room.people.values()),
    ]


@pytest.mark.parametrize("signed", [True, False])
def test_everybody_inside_reads_every_page(room, enter, signed):
    if signed:
        sign_both(room)
    for user in everybody(room):
        client = enter(user)
        for address in [front(room), *(url(name, room) for name in PAGES)]:
            answer = client.get(address)
            assert answer.status_code == 200, (address, user)
