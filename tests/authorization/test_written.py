"""What counts as written."""

import pytest
from django.db import transaction

from accounts.models import User
from tests.authorization.written import heard, written
from tests.factories import UserFactory

INSERT = 'INSERT INTO "a_row" ("id") VALUES (1)'
UPDATE = 'UPDATE "b_row" SET "x" = 1'


@pytest.mark.parametrize(
    ("statements", "tables"),
    [
        ([], set()),
        (['SELECT "a_row"."id" FROM "a_row"'], set()),
        ([INSERT, UPDATE], {"a_row", "b_row"}),
        (['INSERT INTO "django_session" ("k") VALUES (1)'], set()),
        (['SAVEPOINT "s1"', INSERT, 'RELEASE SAVEPOINT "s1"'], {"a_row"}),
        (['SAVEPOINT "s1"', INSERT, 'ROLLBACK TO SAVEPOINT "s1"', 'RELEASE SAVEPOINT "s1"'], set()),
        (
            ['SAVEPOINT "s1"', INSERT, 'SAVEPOINT "s2"', UPDATE, 'RELEASE SAVEPOINT "s2"']
            + ['ROLLBACK TO SAVEPOINT "s1"'],
            set(),
        ),
        (
            ['SAVEPOINT "s1"', INSERT, 'SAVEPOINT "s2"', UPDATE, 'ROLLBACK TO SAVEPOINT "s2"']
            + ['RELEASE SAVEPOINT "s1"'],
            {"a_row"},
        ),
    ],
)
def test_only_what_stays_is_written(statements, tables):
    assert written(statements) == tables


@pytest.mark.django_db
def test_what_is_asked_is_heard_with_its_savepoints():
    person = UserFactory()

    with heard() as asked, transaction.atomic():
        User.objects.filter(pk=person.pk).update(name="Other")

    assert [sql.split()[0] for sql in asked] == ["SAVEPOINT", "UPDATE", "RELEASE"]
    assert written(asked) == {"accounts_user"}
