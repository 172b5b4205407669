"""Writes what a command found, whole or not at all."""

import json
import os
from pathlib import Path

from django.core.management.base import CommandError


def write_json(path: Path, found) -> None:
    """Write `found` to `path` in one step. Raises CommandError where that cannot be."""
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise CommandError(f"{path}: {error.strerror}.") from None
