"""What counts as written."""

from types import SimpleNamespace

import pytest

from tests.authorization.written import written

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
    queries = [{"sql": sql} for sql in statements]

    assert written(SimpleNamespace(captured_queries=queries)) == tables
