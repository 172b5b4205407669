"""What the room of sessions, above this one, knows of when a partnership meets."""

import datetime
from collections.abc import Callable

from django.db.models import Value

_held: list[Callable] = []
_ahead: list[Callable] = []


def say_held(column: Callable) -> None:
    """Register `column(ref)`: what says in SQL that the kickoff of partnership `ref` was held."""
    _held[:] = [column]


def held(ref: str):
    """Return the column that says whether the kickoff of the partnership `ref` was held."""
    return _held[0](ref) if _held else Value(False)


def say_ahead(read: Callable) -> None:
    """Register `read(partnership, now)`: (start, end) of the sessions that are not over."""
    _ahead[:] = [read]


def ahead(partnership, now: datetime.datetime) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """Return (start, end) of the sessions of `partnership` that are not over; one query."""
    return _ahead[0](partnership, now) if _ahead else []
