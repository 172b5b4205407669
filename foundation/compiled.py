"""A query asked with every page: put into SQL once, then asked with new values.

Django writes a queryset's SQL anew each time, which takes longer than its answer where a query
joins several tables and each page asks it.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Field, QuerySet


class Compiled:
    """`Compiled(build, day=(DateField(), SOME_DAY))(day=today)` gives the rows of `build(day=…)`.

    Each argument names its field, and a value that stands in no other place of the query: where it
    appears among the query's values, a call puts its own. `build` may read nothing else that
    changes. Rows come as the database gives them: an id may be a string (foundation/gathering.py).
    """

    def __init__(self, build: Callable[..., QuerySet], **arguments: tuple[Field, Any]):
        self._build, self._arguments = build, arguments
        self._written: dict[str, tuple[str, list]] = {}  # by database

    def __call__(self, **values) -> list[tuple]:
        """Return the rows for `values`, one for each argument; one query."""
        sql, places = self._words()
        put = {name: self._in_database(name, value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [put[name] if name else kept for name, kept in places])
            return cursor.fetchall()

    def _words(self):
        if connection.vendor not in self._written:
            self._written[connection.vendor] = self._write()
        return self._written[connection.vendor]

    def _write(self):
        marks = {name: mark for name, (_field, mark) in self._arguments.items()}
        sql, given = self._build(**marks).query.get_compiler(connection=connection).as_sql()
        named = {name: self._in_database(name, mark) for name, mark in marks.items()}
        missing = [name for name, mark in named.items() if mark not in given]
        if missing:
            raise ValueError(f"the query does not ask for {missing}")
        return sql, [(next((n for n in named if named[n] == value), ""), value) for value in given]

    def _in_database(self, name, value):
        return self._arguments[name][0].get_db_prep_value(value, connection)
