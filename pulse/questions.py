"""The questions of the six-minute form and of the talk, as data (domain 2.2, pulse items)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "pulse.json"
SCALE, YES_NO, WORDS = "scale", "yes_no", "words"
BOTH_ASKED = 9  # statements that both sides rate
OPEN = ("how", "working", "second_half")  # the three open questions of domain 0.73


@dataclass(frozen=True)
class Question:
    """One question. `short` stands in the picture, `ask` is how a talk goes deeper into it.

    `side` is "" where both are asked. `what` is the line under a yes or no. `trust` marks
    statements that are about trust between the two, `alone` words that go no further whatever
    else is said, so that no reader is chosen.
    """

    key: str
    short: str
    text: str
    side: str = ""
    kind: str = SCALE
    ask: str = ""
    what: str = ""
    trust: bool = False
    alone: bool = False


@cache
def every() -> tuple[Question, ...]:
    """Return all questions in their order."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Question(**row) for row in rows)


def for_side(side: str) -> list[Question]:
    """Return what `side` is asked, in order."""
    return [question for question in every() if question.side in ("", side)]


def compared() -> list[Question]:
    """Return the statements that both sides rate."""
    return [question for question in every() if not question.side and question.kind == SCALE]
