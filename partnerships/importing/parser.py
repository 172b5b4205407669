"""Reads one CSV file into rows and problems. No database, no surprise: garbage gives problems."""

import csv
import io
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.uploads import LARGEST

from .columns import Table

MOST_PROBLEMS = 200  # of one file; more would not be read
UTF16 = (b"\xff\xfe", b"\xfe\xff")
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where. `line` counts from 1 with the heading; `column` may be ""."""

    file: str
    line: int
    column: str
    sentence: str

    def __str__(self):
        place = f"{self.file}, line {self.line}"
        return (
            f"{place}, {self.column}: {self.sentence}"
            if self.column
            else f"{place}: {self.sentence}"
        )


@dataclass(frozen=True)
class Row:
    """The checked values of one line, by column."""

    line: int
    values: dict


@dataclass
class Parsed:
    """The good rows of a file, its problems, and columns nobody asked for."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    whole: bool = True  # False when the file could not be read to its end


def parse(file: str, raw: bytes, table: Table) -> Parsed:
    """Return what `raw` holds. Never raises for what a file may hold."""
    parsed = Parsed()
    if refusal := _unreadable(raw):
        return _broken(parsed, Problem(file, 1, "", refusal))
    text = raw.decode("utf-8-sig", errors="surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [name.strip() for name in next(reader, [])]
        if problem := _heading_problem(heading, table):
            return _broken(parsed, Problem(file, 1, *problem))
        parsed.ignored = [name for name in heading if name not in table.names]
        _rows(file, reader, heading, table, parsed)
    except csv.Error as error:
        sentence = _(
            "the file cannot be read from here on (%(error)s); look for a missing quotation mark"
        ) % {"error": error}
        return _broken(parsed, Problem(file, reader.line_num or 1, "", sentence))
    return parsed


def _unreadable(raw):
    if len(raw) > LARGEST:
        return _("the file is larger than 40 MB; split it into several folders and import each")
    if raw.startswith(WORKBOOK):
        return _("the file is a spreadsheet; save it as “CSV UTF-8” and try again")
    if raw.startswith(UTF16):
        return _("the file is UTF-16; save it as “CSV UTF-8” and try again")
    return ""


def _broken(parsed, problem):
    parsed.problems.append(problem)
    parsed.whole = False
    return parsed


def _heading_problem(heading, table):
    for name in heading:
        if damage := _damage(name)[1]:
            return "", damage
        if heading.count(name) > 1 and name in table.names:
            return name, _("the column stands there twice")
    if len(heading) == 1 and max(";\t", key=heading[0].count) in heading[0]:
        return "", _("columns are parted by commas here; save the file as “CSV UTF-8 (comma)”")
    missing = [
        column.name for column in table.columns if column.heading and column.name not in heading
    ]
    if not missing:
        return None
    first, *others = missing
    if not others:
        return first, _("the column is missing")
    return first, _("the column is missing (as are: %(others)s)") % {"others": ", ".join(others)}


def _rows(file, reader, heading, table, parsed):
    seen: dict[str, int] = {}
    line = reader.line_num + 1
    for cells in reader:
        problems: list[Problem] = []
        if any(cell.strip() for cell in cells):
            values = _values(file, line, heading, cells, table, problems)
            _once(file, line, table, values, seen, problems)
            if not problems:
                parsed.rows.append(Row(line, values))
        parsed.problems += problems
        if len(parsed.problems) >= MOST_PROBLEMS:
            sentence = _("there are more problems than these; mend them first, then try again")
            _broken(parsed, Problem(file, line, "", sentence))
            return
        line = reader.line_num + 1


def _values(file, line, heading, cells, table, problems):
    if len(cells) != len(heading):
        sentence = ngettext(
            "the line has %(n)s value, the heading %(of)s",
            "the line has %(n)s values, the heading %(of)s",
            len(cells),
        ) % {"n": len(cells), "of": len(heading)}
        problems.append(Problem(file, line, "", sentence))
        return {}
    given = dict(zip(heading, cells, strict=True))
    values = {}
    for column in table.columns:
        cell = given.get(column.name, "")
        try:
            if damage := _damage(cell)[0]:
                raise ValueError(damage)
            values[column.name] = column.read(cell)
        except ValueError as error:
            problems.append(Problem(file, line, column.name, str(error)))
    return values


def _once(file, line, table, values, seen, problems):
    key = values.get(table.key)
    if not key:
        return
    if key in seen:
        sentence = _("“%(key)s” stands in line %(line)s already") % {
            "key": key,
            "line": seen[key],
        }
        problems.append(Problem(file, line, table.key, sentence))
    seen.setdefault(key, line)


def _damage(cell) -> tuple[str, str]:
    """Return what is wrong with it as a value and as a heading, both "" for sound text."""
    if "\x00" in cell:
        return _("it holds a NUL character"), _("the heading holds a NUL character")
    if any("\udc80" <= character <= "\udcff" for character in cell):
        return (
            _("it is not UTF-8 text; save the file as “CSV UTF-8”"),
            _("the heading is not UTF-8 text; save the file as “CSV UTF-8”"),
        )
    return "", ""
