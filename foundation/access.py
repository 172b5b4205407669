"""Who may see rows of a lower room that hang on an object of a higher one.

The owning room registers its kind in `AppConfig.ready()`. An unregistered kind is denied.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Kind:
    """`visible(user, action)` gives a queryset of ids; `may(user, action, id)` answers for one."""

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


def visible(user, action: str = "read", *, about: Collection[str] | None = None) -> Q:
    """Return the condition under which `user` may do `action` on rows about registered kinds.

    A room may tell actions apart, e.g. "read" a signed-off sheet from "fill" a draft. Rows that are
    about some kinds alone name them in `about`: a query that asks all rooms is slow to write.
    """
    condition = Q(pk__in=[])
    for label, kind in _kinds.items():
        if about is None or label in about:
            condition |= Q(context_kind=label, context_id__in=kind.visible(user, action))
    return condition


def may(user, action: str, row) -> bool:
    """Say whether `user` may do `action` on `row`; False for an unregistered kind."""
    kind = _kinds.get(row.context_kind)
    return bool(kind and kind.may(user, action, row.context_id))
