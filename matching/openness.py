"""What nine openness levels mean (domain 2.2). No request, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .readiness import Outcome

ITEMS = tuple(f"O{number}" for number in range(1, 10))
KEY = ("O1", "O2", "O5")
BUILD = ("O2", "O4")
STOP_AT = 1


class Result(StrEnum):
    """The same values as the states of an offer."""

    WILLING = "willing"
    BUILD_FIRST = "build_first"
    TALK = "talk"


@dataclass(frozen=True)
class Rule:
    """Cut-offs. Our rule, editable."""

    able_level: int = 3
    build_level: int = 2


def judge(levels: Mapping[str, int], rule: Rule | None = None) -> Outcome | None:
    """Return what `levels` (item key to 1..4) mean; None until all nine are there.

    Tested in the order willing and able, build first, talk.
    """
    if any(item not in levels for item in ITEMS):
        return None
    rule = rule or Rule()
    strong = tuple(item for item in KEY if levels[item] >= rule.able_level)
    missing = tuple(item for item in ITEMS if levels[item] <= STOP_AT)
    if strong == KEY and not missing:
        return Outcome(Result.WILLING, (), KEY)
    if build := tuple(item for item in BUILD if levels[item] == rule.build_level):
        return Outcome(Result.BUILD_FIRST, build, strong)
    short = tuple(i for i in ITEMS if i in missing or (i in KEY and i not in strong))
    return Outcome(Result.TALK, short, strong)
