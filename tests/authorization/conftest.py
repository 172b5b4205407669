"""One world for all cells of a module; each test leaves it as it was."""

import pytest
from django.db import connection, transaction

from tests.authorization import world as worlds


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            made = worlds.build()
            # Else the whole world's foreign keys would be tried anew at the end of every cell.
            connection.check_constraints()
            yield made
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(built, db):
    return built
