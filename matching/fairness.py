"""Who asked, was found ready, was proposed and matched, and waited how long: by kind of place.

Settings, states and kinds of organization only; nothing about people, ever. No database.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

FEWEST = 5  # below it a figure would point at somebody: a sentence stands there instead
STAGES = ("applied", "ready", "proposed", "matched")


@dataclass(frozen=True)
class Case:
    """One application. `waited` is whole days from ready to matched or to today, None before."""

    settings: tuple[str, ...]
    state: str
    kind: str
    ready: bool
    proposed: bool
    matched: bool
    waited: int | None


@dataclass(frozen=True)
class Line:
    """One group. A figure is None where it would be below FEWEST."""

    name: str
    applied: int | None
    ready: int | None
    proposed: int | None
    matched: int | None
    waited: int | None  # the median, in days

    @property
    def told(self) -> bool:
        """False for a group too small for any figure."""
        return self.applied is not None

    @property
    def figures(self) -> list[int | None]:
        """The four counts in the order of a table's columns."""
        return [self.applied, self.ready, self.proposed, self.matched]


def lines(cases: Iterable[Case], group: str) -> list[Line]:
    """Return the lines by `group` ("settings", "state" or "kind"), larger groups first.

    A case in two settings counts in both. Groups below FEWEST come last, without a figure, so that
    no order gives their size away.
    """
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        value = getattr(case, group)
        for name in value if isinstance(value, tuple) else (value,):
            groups[name].append(case)
    made = [_line(name, rows) for name, rows in groups.items()]
    return sorted(made, key=lambda line: (-(line.applied or 0), line.name))


def _line(name, rows):
    waited = [row.waited for row in rows if row.waited is not None]
    counts = {stage: sum(getattr(row, stage) for row in rows) for stage in STAGES[1:]}
    if len(rows) < FEWEST:
        return Line(name, None, None, None, None, None)
    days = round(median(waited)) if len(waited) >= FEWEST else None
    return Line(name, len(rows), **_held_back(len(rows), counts), waited=days)


def _held_back(applied, counts):
    """Hide a count that is small, or whose rest is: either could be told from the other."""
    shown, above = {}, applied
    for stage in STAGES[1:]:
        count = counts[stage]
        rest = above - count
        small = count < FEWEST or 0 < rest < FEWEST
        shown[stage] = None if small else count
        above = above if small else count
    return shown
