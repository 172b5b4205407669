"""A migrated SQLite file, kept until a migration changes, so that a test run starts in a second.

Migrations still run for each change of them, and in full on PostgreSQL in every run.
"""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings

MADE_BY = (
    "*/migrations/*.py",
    "*/walls.py",
    "*/vocabulary.py",
    "*/search.py",
    "*/words_index.py",
    "*/data/*.json",
)


def path() -> Path:
    """Return where the file for today's migrations is kept, whether or not it exists."""
    digest = hashlib.sha256(django.__version__.encode())
    for pattern in MADE_BY:
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(str(file.relative_to(settings.BASE_DIR)).encode())
            digest.update(file.read_bytes())
    return settings.BASE_DIR / ".data" / "tests" / f"{digest.hexdigest()[:16]}.sqlite3"


def bring(name: str) -> bool:
    """Copy the kept file to `name`; False when there is none yet."""
    kept = path()
    if not kept.exists():
        return False
    for leftover in (f"{name}-wal", f"{name}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copyfile(kept, name)
    return True


def keep(name: str) -> None:
    """Keep a whole copy of the database file `name`, and forget those of older migrations."""
    kept = path()
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{Path(name).name}.half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(half)) as target:
        source.backup(target)
    half.replace(kept)
    for older in kept.parent.glob("*.sqlite3"):
        if older != kept:
            older.unlink(missing_ok=True)
