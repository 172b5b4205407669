"""What nine readiness levels mean (domain 2.2). No request, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

ITEMS = tuple(f"R{number}" for number in range(1, 10))
KEY = ("R1", "R5", "R7", "R8")
CLARITY = ("R5", "R1")  # problem and causes first: it is what a partner could only guess with
WILL = ("R6", "R7", "R8")
STOP = ("R6", "R7", "R8", "R2", "R9")
STOP_AT = 1


class Result(StrEnum):
    """The same values as the states of an application."""

    NOT_NOW = "not_now"
    PREPARING = "preparing"
    READY = "ready"
    TALK = "talk"


@dataclass(frozen=True)
class Rule:
    """Cut-offs; `mean` is that of all nine items. Our rule, editable."""

    key_level: int = 3
    mean: Decimal = Decimal("2.75")
    unclear_level: int = 2
    will_level: int = 2


@dataclass(frozen=True)
class Outcome:
    """A result, the items that led to it and those that hold, each in the order to be told."""

    result: str
    because: tuple[str, ...]
    holds: tuple[str, ...]


def judge(levels: Mapping[str, int], rule: Rule | None = None) -> Outcome | None:
    """Return what `levels` (item key to 1..4) mean; None until all nine are there.

    Tested in the order not now, prepare first, ready, talk.
    """
    if any(item not in levels for item in ITEMS):
        return None
    rule = rule or Rule()
    strong = tuple(item for item in WILL if levels[item] >= rule.key_level)
    if stops := tuple(item for item in STOP if levels[item] <= STOP_AT):
        return Outcome(Result.NOT_NOW, stops, strong)
    unclear = tuple(item for item in CLARITY if levels[item] <= rule.unclear_level)
    if unclear and all(levels[item] >= rule.will_level for item in WILL):
        return Outcome(Result.PREPARING, unclear, strong)
    weak = _weak(levels, rule)
    if not weak and sum(levels[item] for item in ITEMS) >= rule.mean * len(ITEMS):
        return Outcome(Result.READY, (), KEY)
    return Outcome(Result.TALK, weak or _lowest(levels), strong)


def _weak(levels, rule):
    return tuple(
        item
        for item in ITEMS
        if levels[item] <= STOP_AT or (item in KEY and levels[item] < rule.key_level)
    )


def _lowest(levels):
    lowest = min(levels[item] for item in ITEMS)
    return tuple(item for item in ITEMS if levels[item] == lowest)
