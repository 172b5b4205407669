"""Who asked, was found ready, was proposed and matched, and waited how long: by kind of place.

Settings, states, kinds of organization and sectors only; nothing about people, ever. No database.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import median

FEWEST = 5  # below it a figure would point at somebody: a sentence stands there instead
STAGES = ("applied", "ready", "proposed", "matched")


@dataclass(frozen=True)
class Case:
    """One application. `waited` is whole days from ready to matched or to today, None before."""

    settings: tuple[str, ...]
    state: str
    kind: str
    sector: str
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
    given_away: bool = False  # large enough, but its figures would tell those of a small kind

    @property
    def told(self) -> bool:
        """False for a group too small for any figure."""
        return self.applied is not None

    @property
    def figures(self) -> list[int | None]:
        """The four counts in the order of a table's columns."""
        return [self.applied, self.ready, self.proposed, self.matched]


def lines(cases: Iterable[Case], group: str) -> list[Line]:
    """Return the lines by `group` ("settings", "state", "kind" or "sector"), larger groups first.

    A case in two settings counts in both. Groups below FEWEST come last, without a figure, so that
    no order gives their size away.
    """
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        value = getattr(case, group)
        for name in value if isinstance(value, tuple) else (value,):
            groups[name].append(case)
    made = [_line(name, rows) for name, rows in groups.items()]
    return sorted(made, key=_larger_first)


def sectors(cases: Iterable[Case]) -> list[Line]:
    """Return the lines by sector (domain 3.28), beside which the lines by kind are read.

    Kinds add up to sectors: a figure that stands for a sector and is held back for one of its
    kinds only would be told by taking the others away, so it is held back here too.
    """
    cases = list(cases)
    kinds = {line.name: line for line in lines(cases, "kind")}
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.sector].append(case)
    made = [_beside(_line(name, rows), rows, kinds) for name, rows in groups.items()]
    return sorted(made, key=_larger_first)


def _beside(line, rows, kinds) -> Line:
    """Hold back the figures of a sector that would tell one held back for a kind."""
    if not line.told:
        return line
    unseen = [row for row in rows if not kinds[row.kind].told]
    if 0 < len(unseen) < FEWEST:
        return Line(line.name, None, None, None, None, None, given_away=True)
    shown: dict[str, int | None] = {}
    for stage in STAGES[1:]:
        unseen = [row for row in rows if getattr(kinds[row.kind], stage) is None]
        earlier = [name for name in shown if shown[name] is not None]
        above = [len(unseen), *(sum(getattr(row, name) for row in unseen) for name in earlier)]
        count = sum(getattr(row, stage) for row in unseen)
        tells = 0 < count < FEWEST or any(0 < more - count < FEWEST for more in above)
        shown[stage] = None if tells else getattr(line, stage)
    return replace(line, **shown)


def _larger_first(line):
    return (-(line.applied or 0), line.name)


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
