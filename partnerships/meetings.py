"""What the room of sessions, above this one, knows of when a partnership meets."""

import datetime
from collections.abc import Callable

from django.db.models import Value

_known: dict[str, Callable] = {}


def know(*, held: Callable, ahead: Callable, kickoff_day: Callable) -> None:
    """Register who answers the functions below, each asked with the same arguments."""
    _known.update(held=held, ahead=ahead, kickoff_day=kickoff_day)


def held(ref: str):
    """Return the column that says whether the kickoff of the partnership `ref` was held."""
    return _known["held"](ref) if _known else Value(False)


def ahead(partnership, now: datetime.datetime) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """Return (start, end) of the sessions of `partnership` that are not over; one query."""
    return _known["ahead"](partnership, now) if _known else []


def kickoff_day(partnership) -> datetime.date | None:
    """Return the day of the kickoff of `partnership`, None while it has none; one query."""
    return _known["kickoff_day"](partnership) if _known else None
