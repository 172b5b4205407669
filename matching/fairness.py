"""Who asked, was found ready, was proposed and matched, and waited how long: by kind of place.

Settings, states, kinds of organization and sectors only; nothing about people, ever. No database.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.subtraction import tellable

FEWEST = 5  # below it a figure would point at somebody: a sentence stands there instead
FEW = 20  # below it a difference is a question: our rule
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

    @property
    def told(self) -> bool:
        """False for a group without any figure: too small, or it would tell of a small one.

        Nothing says which: two groups below five, of eight who asked, are four and four.
        """
        return self.applied is not None

    @property
    def figures(self) -> list[int | None]:
        """The four counts in the order of a table's columns."""
        return [self.applied, self.ready, self.proposed, self.matched]


def tables(cases: Iterable[Case], groups: Sequence[str]) -> list[list[Line]]:
    """Return the lines of each of `groups` ("settings", "state", "kind", "sector"), larger first.

    A case in two settings counts in both. Groups without a figure come last, in the order of their
    names, so that no order gives their size away. The tables are read beside each other and beside
    the desk, which tells how many there are in all: a figure that would find fewer than FEWEST by
    adding and subtracting is held back (trust D7). How many asked goes before what became of them.
    """
    cases = list(cases)
    parted = [_parted(cases, group) for group in groups]
    places = [(n, name) for n, found in enumerate(parted) for name in _by_size(found)]
    wanted = [(stage, n, name) for stage in STAGES for n, name in places]
    figures = [_counted(cases, parted[n][name], stage) for stage, n, name in wanted]
    everybody = range(len(cases))
    whole = [_counted(cases, everybody, stage) for stage in STAGES]
    told = dict(zip(wanted, tellable(figures, whole, fewest=FEWEST), strict=True))
    counts = {key: len(figure) for key, figure in zip(wanted, figures, strict=True)}
    made: list[list[Line]] = [[] for _ in groups]
    for n, name in places:
        shown = {s: counts[s, n, name] if told[s, n, name] else None for s in STAGES}
        made[n].append(_line(name, [cases[one] for one in parted[n][name]], shown))
    return [sorted(found, key=_larger_first) for found in made]


def answer(lines: Sequence[Line]) -> str:
    """Return the sentence the page opens with: which setting waited longest, or why none is named.

    `lines` are those by setting.
    """
    waits = sorted((line.waited, line.name, line) for line in lines if line.waited is not None)
    if len(waits) < 2:
        return _("Too few have waited to compare settings; the figures grow by themselves.")
    (least, other, few), (most, name, many) = waits[0], waits[-1]
    if most == least:
        return _("No setting waited longer than another.")
    text = ngettext(
        "%(name)s waited longest: half longer than %(most)s day, and %(other)s %(least)s.",
        "%(name)s waited longest: half longer than %(most)s days, and %(other)s %(least)s.",
        most,
    )
    said = text % {"name": name, "most": most, "other": other, "least": least}
    if min(few.applied or 0, many.applied or 0) < FEW:
        said += " " + _("These are few organizations: a reason to ask why, not a finding.")
    return said


def _parted(cases, group) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, case in enumerate(cases):
        value = getattr(case, group)
        for name in value if isinstance(value, tuple) else (value,):
            found[name].append(number)
    return found


def _by_size(found):
    return sorted(found, key=lambda name: (-len(found[name]), name))


def _counted(cases, numbers, stage) -> frozenset[int]:
    return frozenset(n for n in numbers if stage == "applied" or getattr(cases[n], stage))


def _line(name, rows, shown) -> Line:
    if shown["applied"] is None:
        return Line(name, None, None, None, None, None)
    waited = [row.waited for row in rows if row.waited is not None]
    days = round(median(waited)) if len(waited) >= FEWEST else None
    return Line(name, **shown, waited=days)


def _larger_first(line):
    return (-(line.applied or 0), line.name)
