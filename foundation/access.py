"""Who may see rows of a lower room that hang on an object of a higher one.

The owning room registers its kind in `AppConfig.ready()`. An unregistered kind is denied.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Kind:
    """`visible(user)` gives a queryset of ids; `may(user, action, id)` answers one question."""

    visible: Callable[..., QuerySet]
    may: Callable[..., bool]


_kinds: dict[str, Kind] = {}


def register(kind: str, *, visible, may) -> None:
    """Register the model label `kind`. Raises ValueError when it already is."""
    if kind in _kinds:
        raise ValueError(f"{kind} is registered twice")
    _kinds[kind] = Kind(visible, may)


def kinds() -> dict[str, Kind]:
    """Return a copy of what is registered, by model label."""
    return dict(_kinds)


def visible(user) -> Q:
    """Return the condition under which rows with `context_kind` and `context_id` are visible."""
    condition = Q(pk__in=[])
    for label, kind in _kinds.items():
        condition |= Q(context_kind=label, context_id__in=kind.visible(user))
    return condition


def may(user, action: str, row) -> bool:
    """Say whether `user` may do `action` on `row`; False for an unregistered kind."""
    kind = _kinds.get(row.context_kind)
    return bool(kind and kind.may(user, action, row.context_id))
