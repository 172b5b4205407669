"""What still stands between a partnership and its next phase (design, registries, c).

Each room may have a `gates.py` that registers checks; the mover asks all of them. A check gets
`(partnership, now)` and returns sentences a person can act on; none means the gate is open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Gate:
    """`name` is listed in a test; `old` and `new` are the phases it stands between."""

    name: str
    old: str
    new: str
    check: Callable


_gates: dict[str, Gate] = {}


def gate(name: str, *, old: str, new: str):
    """Register the decorated check under `name`. Raises ValueError when the name is taken."""

    def keep(check):
        if name in _gates:
            raise ValueError(f"gate {name} is registered twice")
        _gates[name] = Gate(name, old, new, check)
        return check

    return keep


def all_gates() -> list[Gate]:
    """Return every registered gate, by name."""
    autodiscover_modules("gates")
    return [_gates[name] for name in sorted(_gates)]


def unmet(partnership, new: str, *, now) -> list[str]:
    """Return the sentences that still stand before moving `partnership` to `new`."""
    asked = [g for g in all_gates() if g.old == partnership.phase and g.new == new]
    return [sentence for g in asked for sentence in g.check(partnership, now)]
