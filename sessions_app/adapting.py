"""What was thought not to fit, and what was made to fit: written down, changed, listed.

Both sides and the facilitator read these rows, a program officer never. Rows: domain 0.40, 2.03.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast

from foundation import audit
from foundation.stale import save_version

from .models import Adaptation, NotHere, Session

FIELDS: dict[Any, list[str]] = {
    NotHere: ["idea", "barrier", "kind", "condition", "tried", "outcome"],
    Adaptation: ["original", "change", "reason", "result"],
}
NAMES: dict[Any, str] = {NotHere: "not_here", Adaptation: "adapted"}


@dataclass(frozen=True)
class Line:
    """One row as a session's page lists it; `more` is what it takes, or what was changed."""

    what: str
    pk: uuid.UUID
    words: str
    side: str
    more: str
    then: str
    at: datetime.datetime

    @property
    def waits(self) -> bool:
        """True where it was said what it takes, and nothing was tried yet."""
        return bool(self.more) and not self.then


@transaction.atomic
def add(row, *, by, now: datetime.datetime) -> None:
    """Save a new row of either kind. Its form has cleaned it."""
    row.created_at, row.created_by, row.changed_at, row.changed_by = now, by, now, by
    row.save(force_insert=True)
    audit.record("wrote_down", row, by=by, now=now)


@transaction.atomic
def change(row, *, expected: int, by, now: datetime.datetime) -> None:
    """Save other words of a row. Raises Stale with both texts when somebody was quicker."""
    fields = FIELDS[type(row)]
    save_version(row, fields, expected=expected, by=by, now=now)
    audit.record("changed", row, by=by, now=now, fields=fields)


def listed(session: Session, user) -> tuple[list[Line], list[Line]]:
    """Return what `user` may read of a session: not here, and what was adapted; one query."""
    not_here = _part(NotHere, session, user, "idea", "condition", "tried")
    adapted = _part(Adaptation, session, user, "original", "change", "result")
    lines = [Line(*row) for row in not_here.union(adapted, all=True)]
    lines.sort(key=lambda line: (line.at, line.pk))
    found = {what: [line for line in lines if line.what == what] for what in NAMES.values()}
    return found["not_here"], found["adapted"]


def _part(model, session, user, *names):
    rows = model.objects.visible_to(user).filter(session=session).order_by()
    words, more, then = (Cast(F(name), TextField()) for name in names)
    what = Value(NAMES[model], CharField())
    return rows.annotate(c_what=what, c_words=words, c_more=more, c_then=then).values_list(
        "c_what", "pk", "c_words", "side", "c_more", "c_then", "created_at"
    )


def facts(row) -> list[tuple[str, str]]:
    """Return (label, words) of what a row says below its heading, for whoever only reads it."""
    told = [(name, getattr(row, name)) for name in FIELDS[type(row)][1:]]
    if isinstance(row, NotHere):
        told = [(name, row.get_kind_display() if name == "kind" else said) for name, said in told]
    labels = {name: str(row._meta.get_field(name).verbose_name).capitalize() for name, _s in told}
    return [(labels[name], str(said)) for name, said in told if said]


def grouped(rows: list[tuple[NotHere, str]]) -> list[tuple[bool, list[tuple[NotHere, str]]]]:
    """Return (do they deserve a second try, their rows), as they stand on one page of the list."""
    found = [(first, [pair for pair in rows if pair[0].waits is first]) for first in (True, False)]
    return [(first, group) for first, group in found if group]
