"""Imports files: reads them, checks them, writes all of them or nothing."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from partnerships.models import DocumentedRelation, Grant, Initiative, Term

from . import checks
from .columns import Table, Vocabulary, tables
from .parser import LARGEST, Parsed, Problem, parse
from .report import Report
from .writer import Writer

FILES = ("grantees.csv", "partners.csv", "pairs.csv")


class NothingToImport(Exception):
    """The folder holds none of the three files; the message names them."""


class Undone(Exception):
    """Rolls a dry run back."""


def import_folder(
    folder: Path, *, now: datetime, skip_bad: bool = False, dry_run: bool = False
) -> Report:
    """Load the files of `folder` and return what happened, as `import_files`.

    Raises NothingToImport.
    """
    found = {name: folder / name for name in FILES if (folder / name).is_file()}
    if not found:
        raise NothingToImport(f"{folder} holds none of: {', '.join(FILES)}.")
    files = {name: _bytes(path) for name, path in found.items()}
    return import_files(files, now=now, skip_bad=skip_bad, dry_run=dry_run)


def import_files(
    files: dict[str, bytes], *, now: datetime, by=None, skip_bad=False, dry_run=False,
    agreed=lambda report: True,
) -> Report:  # fmt: skip
    """Load files by name and return what happened; `report.written` says whether it did.

    With a problem nothing is written, unless `skip_bad` leaves the bad lines out. A dry run does
    everything and takes it back; so does `agreed(report)`, asked at the end, with a no.
    """
    parsed = read(files)
    report = Report(
        problems=sorted(problem for content in parsed.values() for problem in content.problems),
        ignored={file: content.ignored for file, content in parsed.items() if content.ignored},
    )
    unread = any(not content.whole for content in parsed.values())
    if unread or (report.problems and not skip_bad):
        return report
    try:
        with transaction.atomic():
            Writer(report, now, by).write(parsed)
            if dry_run or not agreed(report):
                raise Undone
        report.written = True
    except Undone:
        pass
    return report


def read(files: dict[str, bytes]) -> dict[str, Parsed]:
    """Return what the files hold, line by line, checked beside each other."""
    words = _vocabulary()
    known = _tables(words)
    parsed = {name: parse(name, files[name], known[name]) for name in FILES if name in files}
    checks.check(parsed, words.follows)
    return parsed


def _bytes(path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def known_tables() -> dict[str, Table]:
    """Return file name to its columns, with the vocabulary as it stands."""
    return _tables(_vocabulary())


def _vocabulary() -> Vocabulary:
    slugs: dict[str, set[str]] = {name: set() for name in Term.Vocabulary.values}
    follows: dict[str, str] = {}
    rows = Term.objects.values_list("vocabulary", "slug", "sector__slug")
    for vocabulary, slug, sector in rows:
        slugs[vocabulary].add(slug)
        if sector:
            follows[slug] = sector
    return Vocabulary(
        topics=frozenset(slugs[Term.Vocabulary.TOPIC]),
        contexts=frozenset(slugs[Term.Vocabulary.CONTEXT]),
        types=frozenset(slugs[Term.Vocabulary.ORGANIZATION_TYPE]),
        sectors=frozenset(slugs[Term.Vocabulary.SECTOR]),
        follows=follows,
    )


def _tables(words: Vocabulary) -> dict[str, Table]:
    return tables(
        words,
        stages=Initiative.Stage.values,
        statuses=Grant.Status.values,
        relations=DocumentedRelation.Type.values,
    )


__all__ = ["FILES", "NothingToImport", "Problem", "import_files", "import_folder", "known_tables"]
