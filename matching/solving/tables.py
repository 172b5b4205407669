"""A large CSV file read a block of lines at a time, and where it went wrong. No database."""

import csv
import re
from itertools import chain, islice, repeat
from pathlib import Path

from .problem import Unsolvable

LARGEST = 400_000_000  # bytes of one file
# What is read together is little enough to stay in the processor's own memory.
BLOCK = 50_000  # characters
FEW = 1_000  # lines
CLOSER = re.compile('["\\r\\0]')  # what needs a closer look than splitting


class Table:
    """An open CSV file with a heading; `at` says where each column stands.

    `needed` columns must be there; `names` maps other spellings of a column to ours. Every
    problem is Unsolvable with a sentence that names file and line.
    """

    def __init__(self, path: Path, needed: set[str], names: dict[str, str] | None = None):
        self.path, self.needed, self.names = path, needed, names or {}

    def __enter__(self):
        if self.path.stat().st_size > LARGEST:
            raise Unsolvable([f"{self.path.name} is larger than {LARGEST // 10**6} MB."])
        self._open()
        try:
            self._read_heading()
        except Unsolvable:
            self.file.close()
            raise
        return self

    def __exit__(self, *problem):
        self.file.close()

    def _open(self):
        self.file = self.path.open(encoding="utf-8-sig", newline="")
        self.rows = csv.reader(self.file, strict=True)
        self.before = 0  # lines that were split at once

    def _read_heading(self):
        heading = [self.names.get(name.strip(), name.strip()) for name in self._next_row()]
        self.at = {name: n for n, name in enumerate(heading)}
        self.width = len(heading)
        if twice := sorted(name for name in self.at if heading.count(name) > 1):
            raise self.wrong(1, f"the column {twice[0]} stands there twice")
        if missing := sorted(self.needed - self.at.keys()):
            hint = "; set commas between" if any(";" in name for name in heading) else ""
            raise self.wrong(1, f"missing columns: {', '.join(missing)}{hint}")

    def wrong(self, line: int, said: str) -> Unsolvable:
        """Return the problem of one line, ready to be raised."""
        return Unsolvable([f"{self.path.name}, line {line}: {said}."])

    def blocks(self):
        """Yield the columns of some thousand lines at a time, each a list of texts.

        Lines without a quotation mark, which are nearly all there are, are split at once.
        """
        self.before = self.rows.line_num
        while lines := self._reading(lambda: self.file.readlines(BLOCK)):
            text = "".join(lines)
            if CLOSER.search(text) or set(map(str.count, lines, repeat(","))) != {self.width - 1}:
                yield from self._careful_blocks(lines)
                return
            self.before += len(lines)
            cells = text.removesuffix("\n").replace("\n", ",").split(",")
            yield [cells[n :: self.width] for n in range(self.width)]

    def _careful_blocks(self, lines):
        """The rest of the file, from `lines` on."""
        self.rows = csv.reader(chain(lines, self.file), strict=True)
        while block := self._reading(lambda: list(islice(self.rows, FEW))):
            if set(map(len, block)) != {self.width}:
                block = [row for row in block if row]  # an empty line says nothing
                if set(map(len, block)) - {self.width}:
                    raise self.first(lambda row: len(row) != self.width, self._count_off)
            if block:
                yield list(zip(*block, strict=True))

    def records(self):
        """Yield the number of each line and its cells by column, stripped."""
        while row := self._next_row(skip=True):
            line = self.rows.line_num
            if len(row) != self.width:
                raise self.wrong(line, self._count_off(row))
            yield line, {name: row[n].strip() for name, n in self.at.items()}

    def first(self, is_wrong, said) -> Unsolvable:
        """Return the problem of the first line that `is_wrong`, in the words of `said(row)`."""
        self.file.close()
        self._open()
        next(self.rows)
        row = next(row for row in self.rows if row and is_wrong(row))
        return self.wrong(self.rows.line_num, said(row))

    def _count_off(self, row):
        return f"the line has {len(row)} values, the heading {self.width}"

    def _next_row(self, *, skip=False):
        """The next line, [] at the end; `skip` passes over empty ones."""
        return self._reading(lambda: next(filter(None, self.rows) if skip else self.rows, []))

    def _reading(self, read):
        try:
            return read()
        except UnicodeDecodeError:
            line = _first_undecodable(self.path)
            raise self.wrong(line, "it is not UTF-8 text; save the file as “CSV UTF-8”") from None
        except csv.Error as error:
            said = f"it cannot be read ({error}); look for a missing quotation mark"
            line = self.before + self.rows.line_num
            raise self.wrong(line or 1, said) from None


def _first_undecodable(path):
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1
