"""The whole room: each file of it builds its own and lists its cells."""

from . import (
    session_around,
    session_dates,
    session_letter,
    session_mail,
    session_questions,
    session_work,
)

PARTS = [
    session_dates,
    session_mail,
    session_work,
    session_questions,
    session_around,
    session_letter,
]
CELLS = {row: cell for part in PARTS for row, cell in part.CELLS.items()}


def build(world):
    """Let each part add what is its own, in order."""
    for part in PARTS:
        part.build(world)
