"""What an import would change, row by row, in words: the difference that people read first."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _

from partnerships.models import ImportLine, Term

What = ImportLine.What


@dataclass
class Line:
    """One row: `differences` are (field, here, in the file)."""

    what: str
    kind: str
    key: str
    name: str
    differences: list[tuple[str, str, str]] = field(default_factory=list)


class Difference:
    """Collects lines; what is told twice of one row becomes one line."""

    def __init__(self):
        self._lines: dict[tuple, Line] = {}

    @property
    def lines(self) -> list[Line]:
        """All lines in the order they were met."""
        return list(self._lines.values())

    def new(self, rows, kind: str) -> None:
        """Tell of rows that are not here yet."""
        for row in rows:
            self._line(What.NEW, row, kind)

    def told(self, what: str, row, kind: str, values: dict) -> None:
        """Tell where `row`, as it still stands here, differs from `values` of the file."""
        line = self._line(what, row, kind)
        for name, value in values.items():
            label = str(row._meta.get_field(name).verbose_name)
            line.differences.append((label, said(row, name, getattr(row, name)),
                                     said(row, name, value)))  # fmt: skip

    def terms(self, row, kind: str, name: str, here, wanted) -> None:
        """Tell that the topics or contexts of a row that stands here change."""
        label = str(row._meta.get_field(name).verbose_name)
        line = self._line(What.CHANGED, row, kind)
        line.differences.append((label, _labels(here), _labels(wanted)))

    def _line(self, what, row, kind) -> Line:
        place = (what, type(row), row.pk)
        if place not in self._lines:
            name = _name(row)
            self._lines[place] = Line(str(what), kind, row.external_key or "", name)
        return self._lines[place]


def said(row, name: str, value) -> str:
    """Return a value of a field as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Term):
        return value.label
    if isinstance(value, models.Model):
        return str(value)
    choices = dict(row._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))


def _labels(terms: list[Term]) -> str:
    return "; ".join(sorted(term.label for term in terms))


def _name(row) -> str:
    if row._meta.model_name == "documentedrelation":
        return f"{row.expert_name}, {row.partner_name}"[:200]
    if row._meta.model_name == "grant":
        return f"{row.organization.name} {row.year_as_reported}".strip()[:200]
    return str(row)[:200]
