"""On a phone each row of a table is a block without its heads: a bare value says what it is."""

import re

import pytest
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
STACKED = sorted(path for path in TEMPLATES.rglob("*.html") if "tbl--stack" in path.read_text())
CELL = re.compile(r"<td\b((?:[^>{]|\{[{%].*?[}%]\})*)>(.*?)</td>", re.DOTALL)
SAYS_ITSELF = re.compile(  # a state, a side, a button, a link, a picture or a sentence
    r"components/(state|side)\.html|class=\"state|<a |<form|mini_path|marks\.html"
    r"|_(status|state|standing|counts)\.html|keep-lines|dir=\"auto\"|\{\{ line \}\}|sentence"
)
MAY_BE_EMPTY = re.compile('–|<span class="muted">')
SENTENCES = {  # their words stand alone, empty or not
    "overview/closing/reached.html", "overview/officer/sheet.html", "overview/today/table.html",
    "partnerships/import.html", "instruments/publish.html", "overview/partnership/list.html",
    "matching/round/board.html",
}  # fmt: skip


@pytest.mark.parametrize("path", STACKED, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_bare_cell_has_its_label(path):
    if path.relative_to(TEMPLATES).as_posix() in SENTENCES:
        return
    bare = [
        body
        for attributes, body in CELL.findall(path.read_text())
        if "data-label" not in attributes
        and "colspan" not in attributes
        and (not SAYS_ITSELF.search(attributes + body) or MAY_BE_EMPTY.search(body))
    ]

    assert bare == []


def test_a_label_ends_in_a_colon():
    found = [
        label
        for path in STACKED
        for label in re.findall(r"data-label=\"{% translate '([^']+)' %}", path.read_text())
    ]

    assert found
    assert [label for label in found if not label.endswith(":")] == []
