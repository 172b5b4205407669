"""What a facilitator may ask in a block, by its kind; nobody else reads it (domain 0.38)."""

import json
from functools import cache
from pathlib import Path

from partnerships.models import Side

FILE = Path(__file__).parent / "data" / "block_prompts.json"


@cache
def _of_file() -> dict[str, list[dict]]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def of(kind: str, partnership) -> list[tuple[str, str]]:
    """Return (what it is for, what to say) for a block of `kind`, both organizations named.

    Load the partnership with its sides. A kind without words has none.
    """
    names = {side.value: partnership.lead(side).said for side in Side}
    return [(row["for"], row["say"].format(**names)) for row in _of_file().get(kind, [])]
