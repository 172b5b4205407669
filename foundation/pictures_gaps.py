"""Two marks a statement and the line between them: how far two sides lie apart. Pure geometry.

The thought partner is the filled circle, the partner the open diamond. Nothing is averaged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, NARROW = 640, 294
LOW, HIGH = 1, 5
GAP = 1.0  # a line is drawn heavy from here on
NUDGE = 5.0  # how far two marks at one place step aside


@dataclass(frozen=True)
class Pair:
    """A statement with the means of both sides, each 1 to 5 or None, and the gap in words."""

    name: str
    thought_partner: float | None
    partner: float | None
    words: str = ""

    @property
    def apart(self) -> bool:
        """True where both are known and lie a point or more from each other."""
        if self.thought_partner is None or self.partner is None:
            return False
        return round(abs(self.thought_partner - self.partner), 2) >= GAP


@dataclass(frozen=True)
class Row:
    """A statement as drawn; a mark that is not known is None."""

    pair: Pair
    words_y: float
    y: float
    circle: float | None
    diamond: float | None


@dataclass(frozen=True)
class Gaps:
    """The whole drawing; `scale` gives x and number of the five lines."""

    width: int
    height: int
    scale: list[tuple[float, int]]
    rows: list[Row]


def gaps(pairs: Sequence[Pair], *, narrow: bool = False) -> Gaps:
    """Return the drawing of `pairs`, words beside the marks or, narrow, above them."""
    left, right, width, step = (16, 278, NARROW, 56) if narrow else (284, 614, WIDE, 46)
    scale = [(_place(value, left, right), value) for value in range(LOW, HIGH + 1)]
    rows = []
    for index, pair in enumerate(pairs):
        y = index * step + (68 if narrow else 48)
        words = y - 17 if narrow else y + 5
        rows.append(Row(pair, words, y, *_marks(pair, left, right)))
    height = len(rows) * step + 34
    return Gaps(width, height, scale, rows)


def _place(value, left, right):
    return round(left + (value - LOW) / (HIGH - LOW) * (right - left), 1)


def _marks(pair, left, right):
    """Return where both marks go; two at one place step aside so that both are seen."""
    circle, diamond = (
        None if value is None else _place(min(max(value, LOW), HIGH), left, right)
        for value in (pair.thought_partner, pair.partner)
    )
    if circle is not None and diamond is not None and abs(circle - diamond) < NUDGE:
        return round(circle - NUDGE, 1), round(diamond + NUDGE, 1)
    return circle, diamond
