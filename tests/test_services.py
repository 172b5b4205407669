"""The tests' own ground: which database, which role, which queue, no way out."""

import os
import socket

import pytest
import pytest_socket
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from demo import servers

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_the_chosen_database_is_the_one_in_use():
    vendors = {"sqlite": "sqlite", "postgres": "postgresql"}

    assert connection.vendor == vendors[os.environ["TEST_DB"]]


def ask(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_the_tests_run_as_a_role_that_owns_nothing():
    if connection.vendor == "sqlite":
        assert not settings.DATABASE_OWNER_URL
        return
    tables = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"

    assert ask("SELECT current_user") == [(servers.APP,)]
    assert ask(tables) == [(servers.OWNER,)]


def test_the_app_role_cannot_change_the_schema():
    if connection.vendor == "sqlite":
        assert not settings.DATABASE_OWNER_URL
        return

    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        ask("ALTER TABLE accounts_user ADD COLUMN extra integer")


def test_the_queue_answers():
    path = settings.CELERY_BROKER_URL.removeprefix("redis+socket://").partition("?")[0]

    assert servers.valkey_answers(path)


def test_nothing_leaves_the_machine():
    refused = pytest_socket.SocketConnectBlockedError

    with socket.socket() as way_out, pytest.warns(match="192"), pytest.raises(refused):
        way_out.connect(("192.0.2.1", 443))
