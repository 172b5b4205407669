"""What tests do not do anew changes nothing of what they find."""

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse

from tests import lean
from tests.factories import UserFactory


def chain(client):
    client.handler.load_middleware()
    return client.handler._middleware_chain


def test_the_second_client_takes_what_the_first_one_loaded():
    assert chain(Client()) is chain(Client())


def test_a_changed_setting_counts(settings):
    before = chain(Client())

    settings.MIDDLEWARE = settings.MIDDLEWARE[:1]

    assert chain(Client()) is not before


def test_a_client_keeps_what_is_its_own():
    strict = Client(enforce_csrf_checks=True)

    assert chain(strict) is chain(Client())
    assert strict.handler.enforce_csrf_checks


def test_it_is_installed():
    assert type(Client().handler).load_middleware is lean._load
    assert Client._login is lean._sign_in
    assert TestCase._should_check_constraints is lean._should_look


@pytest.mark.django_db
@pytest.mark.parametrize("before", [False, True])
def test_who_signs_in_is_signed_in_whoever_was_there_before(client, statements, before):
    first, then = UserFactory(), UserFactory()
    if before:
        client.force_login(first)

    with statements() as asked:
        client.force_login(then)

    assert client.session["_auth_user_id"] == str(then.pk)
    assert client.get(reverse("home")).wsgi_request.user == then
    assert len(asked) <= (15 if before else 8)


@pytest.mark.django_db
def test_keys_are_looked_at_where_something_was_written():
    def look():
        return lean._should_look(TestCase(), connection)

    look()
    nothing = look()
    UserFactory()

    assert (nothing, look()) == (connection.vendor != "sqlite", True)
