"""Writes what a command found, whole or not at all."""

import json
import os
from pathlib import Path

from django.core.management.base import CommandError


def write_json(path: Path, found) -> None:
    """Write `found` to `path` in one step. Raises CommandError where that cannot be.

    A folder or a device is no place for it: it would be taken away to make room.
    """
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    try:
        if not path.name or (path.exists() and not path.is_file()):
            raise CommandError(f"{path}: it is no file that can be written.")
        half = path.with_name(f".{os.getpid()}.half")
        try:
            half.write_text(text, encoding="utf-8")
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from None
