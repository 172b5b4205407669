"""Where the marks of the thread go: goal, objectives, sessions that served them, use in practice.

Pure geometry like `pictures`: plain values in, lengths in units of the drawing's box out.
"""

import datetime
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

LEFT, RIGHT, ENDS = 322, 818, 840  # first and last column, and where a strand ends
FIRST, APART = 92, 110  # the first strand and the way to the next
GOAL_LETTERS, GOAL_LINES = 22, 7
USE_LETTERS, USE_LINES = 22, 3
TITLE_LETTERS = 62


@dataclass(frozen=True)
class Column:
    """One session of the thread; `state` is held, next, planned or none (its month passed)."""

    name: str
    on: datetime.date
    state: str = "planned"


@dataclass(frozen=True)
class Strand:
    """One objective: which columns served it (their places), where decisions fell, its use.

    `kind` of use is "" (not yet), "doing" or "done"; `use` says it in words.
    """

    number: int
    title: str
    served: Sequence[int] = ()
    decided: Sequence[int] = ()
    use: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Bead:
    """A session on a strand."""

    x: float
    state: str
    decided: bool


@dataclass(frozen=True)
class DrawnStrand:
    """A strand as drawn: solid until `reached` (None: not begun), dotted from there."""

    strand: Strand
    title: str
    y: int
    curve: str
    reached: float | None
    beads: list[Bead]
    use: list[tuple[int, str]]
    title_width: int


@dataclass(frozen=True)
class Thread:
    """The whole picture; `today` is None when it lies outside."""

    height: int
    foot: int
    columns: list[tuple[float, Column]]
    goal: list[tuple[int, str]]
    goal_y: int
    goal_height: int
    strands: list[DrawnStrand] = field(default_factory=list)
    today: float | None = None


def thread(
    goal: str, columns: Sequence[Column], strands: Sequence[Strand], today: datetime.date
) -> Thread:
    """Return the thread of one to four strands; `columns` stand in the order of their dates."""
    places = _places(len(columns))
    foot = FIRST + APART * (max(len(strands), 1) - 1) + 32
    middle = (FIRST + foot - 32) // 2
    lines = _wrapped(goal, GOAL_LETTERS, GOAL_LINES)
    tall = max(len(lines) * 23 + 26, 60)
    top = max(middle - tall // 2, 36)
    middle = top + tall // 2
    return Thread(
        height=max(foot, top + tall) + 34,
        foot=foot,
        columns=list(zip(places, columns, strict=True)),
        goal=[(top + 30 + 23 * n, line) for n, line in enumerate(lines)],
        goal_y=top,
        goal_height=tall,
        strands=[_strand(s, n, places, columns, middle) for n, s in enumerate(strands)],
        today=_today(today, places, columns),
    )


def _places(count) -> list[float]:
    step = (RIGHT - LEFT) / max(count - 1, 8)
    return [round(LEFT + step * n, 1) for n in range(count)]


def _wrapped(text, letters, most) -> list[str]:
    lines = textwrap.wrap(text, letters) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: letters - 1]}…"]
    return lines


def _strand(strand, index, places, columns, middle) -> DrawnStrand:
    y = FIRST + APART * index
    served = [n for n in sorted(strand.served) if n < len(places)]
    held = [places[n] for n in served if columns[n].state == "held"]
    title = textwrap.shorten(strand.title, TITLE_LETTERS, placeholder=" …")
    took_place = [n for n in served if columns[n].state != "none"]
    beads = [Bead(places[n], columns[n].state, n in strand.decided) for n in took_place]
    lines = _wrapped(strand.use, USE_LETTERS, USE_LINES)
    start = y + 4 - 9 * (len(lines) - 1)
    return DrawnStrand(
        strand=strand,
        title=title,
        y=y,
        curve=f"M196 {middle}C250 {middle} 246 {y} 300 {y}",
        reached=max(held, default=None),
        beads=beads,
        use=[(start + 19 * n, line) for n, line in enumerate(lines)],
        title_width=min(30 + int(len(title) * 8.2), 560),
    )


def _today(today, places, columns) -> float | None:
    """Between two columns as its date lies between theirs."""
    for (x, column), (next_x, following) in zip(
        zip(places, columns, strict=True), list(zip(places, columns, strict=True))[1:], strict=False
    ):
        if column.on <= today < following.on:
            share = (today - column.on) / (following.on - column.on)
            return round(x + share * (next_x - x), 1)
    return None
