"""Leaves the database after a transactional test as the migrations left it.

Django would empty every table, the words of the directory with them, and tests that come later and
count on those would fail whenever the order of a run puts them there. What the migrations wrote is
kept aside at the start and put back.

On PostgreSQL Django would also TRUNCATE all tables, which makes hundreds of files anew and takes
most of a second. Here the rows that are there are deleted, by the superuser of the throw-away
server, whom neither triggers nor foreign keys hold up.
"""

from functools import cache

import psycopg
from django.db import connection, transaction
from django.test import TransactionTestCase

INDEXES = "words_of_"  # triggers keep them (partnerships/words_index.py)
UNTOUCHED = ["django_migrations", "django_content_type", "auth_permission"]
SWEEP = """
DO $$
DECLARE name text; used boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> ALL (ARRAY[{untouched}]) LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO used;
        IF used THEN EXECUTE 'DELETE FROM ' || name; END IF;
    END LOOP;
    {back}
END $$
"""
as_django_does = TransactionTestCase._fixture_teardown


@cache
def superuser(host: str, name: str):
    """Return a connection to the test database `name` as the server's own user."""
    return psycopg.connect(host=host, dbname=name, user="postgres", autocommit=True)


def as_superuser(statement):
    """Carry out `statement` on PostgreSQL's test database as the server's own user."""
    told = connection.settings_dict
    host = told["HOST"] or told["OPTIONS"]["host"]
    return superuser(host, told["NAME"]).execute(statement)


def _written(execute) -> list[str]:
    """Return the tables that hold rows now."""
    names = set(connection.introspection.table_names()) - set(UNTOUCHED)
    tables = sorted(name for name in names if not name.startswith(INDEXES))
    return [name for name in tables if execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()]


def _back() -> list[str]:
    return [f'INSERT INTO "{name}" SELECT * FROM "{_aside(name)}"' for name in KEPT]


def _aside(name):
    """Name a copy so that emptying the schema `public`, or Django's own tables, leaves it."""
    return f"{name}_as_migrated" if connection.vendor == "sqlite" else f'aside"."{name}'


KEPT: list[str] = []


def sweep(case) -> None:
    """Delete what a transactional test left and put back what the migrations wrote."""
    if connection.vendor == "postgresql":
        untouched = ", ".join(f"'{name}'" for name in UNTOUCHED)
        back = "".join(f"{statement};" for statement in _back())
        as_superuser(SWEEP.format(untouched=untouched, back=back))
        return
    as_django_does(case)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _back():
            cursor.execute(statement)


def install() -> None:
    """Keep aside what the migrations wrote, and let every transactional test end this way."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            execute = as_superuser
            execute("CREATE SCHEMA aside")
        else:
            execute = cursor.execute
        KEPT[:] = _written(execute)
        for name in KEPT:
            execute(f'CREATE TABLE "{_aside(name)}" AS SELECT * FROM "{name}"')
    TransactionTestCase._fixture_teardown = sweep
