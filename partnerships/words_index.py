"""The search boxes on SQLite: an index of the three-letter parts of each row's words (FTS5).

PostgreSQL has trigram indexes laid by a migration; SQLite reads a table of its own, which triggers
keep, whoever writes the row. A row's place in it is a number of its own, because SQLite may number
the rows of a table anew.
"""

import sqlite3
from contextlib import closing
from functools import cache

from django.db import connections, migrations
from django.db.models.expressions import RawSQL

PART = 3  # letters: shorter words have no entry
LAY = (
    "CREATE TABLE {words}_rows (id integer PRIMARY KEY, row char(32) NOT NULL UNIQUE)",
    "CREATE VIRTUAL TABLE {words} USING fts5(words, tokenize='trigram')",
    "INSERT INTO {words}_rows (row) SELECT id FROM {table}",
    "INSERT INTO {words} (rowid, words) SELECT {words}_rows.id, {said} FROM {table} AS new"
    " JOIN {words}_rows ON {words}_rows.row = new.id",
    """CREATE TRIGGER {words}_made AFTER INSERT ON {table} BEGIN
        INSERT INTO {words}_rows (row) VALUES (new.id);
        INSERT INTO {words} (rowid, words)
            SELECT id, {said} FROM {words}_rows WHERE row = new.id;
    END""",
    """CREATE TRIGGER {words}_changed AFTER UPDATE OF {fields} ON {table} BEGIN
        UPDATE {words} SET words = {said}
            WHERE rowid = (SELECT id FROM {words}_rows WHERE row = new.id);
    END""",
    """CREATE TRIGGER {words}_gone AFTER DELETE ON {table} BEGIN
        DELETE FROM {words} WHERE rowid = (SELECT id FROM {words}_rows WHERE row = old.id);
        DELETE FROM {words}_rows WHERE row = old.id;
    END""",
)
FOUND = (
    "SELECT r.row FROM {words} AS w JOIN {words}_rows AS r ON r.id = w.rowid"
    " WHERE w.{words} MATCH %s"
)


def lay(table: str, fields: tuple[str, ...]) -> migrations.RunPython:
    """Return the migration step that lays the index of `table` over `fields`, on SQLite alone.

    SQLite rebuilds a table when a later migration alters it and drops its triggers: repeat the
    step after such a migration. Where SQLite came without FTS5, the table is read instead.
    """
    said = " || ' ' || ".join(f"new.{name}" for name in fields)
    names = {"table": table, "words": _name(table), "said": said, "fields": ", ".join(fields)}

    def build(apps, schema_editor):
        if schema_editor.connection.vendor != "sqlite" or not available():
            return
        for left in ("TRIGGER {words}_made", "TRIGGER {words}_changed", "TRIGGER {words}_gone",
                     "TABLE {words}", "TABLE {words}_rows"):  # fmt: skip
            kind, _space, name = left.format(**names).partition(" ")
            schema_editor.execute(f"DROP {kind} IF EXISTS {name}")
        for statement in LAY:
            schema_editor.execute(statement.format(**names))

    return migrations.RunPython(build, migrations.RunPython.noop)


def narrowed(queryset, spellings: list[set[str]]):
    """Return the rows of `queryset` that hold one spelling of each of `spellings`, by the index.

    Every spelling has three letters or more.
    """
    asked = " AND ".join(
        "(" + " OR ".join(_quoted(one) for one in sorted(words)) + ")" for words in spellings
    )
    found = FOUND.format(words=_name(queryset.model._meta.db_table))
    return queryset.filter(pk__in=RawSQL(found, [asked]))  # noqa: S611 - a name of ours, words bound


def serves(queryset) -> bool:
    """Say whether the rows of `queryset` lie in a database that has the index."""
    return connections[queryset.db].vendor == "sqlite" and available()


@cache
def available() -> bool:
    """Say whether this SQLite has FTS5 with three-letter parts (3.34, December 2020)."""
    try:
        with closing(sqlite3.connect(":memory:")) as trial:
            trial.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='trigram')")
    except sqlite3.OperationalError:
        return False
    return True


def _name(table):
    return f"words_of_{table}"


def _quoted(word):
    return '"' + word.replace("\0", "").replace('"', '""') + '"'
