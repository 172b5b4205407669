"""What the rooms of sessions and of talks, above this one, know of when a partnership meets."""

import datetime
from collections.abc import Callable, Iterable

from django.db.models import Value

Span = tuple[datetime.datetime, datetime.datetime]
_known: dict[str, Callable] = {}


def know(**answers: Callable) -> None:
    """Register who answers functions below, by name, each asked with the same arguments."""
    _known.update(answers)


def held(ref: str):
    """Return the column that says whether the kickoff of the partnership `ref` was held."""
    return _known["held"](ref) if "held" in _known else Value(False)


def ahead(partnership, now: datetime.datetime) -> list[Span]:
    """Return (start, end) of the sessions of `partnership` that are not over; one query."""
    return _known["ahead"](partnership, now) if "ahead" in _known else []


def talks(partnership, now: datetime.datetime) -> list[Span]:
    """Return (start, end) of the talks of `partnership` booked and not over; one query."""
    return _known["talks"](partnership, now) if "talks" in _known else []


def is_free(starts: datetime.datetime, ends: datetime.datetime, busy: Iterable[Span]) -> bool:
    """Say whether what lasts from `starts` to `ends` touches nothing of `busy`."""
    return all(ends <= begun or over <= starts for begun, over in busy)


def kickoff_day(partnership) -> datetime.date | None:
    """Return the day of the kickoff of `partnership`, None while it has none; one query."""
    return _known["kickoff_day"](partnership) if "kickoff_day" in _known else None
