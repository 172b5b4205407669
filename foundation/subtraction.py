"""Which figures may stand beside each other so that no adding and subtracting finds a few. Pure.

Rule (trust D7, K6): whatever somebody works out from the figures shown, a group found that way is
empty or at least `fewest`.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

PRIME = 2**61 - 1  # counting is exact as long as no figure comes near it
Weights = list[list[int]]


def tellable(
    figures: Sequence[frozenset[int]], known: Iterable[frozenset[int]] = (), *, fewest: int = 5
) -> list[bool]:
    """Say of each figure, in order, whether it may be told beside those before it.

    A figure is the set of those it counts. `known` are figures read elsewhere, taken as told where
    they find nobody by themselves. Earlier figures win over later ones.

    How: give everybody a weight so that every figure told adds up to nothing, at random otherwise.
    A group adds up to nothing, too, exactly if it can be worked out from those figures; so look
    for fewer than `fewest` whose weights do.
    """
    candidates = [*known, *figures]
    held: dict[int, list[int]] = {}
    for number, figure in enumerate(candidates):
        for one in figure:
            held.setdefault(one, []).append(number)
    sizes = Counter(tuple(numbers) for numbers in held.values())  # alike in all figures: one atom
    atoms = list(sizes)
    counts = [sizes[atom] for atom in atoms]
    rows: list[list[int]] = [[] for _ in candidates]
    for place, atom in enumerate(atoms):
        for number in atom:
            rows[number].append(place)
    draw = random.Random(len(atoms))  # noqa: S311  the same page shows the same figures
    spare = min(len(candidates), len(atoms)) + 1
    weights = [[draw.randrange(PRIME) for _ in atoms] for _ in range(spare)]
    told = [False] * len(candidates)
    large = [n for n, figure in enumerate(candidates) if len(figure) >= fewest]
    _take(large, weights, (rows, counts, fewest), told)
    return told[len(candidates) - len(figures) :]


def _take(numbers: list[int], weights: Weights, world, told: list[bool]) -> Weights:
    """Tell as many of `numbers` as find nobody; all at once where that is possible."""
    if not numbers:
        return weights
    rows, counts, fewest = world
    after = weights
    for number in numbers:
        after = _silence(after, rows[number])
    if not _finds(after[0], counts, fewest):
        for number in numbers:
            told[number] = True
        return after
    if len(numbers) == 1:
        return weights
    half = len(numbers) // 2
    weights = _take(numbers[:half], weights, world, told)
    return _take(numbers[half:], weights, world, told)


def _silence(weights: Weights, row: list[int]) -> Weights:
    """Return weights of which those of `row` add up to nothing."""
    sums = [sum(one[place] for place in row) % PRIME for one in weights]
    pivot = next((n for n in reversed(range(len(sums))) if sums[n]), None)
    if pivot is None:
        return weights
    taken, inverse = weights[pivot], pow(sums[pivot], -1, PRIME)
    return [
        _less(one, taken, sums[n] * inverse % PRIME) for n, one in enumerate(weights) if n != pivot
    ]


def _less(one: list[int], taken: list[int], times: int) -> list[int]:
    if not times:
        return one
    return [(a - times * b) % PRIME for a, b in zip(one, taken, strict=True)]


def _finds(weights: list[int], counts: list[int], fewest: int) -> bool:
    """Say whether up to four atoms of fewer than `fewest` together add up to nothing."""
    small = [place for place, count in enumerate(counts) if count < fewest]
    halves: dict[int, list[tuple[int, ...]]] = {}
    few: list[tuple[int, ...]] = [(one,) for one in small]
    for group in [*few, *combinations(small, 2)]:
        if sum(counts[place] for place in group) < fewest:
            halves.setdefault(sum(weights[place] for place in group) % PRIME, []).append(group)
    if 0 in halves:
        return True
    for total, groups in halves.items():
        for other in halves.get(PRIME - total, ()):
            for first in groups:
                both = {*first, *other}
                apart = len(both) == len(first) + len(other)
                if apart and sum(counts[place] for place in both) < fewest:
                    return True
    return False
