"""A table for a spreadsheet: cells are text, whatever they begin with (trust K25)."""

import csv
import io

import pytest

from foundation.export import answer, plain

ODD = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
]


@pytest.mark.parametrize("given", ODD)
def test_nothing_is_run_as_a_formula(given):
    assert plain(given) == f"'{given}"


@pytest.mark.parametrize(("given", "text"), [("A = B", "A = B"), (None, ""), (7, "7")])
def test_what_cannot_be_run_stays_as_it_is(given, text):
    assert plain(given) == text


def test_every_cell_is_read_back_and_the_file_is_downloaded():
    cells = [*ODD, 'He said "no", twice']

    response = answer("rows.csv", ["name"], [[cell] for cell in cells])

    written = io.StringIO(response.content.decode("utf-8-sig"), newline="")
    assert [row[0].removeprefix("'") for row in csv.reader(written)] == ["name", *cells]
    assert response.headers["Content-Disposition"] == 'attachment; filename="rows.csv"'
