"""What a program may read of its pulse rounds so that nobody can be picked out. Pure.

Rule (domain 2.3; trust D7, K6): at least five people from at least three partnerships, and every
group that subtraction reveals, between this and anything published before, is empty or at least
five people. Shares are told in three words, so that "all of them" is never said of anybody.
"""

from collections.abc import Iterable, Mapping, Sequence
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


def told_apart(
    tallies: Sequence[Tally],
    parts: Mapping[str, Sequence[str]],
    earlier: Sequence[frozenset[str]] = (),
) -> int:
    """Return how many of the ways to part the partnerships may be told beside the whole, in order.

    `parts` gives each partnership its group in each way; whoever is missing makes a group of its
    own. `earlier` are the rounds of each publication so far, oldest first. Every group of a way
    that is told is enough; and every cell that crossing the told ways with the publications makes
    is at least five people, so that no adding and subtracting picks out fewer: whatever somebody
    works out is made of whole cells.
    """
    ways = max((len(groups) for groups in parts.values()), default=0)
    told = 0
    for way in range(ways):
        groups = _parted(tallies, lambda tally, way=way: _group(parts, tally, way))
        cells = _parted(tallies, lambda tally, upto=way: _cell(parts, tally, upto, earlier))
        if not all(_enough(group) for group in groups.values()):
            break
        if not all(sum(t.people for t in cell) >= PEOPLE for cell in cells.values()):
            break
        told = way + 1
    return told


def by_group(tallies: Sequence[Tally], parts: Mapping[str, Sequence[str]], way: int):
    """Return {group: its tallies} of one way; ask `told_apart` first."""
    found = _parted(tallies, lambda tally: _group(parts, tally, way))
    found.pop(None, None)
    return found


def _parted(tallies, of) -> dict:
    found: dict = {}
    for tally in tallies:
        if tally.people:
            found.setdefault(of(tally), []).append(tally)
    return found


def _group(parts, tally, way):
    groups = parts.get(tally.partnership)
    return groups[way] if groups else None


def _cell(parts, tally, upto, earlier):
    since = next((n for n, before in enumerate(earlier) if tally.round in before), len(earlier))
    return (since, *(_group(parts, tally, way) for way in range(upto + 1)))
