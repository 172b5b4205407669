"""What still stands between a partnership and its next phase (design, registries, c).

Each room may have a `gates.py` that registers checks; the mover asks all of them. A check gets
`(partnership, now)` and returns sentences a person can act on; none means the gate is open.
A sentence that one side can act on is a `Sentence` with that side.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.module_loading import autodiscover_modules


class Sentence(str):
    """What is still needed, and the side that can do it; "" when anybody inside can."""

    side: str

    def __new__(cls, text, side=""):
        sentence = super().__new__(cls, text)
        sentence.side = side
        return sentence


@dataclass(frozen=True)
class Gate:
    """`name` is listed in a test; `old` and `new` are the phases it stands between.

    `page` names the address, with the partnership's id, where it is met; `button` leads there.
    `helps` says that the facilitator can do it for a side.
    """

    name: str
    old: str
    new: str
    check: Callable
    button: str = ""
    page: str = ""
    helps: bool = False


@dataclass(frozen=True)
class Need:
    """One sentence of a gate, and the button that leads to where it is met."""

    sentence: str
    button: str
    url: str
    side: str = ""
    helps: bool = False

    def for_place(self, place) -> bool:
        """Say whether who holds `place` can do it."""
        if place.facilitates and (self.helps or not self.side):
            return True
        return bool(place.side) and self.side in ("", place.side)


_gates: dict[str, Gate] = {}


def gate(name: str, *, old: str, new: str, button="", page: str = "", helps: bool = False):
    """Register the decorated check under `name`. Raises ValueError when the name is taken."""

    def keep(check):
        if name in _gates:
            raise ValueError(f"gate {name} is registered twice")
        _gates[name] = Gate(name, old, new, check, button, page, helps)
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
    return [_need(g, sentence, partnership) for g, sentence in _asked(partnership, new, now)]


def _need(g, sentence, partnership):
    url = reverse(g.page, args=[partnership.pk]) if g.page else ""
    return Need(str(sentence), str(g.button), url, getattr(sentence, "side", ""), g.helps)


def _asked(partnership, new, now):
    asked = [g for g in all_gates() if g.old == partnership.phase and g.new == new]
    return [(g, sentence) for g in asked for sentence in g.check(partnership, now)]
