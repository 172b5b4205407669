"""Which tests are tried where, told from what they ask for: the markers of pyproject.toml."""

from pathlib import Path

import pytest

DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}
LONG = Path(__file__).parent / "long.txt"


def listed() -> set[str]:
    """Return the tests of long.txt: the file and name of each, without its parameters."""
    lines = LONG.read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def asks_a_database(item) -> bool:
    """Say whether `item` may ask one; pytest-django refuses every query of the others."""
    asked = DATABASE & set(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def mark(items) -> None:
    """Add `own` to what asks no database and `long` to what long.txt lists."""
    long = listed()
    for item in items:
        if not asks_a_database(item):
            item.add_marker(pytest.mark.own)
        if item.nodeid.partition("[")[0] in long:
            item.add_marker(pytest.mark.long)
