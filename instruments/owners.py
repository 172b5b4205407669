"""The rooms that own what sheets are about: where a sheet leads back to, and what follows it.

The owning room registers its kind in `AppConfig.ready()`, beside its rule in foundation/access.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_owners: dict[str, "Owner"] = {}


@dataclass(frozen=True)
class Owner:
    """`home(context_id)` is an address, `title(context_id)` a line such as "Elm Valley, retention".

    `signed_off(sheet=, by=, now=)` runs inside the transaction of the sign-off.
    """

    home: Callable[[Any], str]
    title: Callable[[Any], str]
    signed_off: Callable[..., None] | None = None


def register(kind: str, *, home, title, signed_off=None) -> None:
    """Register the model label `kind`. Raises ValueError when it already is."""
    if kind in _owners:
        raise ValueError(f"{kind} is registered twice")
    _owners[kind] = Owner(home, title, signed_off)


def kinds() -> set[str]:
    """Return what sheets may be about."""
    return set(_owners)


def of(sheet) -> Owner:
    """Return the owner of what `sheet` is about. Raises LookupError for an unknown kind."""
    return _owners[sheet.context_kind]
