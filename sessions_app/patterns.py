"""Patterns of agendas as data (domain 2.2): a file brings them, a row of the same key overrules."""

import json
from functools import cache
from pathlib import Path

from .models import AgendaTemplate

FILE = Path(__file__).parent / "data" / "agenda_templates.json"
STANDARD, KICKOFF, LAST = "standard", "kickoff", "last"


@cache
def _of_file() -> tuple[dict, ...]:
    return tuple(json.loads(FILE.read_text(encoding="utf-8")))


def every() -> list[AgendaTemplate]:
    """Return all patterns in their order: those of the file, and rows that change or add some."""
    known = {
        data["key"]: AgendaTemplate(order=order, **data) for order, data in enumerate(_of_file())
    }
    known |= {row.key: row for row in AgendaTemplate.objects.all()}
    return sorted(known.values(), key=lambda pattern: (pattern.order, pattern.title))


def get(key: str) -> AgendaTemplate:
    """Return one pattern. Raises KeyError for one that is not there."""
    row = AgendaTemplate.objects.filter(key=key).first()
    if row:
        return row
    order, data = next(
        ((n, data) for n, data in enumerate(_of_file()) if data["key"] == key), (0, None)
    )
    if data is None:
        raise KeyError(key)
    return AgendaTemplate(order=order, **data)


def choices(kickoff: bool = False) -> list[AgendaTemplate]:
    """Return what may be chosen for a kickoff, or for any other session."""
    return [pattern for pattern in every() if (pattern.key == KICKOFF) == kickoff]


def for_kind(kind: str) -> str:
    """Return the key of the pattern a new session of `kind` starts with."""
    return {"kickoff": KICKOFF, "close": LAST}.get(kind, STANDARD)


def titles() -> dict[str, str]:
    """Return key to title, without asking the database for each."""
    return {pattern.key: pattern.title for pattern in every()}
