"""What still stands between a partnership and its next phase (design, registries, c).

Each room may have a `gates.py` that registers checks; the mover asks all of them. A check gets
`(partnership, now)` and returns sentences a person can act on; none means the gate is open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Gate:
    """`name` is listed in a test; `old` and `new` are the phases it stands between.

    `page` names the address, with the partnership's id, where it is met; `button` leads there.
    """

    name: str
    old: str
    new: str
    check: Callable
    button: str = ""
    page: str = ""


@dataclass(frozen=True)
class Need:
    """One sentence of a gate, and the button that leads to where it is met."""

    sentence: str
    button: str
    url: str


_gates: dict[str, Gate] = {}


def gate(name: str, *, old: str, new: str, button="", page: str = ""):
    """Register the decorated check under `name`. Raises ValueError when the name is taken."""

    def keep(check):
        if name in _gates:
            raise ValueError(f"gate {name} is registered twice")
        _gates[name] = Gate(name, old, new, check, button, page)
        return check

    return keep


def all_gates() -> list[Gate]:
    """Return every registered gate, in the order of the rooms, lowest first."""
    autodiscover_modules("gates")
    return list(_gates.values())


def unmet(partnership, new: str, *, now) -> list[str]:
    """Return the sentences that still stand before moving `partnership` to `new`."""
    return [sentence for _gate, sentence in _asked(partnership, new, now)]


def needs(partnership, new: str, *, now) -> list[Need]:
    """Return the same, each with its button; load with `with_room()` for few queries."""
    return [
        Need(sentence, str(g.button), reverse(g.page, args=[partnership.pk]) if g.page else "")
        for g, sentence in _asked(partnership, new, now)
    ]


def _asked(partnership, new, now):
    asked = [g for g in all_gates() if g.old == partnership.phase and g.new == new]
    return [(g, sentence) for g in asked for sentence in g.check(partnership, now)]
