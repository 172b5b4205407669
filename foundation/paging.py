"""Keyset paging: page 400 costs what page 1 costs, and no total is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q

SIZE = 25


@dataclass(frozen=True)
class Page:
    """`items` of one page, `after` the mark of the next one or "", `first` for the first page."""

    items: list
    after: str
    first: bool

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def listed(rows: list, after: str, *, key: Callable[[Any], str], size: int = SIZE) -> Page:
    """Return the page of `rows`, all at hand, that follows the one whose `key` is `after`.

    A mark of a row that is not there, not any more, or the last by now gives the first page.
    """
    marks = [key(row) for row in rows]
    start = marks.index(after) + 1 if after in marks[:-1] else 0
    end = start + size
    return Page(rows[start:end], marks[end - 1] if end < len(rows) else "", start == 0)


def keyset(queryset, after: str, *, by: tuple[str, ...], size: int = SIZE) -> Page:
    """Return the page of `queryset` that follows the mark `after`, ordered by fields `by`.

    The last field of `by` must be unique, none may be null. A leading "-" on every field or on
    none. Marks are signed for their list and order: one that is not ours gives the first page.
    """
    descending = {name.startswith("-") for name in by}
    if len(descending) != 1:
        raise ValueError("a leading - on every field or on none")
    names = [name.removeprefix("-") for name in by]
    salt = _salt(queryset.model, by)
    values = _read(after, salt)
    rows = queryset.order_by(*by)
    if values:
        rows = rows.filter(_beyond(names, values, "lt" if True in descending else "gt"))
    page = list(rows[: size + 1])
    more, page = len(page) > size, page[:size]
    return Page(page, _mark(page[-1], names, salt) if more else "", not values)


def first_page(rows: list, *, by: tuple[str, ...], size: int = SIZE) -> Page:
    """Return the first page of `rows`, which were asked for in the order `by` and are at hand."""
    names = [name.removeprefix("-") for name in by]
    page = rows[:size]
    if len(rows) <= size:
        return Page(page, "", True)
    return Page(page, _mark(page[-1], names, _salt(rows[0], by)), True)


def _salt(model, by) -> str:
    return f"paging:{model._meta.label_lower}:{','.join(by)}"


def _beyond(names, values, step):
    """Say it of the first field alone too: there a database starts, and reads no row before."""
    condition, equal, start = Q(), Q(), Q(**{f"{names[0]}__{step}e": values[0]})
    for name, value in zip(names, values, strict=True):
        condition |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return start & condition


def _mark(row, names, salt):
    values = []
    for name in names:
        value = row
        for part in name.split("__"):
            value = getattr(value, part)
        values.append(value.isoformat() if hasattr(value, "isoformat") else str(value))
    return signing.dumps(values, salt=salt)


def _read(mark, salt):
    try:
        return signing.loads(mark or "", salt=salt)
    except signing.BadSignature:
        return None
