"""Where two readers are two steps apart. A gap is shown and talked through, never averaged."""

from collections.abc import Mapping

APART = 2


def gaps(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, list[int]]:
    """Return item key to [first, second] for items rated by both, two or more steps apart."""
    return {
        key: [level, second[key]]
        for key, level in first.items()
        if key in second and abs(level - second[key]) >= APART
    }


def open_gaps(found: Mapping[str, list[int]], talked: list[dict]) -> list[str]:
    """Return the keys of `found` that no talk covers with the levels as they stand now."""
    return [key for key, pair in found.items() if not any(t.get(key) == pair for t in talked)]
