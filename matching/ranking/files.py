"""Reads thought partners and initiatives from CSV files with the columns of the directory."""

from functools import partial
from pathlib import Path

from partnerships.importing.columns import Column, Table, line, words
from partnerships.importing.parser import Problem, parse
from partnerships.vocabulary import words as vocabulary_words

from .score import Told, Vocabulary


class Unreadable(ValueError):
    """A file that cannot be used; `problems` say where and why."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(str(problem) for problem in problems))
        self.problems = problems


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


_KEY = partial(line, longest=50, needed=True)
_SHARED = (
    Column("name", line, heading=False),
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
        Column("initiative_title", line, heading=False),
        Column("challenge", words, heading=False),
        Column("designing_or_implementing", words, heading=False),
        *_SHARED,
    ),
    key="initiative_row",
)


def vocabulary() -> Vocabulary:
    """Return the words of the directory, as the project ships them."""
    entries = [entry for entries in vocabulary_words().values() for entry in entries]
    return Vocabulary(
        labels={entry["slug"]: entry["label"] for entry in entries},
        parents={entry["slug"]: frozenset(entry["parents"]) for entry in entries},
    )


def thought_partners(path: Path) -> list[Told]:
    """Return the organizations of `path`; the awards of one are read together.

    Raises Unreadable with the line and column of each problem.
    """
    found: dict[str, list[dict]] = {}
    for row in _rows(path, THOUGHT_PARTNERS):
        found.setdefault(row["grantee_id"], []).append(row)
    return [_together(key, rows) for key, rows in found.items()]


def _together(key, rows):
    return Told(
        key=key,
        name=rows[0]["name"],
        text=" ".join(dict.fromkeys(row["activity"] for row in rows if row["activity"])),
        topics=frozenset(slug for row in rows for slug in row["topics"]),
        settings=frozenset(slug for row in rows for slug in row["contexts"]),
        state=rows[0]["state"],
        awards=len(rows),
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
        )
        for row in _rows(path, INITIATIVES)
    ]


def _rows(path, table):
    parsed = parse(path.name, path.read_bytes(), table)
    if parsed.problems:
        raise Unreadable(parsed.problems)
    defaults = {column.name: column.read("") for column in table.columns if not column.heading}
    return [defaults | row.values for row in parsed.rows]
