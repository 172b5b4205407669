"""PostgreSQL is told who reads candour, for as long as that transaction lasts."""

import pytest
from django.db import connection

from foundation.actor import actor
from tests.factories import UserFactory


def named():
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.user', true), '')")
        return cursor.fetchone()[0]


def expected(value):
    return value if connection.vendor == "postgresql" else None


@pytest.mark.django_db(transaction=True)
def test_inside_the_database_knows_the_person_and_outside_nobody():
    person = UserFactory()

    with actor(person):
        inside = named()
        assert connection.in_atomic_block

    assert (inside, named()) == (expected(str(person.pk)), expected(""))
    assert not connection.in_atomic_block


@pytest.mark.django_db
def test_the_outer_person_is_named_again_when_the_inner_one_is_done():
    outer, inner = UserFactory(), UserFactory()

    with actor(outer):
        with actor(inner):
            assert named() == expected(str(inner.pk))
        assert named() == expected(str(outer.pk))
    assert named() == expected("")


@pytest.mark.django_db
def test_an_error_inside_takes_the_name_away_too():
    outer, inner = UserFactory(), UserFactory()

    with actor(outer):
        with pytest.raises(KeyError), actor(inner):
            raise KeyError
        assert named() == expected(str(outer.pk))
