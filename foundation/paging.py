"""Keyset paging: page 400 costs what page 1 costs, and no total is counted."""

import base64
import binascii
import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
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


def keyset(queryset, after: str, *, by: tuple[str, ...], size: int = SIZE) -> Page:
    """Return the page of `queryset` that follows the mark `after`, ordered by fields `by`.

    The last field of `by` must be unique. A leading "-" on every field or on none. A mark that
    is not ours gives the first page.
    """
    descending = by[0].startswith("-")
    names = [name.lstrip("-") for name in by]
    ordered = queryset.order_by(*by)
    values = _read(after, len(names))
    try:
        page = list((ordered.filter(_beyond(names, values, descending)) if values else ordered)[: size + 1])
    except (ValueError, ValidationError, TypeError):
        values, page = None, list(ordered[: size + 1])
    more = len(page) > size
    page = page[:size]
    return Page(page, _mark(page[-1], names) if more else "", not values)


def _beyond(names, values, descending):
    step = "lt" if descending else "gt"
    condition, equal = Q(), Q()
    for name, value in zip(names, values, strict=True):
        condition |= equal & Q(**{f"{name}__{step}": value})
        equal &= Q(**{name: value})
    return condition


def _mark(row, names):
    values = []
    for name in names:
        value = row
        for part in name.split("__"):
            value = getattr(value, part)
        values.append(value.isoformat() if hasattr(value, "isoformat") else str(value))
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _read(mark, count):
    try:
        values = json.loads(base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    good = isinstance(values, list) and len(values) == count
    return values if good and all(isinstance(v, str) and "\x00" not in v for v in values) else None
