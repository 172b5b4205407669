"""Empties PostgreSQL after a transactional test in milliseconds.

Django would TRUNCATE all tables, which makes hundreds of files anew and takes most of a second, and
then write its content types and permissions again. Here the rows that are there are deleted, by the
superuser of the throw-away server, whom neither triggers nor foreign keys hold up.
"""

from functools import cache

import psycopg
from django.db import connection
from django.test import TransactionTestCase

KEPT = ["django_migrations", "django_content_type", "auth_permission"]
SWEEP = """
DO $$
DECLARE name text; used boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
                WHERE schemaname = 'public' AND tablename <> ALL (ARRAY[{kept}]) LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || name || ')' INTO used;
        IF used THEN EXECUTE 'DELETE FROM ' || name; END IF;
    END LOOP;
END $$
""".format(kept=", ".join(f"'{name}'" for name in KEPT))
as_django_does = TransactionTestCase._fixture_teardown


@cache
def superuser(host: str, name: str):
    """Return a connection to the test database `name` as the server's own user."""
    return psycopg.connect(host=host, dbname=name, user="postgres", autocommit=True)


def sweep(case) -> None:
    """Delete what a transactional test left; on SQLite as Django does it."""
    if connection.vendor != "postgresql":
        as_django_does(case)
        return
    told = connection.settings_dict
    superuser(told["HOST"] or told["OPTIONS"]["host"], told["NAME"]).execute(SWEEP)


def install() -> None:
    """Let every transactional test end this way."""
    TransactionTestCase._fixture_teardown = sweep
