"""The columns of the three files, and how each value is read. No database."""

import datetime
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _

from foundation.text import clean_name, clean_text
from partnerships.us_states import CODES

NUMBER = re.compile(r"[0-9]{1,15}")
SAID_ELSEWHERE = frozenset({"expert_is_seed_grantee", "partner_type", "partner_state"})
YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Column:
    """`read` turns a cell into a value or raises ValueError with a sentence.

    `heading` is False for a column that the file may leave out.
    """

    name: str
    read: Callable
    heading: bool = True


@dataclass(frozen=True)
class Table:
    """One file: its columns and the one that names a row for ever."""

    columns: tuple[Column, ...]
    key: str
    left_out: frozenset[str] = frozenset()  # columns of the format that say nothing to keep

    @property
    def names(self) -> set[str]:
        """The columns of the format."""
        return {column.name for column in self.columns} | self.left_out


@dataclass(frozen=True)
class Vocabulary:
    """The slugs that may stand in `topics`, `contexts`, `org_type`, `sector`.

    `follows` is kind of organization -> the sector that follows from it.
    """

    topics: frozenset[str]
    contexts: frozenset[str]
    types: frozenset[str]
    sectors: frozenset[str] = frozenset()
    follows: dict[str, str] = field(default_factory=dict)


def line(cell: str, *, longest: int = 200, needed: bool = False) -> str:
    """Return one line of text; what looks like a formula stays text."""
    return _fitting(clean_name(cell), longest, needed)


def words(cell: str, *, longest: int = 20_000, needed: bool = False) -> str:
    """Return text of several lines."""
    return _fitting(clean_text(cell).strip(), longest, needed)


def _fitting(value, longest, needed):
    if needed and not value:
        raise ValueError(_("it is empty"))
    if len(value) > longest:
        raise ValueError(
            _("it has %(n)s characters, at most %(longest)s fit")
            % {"n": len(value), "longest": longest}
        )
    return value


def _wrong(sentence, value, longest=40):
    return ValueError(sentence % {"value": value[:longest]})


def number(cell: str) -> int | None:
    """Return a whole number, or None for an empty cell."""
    value = cell.strip()
    if not value:
        return None
    if not NUMBER.fullmatch(value):
        raise _wrong(_("“%(value)s” is not a whole number written in digits only"), value)
    return int(value)


def years(cell: str) -> str:
    """Return years as a source gives them: “2019”, “c. 2011”, “2019-2022”, “2013;2015”."""
    value = line(cell, longest=40)
    if value and not YEAR.search(value):
        raise _wrong(_("“%(value)s” names no year"), value)
    return value


def first_year(text: str) -> int | None:
    """Return the first year that `years` let through."""
    found = YEAR.search(text)
    return int(found.group()) if found else None


def day(cell: str) -> datetime.date | None:
    """Return a date written 2026-11-22, or None for an empty cell."""
    value = cell.strip()
    if not value:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise _wrong(_("“%(value)s” is no date written like 2026-11-22"), value) from None


def one_of(cell: str, *, values: Collection[str], empty: bool = False) -> str:
    """Return one of `values`."""
    value = cell.strip()
    if value in values or (empty and not value):
        return value
    raise ValueError(
        _("“%(value)s” is none of: %(values)s")
        % {"value": value[:60], "values": ", ".join(sorted(values))}
    )


def yes_or_no(cell: str) -> bool | None:
    """Return True or False for “yes” or “no”, None for an empty cell."""
    told = {"yes": True, "no": False, "": None}
    value = cell.strip().lower()
    if value not in told:
        said = _("“%(value)s” is neither “yes” nor “no”; leave it empty if not stated")
        raise _wrong(said, value)
    return told[value]


def several_of(cell: str, *, values: Collection[str]) -> tuple[str, ...]:
    """Return the values of a cell, which are joined by “;”, each once, in order."""
    found = [value.strip() for value in cell.split(";") if value.strip()]
    for value in found:
        if value not in values:
            raise _wrong(_("“%(value)s” is not in the vocabulary"), value, 60)
    return tuple(dict.fromkeys(found))


KEY = partial(line, longest=50, needed=True)
MAYBE_KEY = partial(line, longest=50)
NAME = partial(line, needed=True)
SOURCE = partial(words, needed=True)
STATE = partial(one_of, values=CODES, empty=True)


MAY_BE_STATED = (  # of a grant; a file may leave these columns out
    Column("status_as_of", day, heading=False),
    Column("status_source", words, heading=False),
    Column("competition_announced_on", day, heading=False),
    Column("assistance_listing", partial(line, longest=20), heading=False),
    Column("absolute_priority", line, heading=False),
    Column("population_served", partial(line, longest=400), heading=False),
    Column("high_need", yes_or_no, heading=False),
)


def tables(vocabulary: Vocabulary, *, stages, statuses, relations) -> dict[str, Table]:
    """Return file name -> its table. The last three are the values that the models know."""
    topics = Column("topics", partial(several_of, values=vocabulary.topics))
    contexts = Column("contexts", partial(several_of, values=vocabulary.contexts))
    kind = Column("org_type", partial(one_of, values=vocabulary.types))
    sector = Column("sector", partial(one_of, values=vocabulary.sectors, empty=True), heading=False)
    detail = Column("detail_level", partial(one_of, values={"individual", "group"}, empty=True))
    source, state = Column("source", SOURCE), Column("state", STATE)
    grantees = (
        Column("award_row", KEY), Column("grantee_id", KEY), Column("name", NAME), kind, state,
        Column("city", partial(line, longest=80)),
        Column("role", partial(one_of, values={"lead", "co_implementer"})),
        Column("award_fiscal_year", years), Column("award_amount_usd", number),
        Column("amount_note", partial(line, longest=400)), Column("priority", line), topics,
        Column("activity", words), contexts, Column("reliability", partial(line, longest=20)),
        source,
        Column("status", partial(one_of, values=statuses, empty=True), heading=False),
        *MAY_BE_STATED, sector,
    )  # fmt: skip
    partners = (
        Column("initiative_row", KEY), Column("partner_id", KEY), Column("name", NAME), kind, state,
        Column("initiative_title", NAME), Column("challenge", words),
        Column("designing_or_implementing", words),
        Column("stage", partial(one_of, values=stages)), contexts, topics,
        Column("year", years), detail, source, sector,
    )  # fmt: skip
    pairs = (
        Column("pair_id", KEY), Column("expert_org", NAME), Column("grantee_id", MAYBE_KEY),
        Column("partner_org", NAME), Column("partner_id", MAYBE_KEY), Column("year", years),
        Column("relationship_type", partial(one_of, values=relations)),
        Column("worked_on", words), topics, contexts, Column("outcome", words), detail, source,
    )  # fmt: skip
    return {
        "grantees.csv": Table(grantees, "award_row"),
        "partners.csv": Table(partners, "initiative_row", frozenset({"in_documented_pair"})),
        "pairs.csv": Table(pairs, "pair_id", SAID_ELSEWHERE),
    }
