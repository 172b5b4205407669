"""Demonstration sign-in answers on this machine only, and never in production."""

import pytest
from django.urls import reverse

from accounts.models import User
from demo.people import DOORS, ensure
from tests.factories import NOW

pytestmark = pytest.mark.django_db
INSIDE = [{"REMOTE_ADDR": "127.0.0.1"}, {"REMOTE_ADDR": "::1"}]
OUTSIDE = [
    {"REMOTE_ADDR": "192.0.2.7"},
    {"REMOTE_ADDR": ""},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": ""},
]


@pytest.fixture(autouse=True)
def people():
    ensure(now=NOW)


def enter(client, key="officer", onward="", **extra):
    return client.post(reverse("demo:enter", args=[key]), {"next": onward}, **extra)


def signed_in(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("person", DOORS, ids=lambda person: person.key)
def test_each_door_lets_its_own_person_in(client, person):
    response = enter(client, person.key)

    assert response.url == reverse("home")
    assert signed_in(client) == str(User.objects.get(email=person.email).pk)


@pytest.mark.parametrize("visitor", INSIDE)
def test_this_machine_finds_the_doors(client, visitor):
    assert client.get(reverse("demo:people"), **visitor).status_code == 200
    assert enter(client, **visitor).status_code == 302


@pytest.mark.parametrize("visitor", OUTSIDE)
def test_anybody_else_finds_nothing(client, visitor):
    assert client.get(reverse("demo:people"), **visitor).status_code == 404
    assert enter(client, **visitor).status_code == 404
    assert signed_in(client) is None


def test_an_open_house_is_open_to_all_but_never_in_production(client, settings):
    settings.DEMO_FROM_ANYWHERE = True
    assert enter(client, **OUTSIDE[0]).status_code == 302
    client.logout()

    settings.PRODUCTION = True

    assert enter(client, **OUTSIDE[0]).status_code == 404
    assert enter(client, **INSIDE[0]).status_code == 404
    assert signed_in(client) is None


@pytest.mark.parametrize("key", ["nobody", "officer@seedbed.example", "OFFICER"])
def test_a_door_that_is_none_leads_nowhere(client, key):
    assert enter(client, key).status_code == 404
    assert signed_in(client) is None


def test_looking_at_a_door_signs_nobody_in(client):
    assert client.get(reverse("demo:enter", args=["officer"])).status_code == 405
    assert signed_in(client) is None


@pytest.mark.parametrize(
    ("onward", "leads"),
    [
        ("/me/", "/me/"),
        ("", "/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///elsewhere.example", "/"),
    ],
)
def test_the_way_on_stays_in_the_house(client, onward, leads):
    assert enter(client, onward=onward).url == leads


def test_who_walks_in_as_another_leaves_the_first_session_behind(client):
    enter(client, "officer")
    session = client.session
    session["mark"] = "of the officer"
    session.save()
    before = client.session.session_key

    enter(client, "facilitator")

    assert signed_in(client) == str(User.objects.get(email="facilitator@seedbed.example").pk)
    assert client.session.get("mark") is None
    assert client.session.session_key != before


def test_somebody_who_left_has_no_door(client):
    User.objects.filter(email="officer@seedbed.example").update(is_active=False)
    enter(client)

    assert client.get(reverse("accounts:me")).status_code == 302
