"""Reads the files of `solve_round` and says by line what is wrong. No database.

pairs: partner, thought_partner, and score, or fit and benefit; a column for a limit by group.
capacities: thought_partner, places; facilitator and load where facilitators have limits.
pins: partner, thought_partner; kind is pin (or empty) or veto.
"""

from pathlib import Path

import numpy as np

from .problem import Pairs, Unsolvable, Wishes
from .tables import Table

MOST_PAIRS = 5_000_000  # about 1.5 GB of memory while it is solved
KINDS = {"": "pin", "pin": "pin", "veto": "veto"}
PLACES = {"capacity": "places"}  # another word for it


def read_round(
    pairs: Path,
    capacities: Path,
    pins: Path | None = None,
    *,
    group: str = "group",
    most_of_a_group: int | None = None,
):
    """Return (Pairs, places, Wishes).

    `group` names the column of `pairs` that a limit speaks of. Raises Unsolvable with a sentence
    that says where.
    """
    limited = group if most_of_a_group is not None else ""
    found, groups = read_pairs(pairs, group=limited)
    places, keepers, loads = read_capacities(capacities)
    pinned, vetoed = read_pins(pins) if pins else ((), ())
    if pins:
        _refuse_unknown(pins, (*pinned, *vetoed), found, places)
    return found, places, Wishes(pinned, vetoed, groups, most_of_a_group, keepers, loads)


def read_pairs(path: Path, *, group: str = "") -> tuple[Pairs, dict[str, str]]:
    """Return the pairs of `path`, and the group of each partner where a column is named."""
    needed = {"partner", "thought_partner"} | ({group} if group else set())
    with Table(path, needed) as table:
        fit, benefit = _score_columns(table)
        reading = _Reading(table, fit, benefit, group)
        for columns in table.blocks():
            reading.add(columns)
    return reading.pairs(), reading.groups


class _Reading:
    """What was read of the pairs so far, in as little memory as there is of it."""

    def __init__(self, table, fit, benefit, group):
        self.table, self.group = table, group
        self.left, self.right = _Names(table, "partner"), _Names(table, "thought_partner")
        self.scores = [_Numbers(table, name) for name in dict.fromkeys((fit, benefit))]
        self.groups: dict[str, str] = {}
        self.count = 0

    def add(self, columns):
        self.left.add(columns)
        self.right.add(columns)
        for each in self.scores:
            each.add(columns)
        if self.group:
            self._add_groups(columns)
        self.count += len(columns[0])
        if self.count > MOST_PAIRS:
            said = f"has more than {MOST_PAIRS:,} pairs; leave out those that cannot be"
            raise Unsolvable([f"{self.table.path.name} {said}."])

    def _add_groups(self, columns):
        at, group = self.table.at["partner"], self.table.at[self.group]
        for name, given in set(zip(columns[at], columns[group], strict=True)):
            if self.groups.setdefault(name.strip(), given.strip()) != given.strip():
                said = f"{name.strip()} stands there with more than one {self.group}"
                raise Unsolvable([f"{self.table.path.name}: {said}."])

    def pairs(self):
        fit, benefit = self.scores[0].read(), self.scores[-1].read()
        left, right = self.left, self.right
        return Pairs(list(left.at), list(right.at), left.read(), right.read(), fit, benefit)


class _Names:
    """A column of ids: each id once, and for each line which."""

    def __init__(self, table, column):
        self.table, self.place = table, table.at[column]
        self.written = _Written()
        self.parts: list[np.ndarray] = []

    @property
    def at(self):
        return self.written.at

    def add(self, columns):
        cells = columns[self.place]
        self.parts.append(np.fromiter(map(self.written.__getitem__, cells), np.int32, len(cells)))
        if "" in self.at:
            raise self.table.first(
                lambda row: not row[self.place].strip(),
                lambda row: "a line names a partner and a thought partner",
            )

    def read(self):
        return np.concatenate([np.zeros(0, np.int32), *self.parts]).astype(np.int64)


class _Written(dict):
    """Cells as they stand in the file, spaces and all, each with the number of its id."""

    def __init__(self):
        super().__init__()
        self.at: dict[str, int] = {}

    def __missing__(self, cell):
        self[cell] = self.at.setdefault(cell.strip(), len(self.at))
        return self[cell]


class _Numbers:
    """A column of scores."""

    def __init__(self, table, column):
        self.table, self.column, self.place = table, column, table.at[column]
        self.parts: list[np.ndarray] = []

    def add(self, columns):
        cells = columns[self.place]
        try:
            read = np.fromiter(map(float, cells), np.float64, len(cells))
        except ValueError:
            read = np.array([-1.0])
        low, high = read.min(), read.max()  # one that is no number makes both none
        if not (low >= 0 and high < float("inf")) or "_" in "".join(cells):
            raise self.table.first(lambda row: not _is_score(row[self.place]), self._said)
        self.parts.append(read)

    def _said(self, row):
        return f"{self.column}: “{row[self.place][:40]}” is no number of 0 or more"

    def read(self):
        return np.concatenate([np.zeros(0), *self.parts])


def _is_score(text):
    try:
        return 0 <= float(text) < float("inf") and "_" not in text
    except ValueError:
        return False


def _score_columns(table):
    if "fit" in table.at and "benefit" in table.at:
        return "fit", "benefit"
    if "score" not in table.at:
        raise table.wrong(1, "missing columns: score (or fit and benefit)")
    return "score", "score"


def read_capacities(path: Path) -> tuple[dict[str, int], dict[str, str], dict[str, int]]:
    """Return places by thought partner, its facilitator, and what each facilitator carries."""
    places: dict[str, int] = {}
    keepers: dict[str, str] = {}
    loads: dict[str, int] = {}
    with Table(path, {"thought_partner", "places"}, PLACES) as table:
        for line, row in table.records():
            name = row["thought_partner"]
            if not name or name in places:
                raise table.wrong(line, f"“{name[:60]}” is empty or there twice")
            places[name] = _count(table, line, "places", row["places"])
            keeper, load = row.get("facilitator", ""), row.get("load", "")
            if keeper and load:
                _add_load(table, line, loads, keeper, _count(table, line, "load", load))
            if keeper:
                keepers[name] = keeper
    return places, keepers, loads


def _add_load(table, line, loads, keeper, load):
    if loads.setdefault(keeper, load) != load:
        said = f"{keeper} carries {loads[keeper]} elsewhere and {load} here"
        raise table.wrong(line, said)


def read_pins(path: Path) -> tuple[tuple, tuple]:
    """Return (pins, vetoes), each pairs of ids."""
    found: dict[str, list] = {"pin": [], "veto": []}
    with Table(path, {"partner", "thought_partner"}) as table:
        for line, row in table.records():
            kind = KINDS.get(row.get("kind", "").lower())
            if kind is None or not (row["partner"] and row["thought_partner"]):
                said = "a line has both ids, and a kind that is pin or veto"
                raise table.wrong(line, said)
            found[kind].append((row["partner"], row["thought_partner"]))
    return tuple(dict.fromkeys(found["pin"])), tuple(dict.fromkeys(found["veto"]))


def _refuse_unknown(path, wished, pairs, places):
    """A wish about somebody nobody knows is a slip, and would otherwise change nothing."""
    partners, others = set(pairs.partners), {*pairs.thought_partners, *places}
    wrong = [f"{one} is in no pair" for one, _ in wished if one not in partners]
    wrong += [f"{each} is in no pair and has no places" for _, each in wished if each not in others]
    if wrong:
        raise Unsolvable([f"{path.name}: {said}." for said in dict.fromkeys(wrong)])


def _count(table, line, column, text):
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise table.wrong(line, f"{column}: “{text[:40]}” is no whole number of 0 or more")
    return int(text)
