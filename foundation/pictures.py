"""Where the marks of a picture go: pure geometry, no database, no request, no words of ours.

Callers hand in plain values, templates/components/pictures/ draws what comes back. Lengths are in
units of the drawing's own box, dates are dates, times are aware local datetimes.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDE, TABLET, NARROW = 1056, 640, 294  # a page, a tablet, a phone
LETTER = 7.4  # the average letter of 15 px text
BOLD = 1.12  # bold letters are wider


def text_width(text: str) -> float:
    """Return about how wide a text of 15 px is, rather too wide than too narrow."""
    return len(text) * LETTER


# -- the path of a partnership --------------------------------------------------------------------
@dataclass(frozen=True)
class Phase:
    """A stretch of the path, `ends` not included."""

    name: str
    begins: datetime.date
    ends: datetime.date


@dataclass(frozen=True)
class Stop:
    """A mark on the path.

    `kind` is start, kickoff, session, pulse or close, `state` is held, next or planned. `name` is
    written beside marks that have no number, `note` after their date.
    """

    kind: str
    on: datetime.date
    state: str = "planned"
    number: int | None = None
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Bar:
    """A phase as drawn; `named` says whether its name fits."""

    phase: Phase
    x: float
    width: float
    middle: float
    now: bool
    named: bool


@dataclass(frozen=True)
class Mark:
    """A stop as drawn; `row` 0 or 1 is the line of its words, None where they would collide.

    Words with a name have their date on the other line. A `free` mark has no words of another on
    the first line under it, so that a line can be drawn to its own.
    """

    stop: Stop
    x: float
    words_x: float
    anchor: str
    row: int | None
    free: bool = True

    @property
    def second_line(self) -> bool:
        """Whether words of it stand on the second line."""
        return self.row == 1 or bool(self.row == 0 and self.stop.name)


@dataclass(frozen=True)
class Path:
    """The whole path; `today_low` moves the word Today below the second line of words.

    The word stands in a box around `today_box`, `today_half` wide to each side; its line is
    `today_cut` where it would run through words.
    """

    width: int
    left: float
    right: float
    today: float
    today_box: float
    today_half: float
    today_low: bool
    today_cut: bool
    bars: list[Bar]
    marks: list[Mark]

    @property
    def today_width(self) -> float:
        """How wide the box of the word Today is."""
        return round(self.today_half * 2, 1)

    @property
    def ends(self) -> float:
        """Where words beside a mark would leave the box, so that they stand before it."""
        return self.right - 142


def path(
    phases: Sequence[Phase],
    stops: Sequence[Stop],
    today: datetime.date,
    *,
    width: int = WIDE,
    said: str = "",
) -> Path:
    """Return the path of `phases` and `stops`, which need not be in order.

    Today is kept inside, and so is `said`, what is written there in bold.
    """
    edge = 14 if width == NARROW else 34
    place = _scale(phases, stops, today, edge, width - edge)
    marks = _marks(sorted(stops, key=lambda stop: stop.on), place, edge, width)
    at = place(today)
    half = round(max(text_width(said) * BOLD / 2 + 10, 60), 1)
    box = round(min(max(at, half), width - half), 1)
    low = any(m.second_line and abs(m.words_x - box) < half + 64 for m in marks)
    under = _under_an_end if width == NARROW else _under
    cut = any(under(mark, at) for mark in marks)
    bars = [_bar(phase, place, today) for phase in phases]
    return Path(width, edge, width - edge, at, box, half, low, cut, bars, marks)


def _under_an_end(mark, x) -> bool:
    """Whether the words of a phone's path, at its left for the kickoff, at its right for the
    close, reach `x`."""
    kind, reach = mark.stop.kind, text_width(f"{mark.stop.name} 30 Sep") + 6
    return (kind == "kickoff" and x < reach) or (kind == "close" and x > NARROW - reach)


def _under(mark, x) -> bool:
    if mark.row is None:
        return False
    day = f"30 Sep{mark.stop.note and ', ' + mark.stop.note}"
    return _reaches(mark, max(mark.stop.name, day, key=len), x)


def _scale(phases, stops, today, left, right):
    days = [s.on for s in stops] + [d for p in phases for d in (p.begins, p.ends)] or [today]
    first, last = min(days), max(days)
    span = max((last - first).days, 1)

    def place(day):
        share = (min(max(day, first), last) - first).days / span
        return round(left + share * (right - left), 1)

    return place


def _bar(phase, place, today):
    begins, ends = place(phase.begins), place(phase.ends)
    width = round(max(ends - begins - 4, 2), 1)
    now = phase.begins <= today < phase.ends
    fits = text_width(phase.name) < width - 8
    return Bar(phase, round(begins + 2, 1), width, round((begins + ends) / 2, 1), now, fits)


def _marks(stops, place, edge, width):
    """Give each stop its words' place: the first line, else the second, else none."""
    taken = {0: -99.0, 1: -99.0}
    marks = []
    for stop in stops:
        x = place(stop.on)
        anchor = "start" if x <= edge + 4 else "end" if x >= width - edge - 4 else "middle"
        at = round({"start": x - 8, "middle": x, "end": x + 8}[anchor], 1)
        row = None if stop.state == "next" else _row(stop, at, anchor, taken)
        marks.append(Mark(stop, x, at, anchor, row))
    return [replace(mark, free=_free(mark, marks)) for mark in marks]


def _free(mark, marks) -> bool:
    others = [other for other in marks if other.row == 0 and other is not mark]
    return not any(_reaches(other, other.stop.name or "30 Sep", mark.x) for other in others)


def _reaches(mark, text, x) -> bool:
    """Whether `text` of a mark stands at `x`, or so near that a line would touch it."""
    before = {"start": 0, "middle": 0.5, "end": 1}[mark.anchor]
    left = mark.words_x - before * text_width(text)
    return left - 4 < x < left + text_width(text) + 4


def _row(stop, at, anchor, taken):
    """Return the line that is free for a stop's words and take it; a name has its date under it."""
    day = text_width(f"30 Sep{stop.note and ', ' + stop.note}")
    named = {0: text_width(stop.name), 1: day}
    if stop.kind == "pulse":
        choices = [{1: named[0]}]
    else:
        choices = [named] if stop.name else [{0: day}, {1: day}]
    before = {"start": 0, "middle": 0.5, "end": 1}[anchor]
    for lines in choices:
        if all(at - before * wide > taken[row] + 6 for row, wide in lines.items()):
            for row, wide in lines.items():
                taken[row] = at + (1 - before) * wide
            return min(lines)
    return None


@dataclass(frozen=True)
class MiniPath:
    """The path in 132 by 20: `dots` are (x, held); two bars stand after `reached` when stalled."""

    dots: list[tuple[float, bool]]
    reached: float
    stalled: bool


def mini_path(held: int, planned: int, *, started: bool = True, stalled: bool = False) -> MiniPath:
    """Return the small path of `held` sessions among `planned`; the first dot is the kickoff."""
    count = max(planned, held, 1)
    step = 116 / count
    dots = [(round(8 + i * step, 1), i <= held and started) for i in range(count + 1)]
    reached = dots[held if started else 0][0]
    return MiniPath(dots, reached, stalled)


# -- nine bars ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Reading:
    """One item as two people read it, each 1 to 4 or None; `key` items made the result."""

    name: str
    yours: int | None
    second: int | None = None
    key: bool = False


@dataclass(frozen=True)
class BarRow:
    """An item as drawn: four steps, the diamond, the line where two steps or more lie between."""

    reading: Reading
    y: float
    words_y: float
    steps: list[tuple[float, bool]]
    diamond: float | None
    apart: tuple[float, float] | None


@dataclass(frozen=True)
class Bars:
    """All items; `step` is the width of one step."""

    width: int
    height: int
    step: float
    rows: list[BarRow]


def nine_bars(readings: Sequence[Reading], *, narrow: bool = False) -> Bars:
    """Return the bars of `readings`, words beside them or, narrow, above them."""
    left, width, high = (1, NARROW, 52) if narrow else (207, 520, 45)
    step = round((width - 10 - left - 9) / 4, 1)
    rows = []
    for index, reading in enumerate(readings):
        top = index * high + (26 if narrow else 11)
        words = index * high + (19 if narrow else 25)
        steps = [(round(left + i * (step + 3), 1), i < (reading.yours or 0)) for i in range(4)]
        middle = [round(x + step / 2, 1) for x, _filled in steps]
        diamond = middle[reading.second - 1] if reading.second else None
        rows.append(BarRow(reading, top, words, steps, diamond, _apart(reading, middle)))
    return Bars(width, high * len(rows) + 6, step, rows)


def _apart(reading, middle):
    if not reading.yours or not reading.second or abs(reading.yours - reading.second) < 2:
        return None
    first, last = sorted((middle[reading.yours - 1], middle[reading.second - 1]))
    return first, last


# -- agenda timeline ------------------------------------------------------------------------------
PURPOSES = ("inform", "learn", "apply", "decide")


@dataclass(frozen=True)
class Block:
    """A block of an agenda; `purpose` is one of PURPOSES."""

    number: int
    title: str
    minutes: int
    purpose: str


@dataclass(frozen=True)
class Slot:
    """A block as drawn; `numbered` and `told` ("long", "short", "") say what fits into it."""

    block: Block
    x: float
    width: float
    middle: float
    numbered: bool
    told: str


@dataclass(frozen=True)
class Tick:
    """A time under the line."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True)
class Timeline:
    """The whole agenda; `now` is where the session stands, None outside it."""

    width: int
    slots: list[Slot]
    ticks: list[Tick]
    now: float | None


def timeline(
    blocks: Sequence[Block],
    starts: datetime.datetime | None = None,
    *,
    width: int = 730,
    elapsed: int | None = None,
) -> Timeline:
    """Return the agenda as a line whose width is minutes. `elapsed` is minutes since the start."""
    total = max(sum(block.minutes for block in blocks), 1)
    per_minute = width / total
    slots, at = [], 0
    for block in blocks:
        slots.append(_slot(block, at * per_minute, block.minutes * per_minute))
        at += block.minutes
    ticks = _ticks(blocks, starts, per_minute, width) if starts and blocks else []
    now = None if elapsed is None else round(min(max(elapsed, 0), total) * per_minute, 1)
    return Timeline(width, slots, ticks, now)


def _slot(block, begins, length):
    x, width = round(begins + 1, 1), round(max(length - 2, 1), 1)
    long = text_width(f"{block.minutes} min")
    told = "long" if width > long + 8 else "short" if width >= 20 else ""
    return Slot(block, x, width, round(x + width / 2, 1), width >= 13, told)


def _ticks(blocks, starts, per_minute, width):
    """Start and end, then the edges of the longest blocks as far as they leave each other room."""
    narrow = width < 400
    room = 44 if narrow else 76
    bounds, at = [], 0
    for block in blocks:
        bounds += [(-block.minutes, at), (-block.minutes, at + block.minutes)]
        at += block.minutes
    chosen = {0, at}
    for _length, minute in sorted(bounds):
        if all(abs(minute - other) * per_minute >= room for other in chosen):
            chosen.add(minute)
    return [_tick(minute, at, starts, per_minute, narrow) for minute in sorted(chosen)]


def _tick(minute, total, starts, per_minute, narrow):
    moment = starts + datetime.timedelta(minutes=minute)
    text = f"{moment.hour % 12 or 12}:{moment.minute:02}"
    outer = minute in {0, total}
    if outer and not narrow:
        text += " am" if moment.hour < 12 else " pm"
    anchor = "start" if minute == 0 else "end" if minute == total else "middle"
    return Tick(round(minute * per_minute, 1), text, anchor)
