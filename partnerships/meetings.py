"""Whether the kickoff was held, which the room of sessions above this one knows."""

from collections.abc import Callable

from django.db.models import Value

_held: list[Callable] = []


def say_held(column: Callable) -> None:
    """Register `column(ref)`: what says in SQL that the kickoff of partnership `ref` was held."""
    _held[:] = [column]


def held(ref: str):
    """Return the column that says whether the kickoff of the partnership `ref` was held."""
    return _held[0](ref) if _held else Value(False)
