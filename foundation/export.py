"""Writes tables that people open in a spreadsheet: a cell is never run as a formula."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide forms


def plain(value) -> str:
    """Return `value` as text that a spreadsheet shows as it is (trust K25)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def answer(name: str, heading: Iterable[str], rows: Iterable[Iterable]) -> HttpResponse:
    """Return a CSV file `name` with a heading; UTF-8 with its mark, so that Excel reads it."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(heading)
    for row in rows:
        writer.writerow([plain(cell) for cell in row])
    return response
