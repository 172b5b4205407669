"""Rows of several tables by one query, for a page that asks many rooms a little.

Each row comes as one JSON value and is made into its model again, annotations included, so that a
room reads it as if it had asked alone. What the rows refer to is not loaded: annotate it.
"""

import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, Func, IntegerField, JSONField, QuerySet, Value
from django.utils import timezone

MOST = 25  # rows of one part; a home shows fewer
MOST_COLUMNS = 63  # SQLite's functions take 127 arguments, a name and a value each


@dataclass(frozen=True)
class Part:
    """What one table is asked: the first of its `rows` by the moment `at`.

    `read` takes the list of them, in that order, and returns what a page wants instead. `most` is
    None where `rows` are few already, or where one thing takes several of them.
    """

    rows: QuerySet
    at: str
    read: Callable[[list[Any]], Iterable[Any]] = list
    most: int | None = MOST


class Row(Func):
    """A row of `rows` as one JSON object: what they load, and their annotations beside it.

    Django's JSONObject makes two expressions of each column; a home has some hundred columns, and
    half of its time went there.
    """

    output_field = JSONField()

    def __init__(self, rows: QuerySet):
        self.annotations = rows.query.annotation_select
        self.fields = _fields(rows)
        super().__init__(F("pk"), *map(F, self.annotations))

    @property
    def wide(self) -> int:
        """How many columns it has."""
        return len(self.fields) + len(self.annotations)

    def as_sql(self, compiler, connection, *_how, **_more):
        return self._written(compiler, ", ", ")")

    def as_postgresql(self, compiler, connection):
        return self._written(compiler, " VALUE ", " RETURNING JSONB)")

    def _written(self, compiler, between, after):
        """Return the SQL and its parameters; names of fields are Python's, so without quotes."""
        key, *more = self.get_source_expressions()
        quoted = compiler.quote_name_unless_alias
        table = quoted(key.alias)
        values = [f"{table}.{quoted(field.column)}" for field in self.fields.values()]
        params: list[Any] = []
        for expression in more:
            try:
                sql, its_params = compiler.compile(expression)
            except EmptyResultSet:  # a subquery over what cannot be
                sql, its_params = "NULL", ()
            values.append(sql)
            params.extend(its_params)
        names = [*self.fields, *self.annotations]
        pairs = [f"'{name}'{between}{sql}" for name, sql in zip(names, values, strict=True)]
        return f"JSON_OBJECT({', '.join(pairs)}{after}", tuple(params)

    def made(self, model, values: dict):
        """Return the row of `model`; a field left out is loaded when somebody reads it."""
        loaded = [_typed(field, values[name]) for name, field in self.fields.items()]
        row = model.from_db(DEFAULT_DB_ALIAS, list(self.fields), loaded)
        for name, expression in self.annotations.items():
            setattr(row, name, _typed(expression.output_field, values[name]))
        return row


def gathered(parts: list[Part]) -> list[Any]:
    """Return what the parts read of their rows, part after part; one query, none for nothing."""
    return [one for each in gathered_apart(parts) for one in each]


def gathered_apart(parts: list[Part]) -> list[list[Any]]:
    """Return what each part reads of its rows; one query, none for nothing.

    Raises ValueError for rows too wide for SQLite: `only` makes them narrower.
    """
    shapes = [Row(part.rows) for part in parts]
    found: list[list[Any]] = [[] for _part in parts]
    numbered = zip(parts, range(len(parts)), shapes, strict=True)
    for n, told in _answers(_asked(*each) for each in numbered):
        found[n].append(shapes[n].made(parts[n].rows.model, json.loads(told)))
    return [_read(part, rows) for part, rows in zip(parts, found, strict=True)]


def _answers(asked: Iterable[QuerySet]) -> list[tuple]:
    """Return the rows of all `asked`; one query, none for nothing.

    Each is written once: Django's union would take each first into a query of its own, and on
    SQLite could not leave each its order and its end.
    """
    written = [one for each in asked if (one := _written(each))]
    if not written:
        return []
    selects = [
        f"SELECT * FROM ({sql}) AS part_{n}"  # noqa: S608 - Django's SQL, its values apart
        for n, (sql, _params) in enumerate(written)
    ]
    values = [value for _sql, params in written for value in params]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return cursor.fetchall()


def _written(rows):
    """Return the SQL of `rows` and its values, None where they cannot be any."""
    try:
        return rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None


def _read(part, rows) -> list[Any]:
    return list(part.read(sorted(rows, key=lambda row: _order(getattr(row, part.at), row.pk))))


def _order(at, pk):
    return at is None, at, str(pk)


def _asked(part, n, shape):
    if shape.wide > MOST_COLUMNS:
        raise ValueError(f"{shape.wide} columns of {part.rows.model.__name__}: leave some out.")
    rows = part.rows.order_by()
    if part.most:
        rows = rows.order_by(part.at, "pk")[: part.most]
    return rows.values_list(Value(n, IntegerField()), shape)


def _fields(rows) -> dict:
    """Return name to field of what `rows` load: all, or what `only` and `defer` leave."""
    named, without = rows.query.deferred_loading
    fields = rows.model._meta.concrete_fields
    kept = [one for one in fields if one.primary_key or (one.name in named) != without]
    return {one.attname: one for one in kept}


def _typed(field, value):
    """Return what `field` would have given for a value that came as JSON."""
    if isinstance(field, JSONField):  # SQLite has it as text, PostgreSQL as what it is
        text = value if isinstance(value, str) else json.dumps(value)
        return field.from_db_value(text, Value(text), connection)
    typed = field.to_python(value)
    naive = isinstance(typed, datetime.datetime) and timezone.is_naive(typed)
    return timezone.make_aware(typed, datetime.UTC) if naive else typed
