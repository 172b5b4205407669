"""Reads thought partners and initiatives from CSV files with the columns of the directory."""

import re
from collections import Counter
from functools import partial
from pathlib import Path

from matching.alignment import NEEDS
from partnerships.importing.columns import Column, Table, line, words
from partnerships.importing.parser import LARGEST, Problem, parse
from partnerships.vocabulary import words as vocabulary_words

from .score import Told, Vocabulary


class Unreadable(ValueError):
    """A file that cannot be used; `problems` say where and why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def _several(cell: str) -> tuple[str, ...]:
    """Return words joined by “;”, spelled as the vocabulary spells them; unknown ones stay."""
    parts = (re.sub(r"[\s-]+", "_", part.strip().lower()) for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _stage(cell: str) -> str:
    """Return a stage that Seedbed knows; another word says nothing that could be compared."""
    said = "_".join(cell.split()).lower()
    return said if said in NEEDS else ""


_KEY = partial(line, longest=50, needed=True)
_SHARED = (
    Column("name", partial(line, longest=400), heading=False),
    Column("state", partial(line, longest=40), heading=False),
    Column("topics", _several, heading=False),
    Column("contexts", _several, heading=False),
)
THOUGHT_PARTNERS = Table(
    (Column("grantee_id", _KEY), Column("activity", words, heading=False), *_SHARED), key=""
)
INITIATIVES = Table(
    (
        Column("initiative_row", _KEY),
        Column("initiative_title", partial(line, longest=2_000), heading=False),
        Column("challenge", words, heading=False),
        Column("designing_or_implementing", words, heading=False),
        Column("stage", _stage, heading=False),
        *_SHARED,
    ),
    key="initiative_row",
)


def vocabulary() -> Vocabulary:
    """Return the words of the directory, as the project ships them."""
    shipped = vocabulary_words()
    entries = [entry for entries in shipped.values() for entry in entries]
    return Vocabulary(
        labels={entry["slug"]: entry["label"] for entry in entries},
        parents={entry["slug"]: frozenset(entry["parents"]) for entry in entries},
        topics={entry["slug"]: entry["meaning"] for entry in shipped["topic"]},
    )


def thought_partners(path: Path) -> list[Told]:
    """Return the organizations of `path`, by their key; the awards of one are read together.

    Raises Unreadable with the line and column of each problem.
    """
    found: dict[str, list[dict]] = {}
    for row in _rows(path, THOUGHT_PARTNERS):
        found.setdefault(row["grantee_id"], []).append(row)
    return [_together(key, found[key]) for key in sorted(found)]


def _together(key, rows):
    """One organization; the order in which its awards stand in the file says nothing."""
    texts = sorted({row["activity"] for row in rows} - {""})
    return Told(
        key=key,
        name=min((row["name"] for row in rows if row["name"]), default=""),
        text=" ".join(texts),
        topics=frozenset(slug for row in rows for slug in row["topics"]),
        settings=frozenset(slug for row in rows for slug in row["contexts"]),
        state=min((row["state"] for row in rows if row["state"]), default=""),
        awards=len(rows),
        times=Counter(slug for row in rows for slug in row["topics"]),
    )


def initiatives(path: Path) -> list[Told]:
    """Return the initiatives of `path` in its order. Raises Unreadable."""
    return [
        Told(
            key=row["initiative_row"],
            name=row["name"],
            text=" ".join(
                row[name] for name in ("initiative_title", "challenge", "designing_or_implementing")
            ),
            topics=frozenset(row["topics"]),
            settings=frozenset(row["contexts"]),
            state=row["state"],
            stage=row["stage"],
        )
        for row in _rows(path, INITIATIVES)
    ]


def _rows(path, table):
    if path.stat().st_size > LARGEST:
        raise Unreadable([Problem(path.name, 1, "", "the file is larger than 40 MB")])
    parsed = parse(path.name, path.read_bytes(), table)
    if parsed.problems:
        raise Unreadable(parsed.problems)
    defaults = {column.name: column.read("") for column in table.columns if not column.heading}
    return [defaults | row.values for row in parsed.rows]
