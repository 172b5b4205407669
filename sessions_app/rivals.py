"""Two tabs of one page of many rows: nothing that was written in either is overwritten.

The page carries for each row the version it showed (`at-…`) and a digest of each field
(`was-…`). What only one of the two changed goes together by itself; what both changed, words or a
choice, is asked for, as everywhere (`foundation/conflicts.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from foundation.conflicts import digest
from foundation.errors import Stale
from foundation.fields import number_or_none
from foundation.stale import Chosen


@dataclass(frozen=True)
class Seen:
    """What a page showed of one row: its version and a digest a field; 0 and none: not known."""

    version: int = 0
    was: dict[str, str] = field(default_factory=dict)

    def same(self, name: str, value) -> bool:
        """Say whether the page showed `value` in this field."""
        return self.was.get(name) == digest(value)

    def after(self, stands: "Seen", sent: dict) -> "Seen":
        """Return what a page that `sent` these values shows by now of a row that `stands` so.

        A field that another tab wrote keeps the digest of what is shown here, and the row its
        version: nobody here has read the new value.
        """
        same = {n: of for n, of in stands.was.items() if n not in sent or stands.same(n, sent[n])}
        return stands if same == stands.was else Seen(self.version, self.was | same)

    @property
    def carried(self) -> str:
        """The digests as a page carries them."""
        return ",".join(f"{name}:{of}" for name, of in self.was.items())


def told(values: dict) -> str:
    """Return fields to values as a page carries them: names and digests, no words."""
    return Seen(was={name: digest(value) for name, value in values.items()}).carried


def read(version: str, was: str) -> Seen:
    """Return what a page sent back of `told` and a version."""
    pairs = (one.partition(":") for one in was.split(","))
    return Seen(number_or_none(version) or 0, {name: of for name, _colon, of in pairs if of})


@dataclass(frozen=True)
class Part:
    """How a page asks for one field of a row: `name` and `label` of its box.

    `choices` map what is stored to (what the form sends, what a person reads); none: it is written.
    """

    name: str
    label: str = ""
    choices: dict[str, tuple[str, str]] | None = None

    def value(self, stored):
        """Return what is `stored` as the page of a stale save takes it."""
        if self.choices is None:
            return stored
        key = "" if stored is None else str(stored)
        return Chosen(*self.choices.get(key, (key, "–")))


def choices_of(field) -> dict[str, tuple[str, str]]:
    """Return the choices of a form's field as `Part` takes them; what is stored is what is sent."""
    return {str(value): (str(value), str(words)) for value, words in field.choices}


def settle(row, values: dict, seen: Seen | None) -> tuple[dict, list[str]]:
    """Return (what to write, fields that both changed) of `row` as it stands.

    `values` are field to value as sent. Without `seen`, the caller has just read the row.
    """
    mine = {name: value for name, value in values.items() if not _equal(row, name, value)}
    if seen is None:
        return mine, []
    mine = {name: value for name, value in mine.items() if not seen.same(name, value)}
    if row.version == seen.version:
        return mine, []
    both = [name for name in mine if not seen.same(name, getattr(row, name))]
    return {name: value for name, value in mine.items() if name not in both}, both


def _equal(row, name, value) -> bool:
    return digest(getattr(row, name)) == digest(value)


class Rivals(Stale):
    """Words that two tabs changed; `at` are the hidden fields of their rows as they stand."""

    def __init__(self, current, clashes, at: dict[str, Any]):
        super().__init__(current, clashes)
        self.at = at

    def post(self, sent):
        """Return what was sent, with the versions of the rows in question as they stand."""
        data = sent.copy()
        for name, value in self.at.items():
            data[name] = str(value)
        return data


class Clashes:
    """What is gathered over the rows of one save."""

    def __init__(self):
        self.found: list[tuple] = []
        self.at: dict[str, Any] = {}
        self.rows: list = []

    def add(self, row, both: Iterable[str], values: dict, parts: dict, at: str = "") -> None:
        """Note the fields `both` of `row`; `parts` are its boxes, `at` its hidden version."""
        for name in both:
            part = parts.get(name) or Part(name)
            label = part.label or str(row._meta.get_field(name).verbose_name).capitalize()
            theirs, mine = part.value(getattr(row, name)), part.value(values[name])
            self.found.append((label, part.name, theirs, mine))
            self.rows.append(row)
        if both and at:
            self.at[at] = row.version

    def require_none(self, current) -> None:
        """Raise Rivals, told by who changed a row last; `current` is what the page is about."""
        if not self.found:
            return
        last = max(self.rows, key=lambda row: row.changed_at)
        current.changed_at, current.changed_by = last.changed_at, last.changed_by
        raise Rivals(current, self.found, self.at)
