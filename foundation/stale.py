"""Saves that never overwrite somebody else's words."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from .errors import Refused, Stale


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
        raise Stale(*_both_texts(obj, values))
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
