"""What a page asks the database, counted the same way in every room."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

FIXTURES = ("cost", "cost_to", "statements")
READ_NOTHING = ("SAVEPOINT", "app.user")  # marks in a transaction, and who is there


@contextmanager
def _statements() -> Iterator[list[str]]:
    with CaptureQueriesContext(connection) as captured:
        found: list[str] = []
        yield found
    asked = [query["sql"] for query in captured.captured_queries]
    found += [sql for sql in asked if not any(mark in sql for mark in READ_NOTHING)]


def _cost(client, page):
    with _statements() as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def _cost_to(person, page="/"):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("accounts:me"))
    return _cost(client, page)


@pytest.fixture
def statements():
    """`with statements() as asked:` fills `asked` with what was asked, once it is left."""
    return _statements


@pytest.fixture
def cost():
    """`cost(client, page)` is how many statements it takes to show `page`.

    The first page after signing in also writes when the person was seen: ask for one before.
    """
    return _cost


@pytest.fixture
def cost_to():
    """`cost_to(person, page)` is how many statements `page`, or their home, takes `person`."""
    return _cost_to
