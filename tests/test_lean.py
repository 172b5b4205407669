"""Test clients share their middleware, and each setting of a test counts."""

from django.test import Client

from tests import lean


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
