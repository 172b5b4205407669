"""The one way a state changes."""

from datetime import datetime

from django.db import transaction

from .errors import AlreadyMoved
from .models import Transition


@transaction.atomic
def move(obj, new, *, moves: dict, by, now: datetime, why: str = "", field: str = "state", **also):
    """Compare and set `obj.<field>` to `new`, write its history row and return it.

    `moves` maps each state to the states that may follow. `also` are further fields of the same
    row, set in the same statement. `by` is None when the app itself acts.
    Of two rival moves exactly one wins. Raises AlreadyMoved.
    """
    old = getattr(obj, field)
    if new not in moves.get(old, ()):
        raise AlreadyMoved
    rows = type(obj)._base_manager.filter(pk=obj.pk, **{field: old})
    if not rows.update(**{field: new}, **also):
        raise AlreadyMoved
    row = Transition.objects.create(
        context_kind=obj._meta.label_lower,
        context_id=obj.pk,
        field=field,
        old=old,
        new=new,
        by=by,
        at=now,
        why=why,
    )
    for name, value in {field: new, **also}.items():
        setattr(obj, name, value)
    return row
