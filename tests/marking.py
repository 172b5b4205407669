"""Which tests are tried where, told from what they ask for: the markers of pyproject.toml."""

from pathlib import Path

import pytest

from tests import costs

DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}
COUNTING = {"django_assert_num_queries", "django_assert_max_num_queries", *costs.FIXTURES}
LONG = Path(__file__).parent / "long.txt"


def listed() -> set[str]:
    """Return the tests of long.txt: the file and name of each, without its parameters."""
    lines = LONG.read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def asks_a_database(item) -> bool:
    """Say whether `item` may ask one; pytest-django refuses every query of the others."""
    asked = DATABASE & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def counts_queries(item) -> bool:
    """Say whether `item` limits how many queries a page may ask, a number both databases share."""
    return bool(COUNTING & set(getattr(item, "fixturenames", ())))


def mark(items) -> None:
    """Add `own` to what asks no database, `counted` to what counts queries, `long` as long.txt."""
    long = listed()
    for item in items:
        if not asks_a_database(item):
            item.add_marker(pytest.mark.own)
        if counts_queries(item):
            item.add_marker(pytest.mark.counted)
        if item.nodeid.partition("[")[0] in long:
            item.add_marker(pytest.mark.long)


def turn(item) -> int:
    """Return 0 for what starts Seedbed or a browser, 1 for what is long, 2 for all others.

    What begins last and takes long keeps all other processes waiting.
    """
    if any(item.get_closest_marker(name) for name in ("whole", "browser")):
        return 0
    return 1 if item.get_closest_marker("long") else 2
