"""Saves that never overwrite somebody else's words."""

from datetime import date, datetime

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, F, TextField
from django.utils.translation import gettext as _

from .dates import say_day
from .errors import Refused, Stale


class Chosen(str):
    """What a form sends of a choice, and how a person reads it: `said`."""

    said: str

    def __new__(cls, sent: str, said):
        """Return `sent` as a text that knows what it is called."""
        found = super().__new__(cls, sent)
        found.said = str(said)
        return found


def save_version(obj, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Write `fields` of `obj` if the row is still at version `expected`.

    Raises Stale, which carries both texts; the edge turns it into the page that shows them.
    Raises Refused when the row is gone.
    """
    values = {name: getattr(obj, name) for name in fields}
    rows = type(obj)._base_manager.filter(pk=obj.pk)
    changed = rows.filter(version=expected).update(
        **values, version=F("version") + 1, changed_by=by, changed_at=now
    )
    if not changed:
        current, clashes = _both_texts(obj, values)
        raise Stale(current, clashes, fields)
    obj.version, obj.changed_by, obj.changed_at = expected + 1, by, now


def _both_texts(obj, values):
    current = type(obj)._base_manager.select_related("changed_by").filter(pk=obj.pk).first()
    if current is None:
        raise Refused(_("This was taken away while you were writing. Nothing is left to save."))
    clashes = []
    for name, mine in values.items():
        theirs = getattr(current, name)
        if theirs != mine:
            label = str(obj._meta.get_field(name).verbose_name).capitalize()
            clashes.append((label, name, theirs, mine))
    return current, clashes


def is_words(row, name: str) -> bool:
    """Say whether the field `name` of `row` is written, not chosen: two of it fit in one box."""
    field = field_of(row, name)
    return field is None or (isinstance(field, CharField | TextField) and not field.flatchoices)


def said(row, name: str, value):
    """Return `value` of the field `name` as a person reads it: a choice by its words."""
    if isinstance(value, Chosen):
        return value.said
    if isinstance(value, list | tuple | set):
        return "; ".join(str(one) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date) and not isinstance(value, datetime):
        return say_day(value)
    return dict(getattr(field_of(row, name), "flatchoices", ())).get(value, value)


def field_of(row, name: str):
    """Return the field `name` of the model of `row`, or None: a form may send more than it has."""
    try:
        return row._meta.get_field(name)
    except FieldDoesNotExist:
        return None
