"""Reads the files of `solve_round` fast, and says by line what is wrong. No database.

pairs: partner, thought_partner and score, or fit and benefit; group where a limit speaks of one.
capacities: thought_partner, places; facilitator and load where facilitators have limits.
pins: partner, thought_partner; kind is pin (or empty) or veto.
"""

import csv
from pathlib import Path

import numpy as np

from .problem import Pairs, Unsolvable, Wishes

LARGEST = 400_000_000  # bytes of one file
KINDS = {"": "pin", "pin": "pin", "veto": "veto"}


def read_round(pairs: Path, capacities: Path, pins: Path | None, most_of_a_group: int | None):
    """Return (Pairs, places, Wishes). Raises Unsolvable with a sentence that says where."""
    found, groups = read_pairs(pairs)
    places, keepers, loads = read_capacities(capacities)
    pinned, vetoed = read_pins(pins) if pins else ((), ())
    if most_of_a_group is not None and not groups:
        raise Unsolvable([f"{pairs.name} has no column group, of which the limit speaks."])
    return found, places, Wishes(pinned, vetoed, groups, most_of_a_group, keepers, loads)


def read_pairs(path: Path) -> tuple[Pairs, dict[str, str]]:
    """Return the pairs of `path`, and the group of each partner where the file has that column."""
    with _Table(path, {"partner", "thought_partner"}) as table:
        scores = _score_columns(path, table)
        left: dict[str, int] = {}
        right: dict[str, int] = {}
        groups: dict[str, str] = {}
        i, j, fit, benefit = [], [], [], []
        a, b = table.at["partner"], table.at["thought_partner"]
        c, d = (table.at[name] for name in scores)
        g = table.at.get("group")
        for row in table:
            i.append(left.setdefault(row[a], len(left)))
            j.append(right.setdefault(row[b], len(right)))
            fit.append(row[c])
            if d != c:
                benefit.append(row[d])
            if g is not None:
                groups[row[a]] = row[g]
    if "" in left or "" in right:
        raise Unsolvable([f"{path.name}: each line names a partner and a thought partner."])
    fits = _numbers(path, fit, scores[0])
    benefits = _numbers(path, benefit, scores[1]) if scores[0] != scores[1] else fits
    index = np.array(i, dtype=np.int64), np.array(j, dtype=np.int64)
    return Pairs(list(left), list(right), *index, fits, benefits), groups


def read_capacities(path: Path) -> tuple[dict[str, int], dict[str, str], dict[str, int]]:
    """Return places by thought partner, its facilitator, and what each facilitator carries."""
    places: dict[str, int] = {}
    keepers: dict[str, str] = {}
    loads: dict[str, int] = {}
    with _Table(path, {"thought_partner", "places"}) as table:
        for line, row in table.records():
            name = row["thought_partner"]
            if not name or name in places:
                raise Unsolvable([f"{path.name}, line {line}: “{name}” is empty or there twice."])
            places[name] = _count(path, line, "places", row["places"])
            keeper = row.get("facilitator", "")
            if keeper and row.get("load"):
                _same_load(path, line, loads, keeper, _count(path, line, "load", row["load"]))
                keepers[name] = keeper
    return places, keepers, loads


def read_pins(path: Path) -> tuple[tuple, tuple]:
    """Return (pins, vetoes), each pairs of ids."""
    found: dict[str, list] = {"pin": [], "veto": []}
    with _Table(path, {"partner", "thought_partner"}) as table:
        for line, row in table.records():
            kind = KINDS.get(row.get("kind", "").lower())
            if kind is None or not (row["partner"] and row["thought_partner"]):
                said = "both ids, and a kind that is pin or veto"
                raise Unsolvable([f"{path.name}, line {line}: {said}."])
            found[kind].append((row["partner"], row["thought_partner"]))
    return tuple(dict.fromkeys(found["pin"])), tuple(dict.fromkeys(found["veto"]))


def _same_load(path, line, loads, keeper, load):
    if loads.setdefault(keeper, load) != load:
        said = f"{keeper} carries {loads[keeper]} elsewhere and {load} here"
        raise Unsolvable([f"{path.name}, line {line}: {said}."])


def _score_columns(path, table):
    if "fit" in table.at and "benefit" in table.at:
        return "fit", "benefit"
    if "score" not in table.at:
        raise Unsolvable([f"{path.name}: the column score (or fit and benefit) is missing."])
    return "score", "score"


def _numbers(path, texts, column):
    try:
        found = np.array(texts, dtype=np.float64)
    except ValueError:
        found = None
    if found is None or not np.isfinite(found).all() or (found < 0).any():
        line, text = next((n, t) for n, t in enumerate(texts, 2) if not _is_score(t))
        said = f"“{text[:40]}” is no number of 0 or more"
        raise Unsolvable([f"{path.name}, line {line}, {column}: {said}."])
    return found


def _is_score(text):
    try:
        return 0 <= float(text) < float("inf")
    except ValueError:
        return False


def _count(path, line, column, text):
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        said = f"“{text[:40]}” is no whole number of 0 or more"
        raise Unsolvable([f"{path.name}, line {line}, {column}: {said}."])
    return int(text)


class _Table:
    """An open CSV file: `at` says where each column stands; rows come stripped of nothing."""

    def __init__(self, path: Path, needed: set[str]):
        self.path, self.needed = path, needed

    def __enter__(self):
        if self.path.stat().st_size > LARGEST:
            raise Unsolvable([f"{self.path.name} is larger than {LARGEST // 10**6} MB."])
        self.file = self.path.open(encoding="utf-8-sig", newline="")
        self.rows = csv.reader(self.file, strict=True)
        heading = [name.strip() for name in self._next([])]
        self.at = {name: n for n, name in enumerate(heading)}
        self.width = len(heading)
        missing = sorted(self.needed - self.at.keys())
        if missing:
            self.file.close()
            raise Unsolvable([f"{self.path.name}: missing columns: {', '.join(missing)}."])
        return self

    def __exit__(self, *problem):
        self.file.close()

    def _next(self, default):
        try:
            return next(self.rows, default)
        except (csv.Error, UnicodeDecodeError) as error:
            raise self._broken(error) from None

    def _broken(self, error):
        if isinstance(error, UnicodeDecodeError):
            return Unsolvable([f"{self.path.name} is not UTF-8 text; save it as “CSV UTF-8”."])
        line = self.rows.line_num or 1
        return Unsolvable([f"{self.path.name}, line {line}: it cannot be read ({error})."])

    def __iter__(self):
        width = self.width
        try:
            for row in self.rows:
                if len(row) == width:
                    yield row
                elif row:
                    said = f"the line has {len(row)} values, the heading {width}"
                    raise Unsolvable([f"{self.path.name}, line {self.rows.line_num}: {said}."])
        except (csv.Error, UnicodeDecodeError) as error:
            raise self._broken(error) from None

    def records(self):
        """Yield the number of each line and its cells by column, stripped."""
        for row in self:
            yield self.rows.line_num, {name: row[n].strip() for name, n in self.at.items()}
