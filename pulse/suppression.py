"""What a program may read of its pulse rounds so that nobody can be picked out. Pure.

Rule (domain 2.3; trust D7, K6): at least five people from at least three partnerships, and every
group that subtraction reveals, between this and anything published before, is empty or at least
five people. Shares are told in three words, so that "all of them" is never said of anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

PEOPLE, PARTNERSHIPS = 5, 3  # never below five, not editable


class Share(StrEnum):
    """How many say that their organization gains; never a number."""

    MOST = "most"
    HALF = "half"
    FEW = "few"


@dataclass(frozen=True)
class Tally:
    """One closed round: its id, its partnership, how many answered, how many of them gain."""

    round: str
    partnership: str
    people: int
    gaining: int


def may_publish(tallies: Sequence[Tally], earlier: Iterable[frozenset[str]] = ()) -> bool:
    """Say whether `tallies` may be told together, given the rounds of each earlier publication."""
    if not _enough(tallies):
        return False
    size = {tally.round: tally.people for tally in tallies}
    now = frozenset(size)
    for before in earlier:
        if not before <= now or 0 < sum(size[key] for key in now - before) < PEOPLE:
            return False
    return True


def _enough(tallies) -> bool:
    people = sum(tally.people for tally in tallies)
    return people >= PEOPLE and len({t.partnership for t in tallies if t.people}) >= PARTNERSHIPS


def share(tallies: Sequence[Tally]) -> Share:
    """Return in one of three words how many gain; ask `may_publish` first."""
    people, gaining = (sum(getattr(t, name) for t in tallies) for name in ("people", "gaining"))
    if 3 * gaining >= 2 * people:
        return Share.MOST
    return Share.HALF if 3 * gaining > people else Share.FEW
