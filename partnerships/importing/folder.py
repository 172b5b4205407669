"""Imports a folder: reads the files, checks them, writes all of them or nothing."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from partnerships.models import DocumentedRelation, Grant, Initiative, Term

from . import checks
from .columns import Table, Vocabulary, tables
from .parser import LARGEST, Parsed, Problem, parse
from .report import Report
from .writer import Writer


class NothingToImport(Exception):
    """The folder holds none of the three files; the message names them."""


class Undone(Exception):
    """Rolls a dry run back."""


def import_folder(
    folder: Path, *, now: datetime, skip_bad: bool = False, dry_run: bool = False
) -> Report:
    """Load the files of `folder` and return what happened; `report.written` says whether it did.

    With a problem nothing is written, unless `skip_bad` leaves the bad lines out. A dry run does
    everything and takes it back. Raises NothingToImport.
    """
    parsed = _read(folder)
    checks.check(parsed)
    report = Report(
        problems=sorted(problem for content in parsed.values() for problem in content.problems),
        ignored={file: content.ignored for file, content in parsed.items() if content.ignored},
    )
    unread = any(not content.whole for content in parsed.values())
    if unread or (report.problems and not skip_bad):
        return report
    try:
        with transaction.atomic():
            Writer(report, now).write(parsed)
            if dry_run:
                raise Undone
        report.written = True
    except Undone:
        pass
    return report


def _read(folder) -> dict[str, Parsed]:
    known = _tables()
    found = {name: folder / name for name in known if (folder / name).is_file()}
    if not found:
        raise NothingToImport(f"{folder} holds none of: {', '.join(known)}.")
    return {name: _one(name, path, known[name]) for name, path in found.items()}


def _one(name, path, table) -> Parsed:
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    return parse(name, raw, table)


def _tables() -> dict[str, Table]:
    slugs: dict[str, set[str]] = {name: set() for name in Term.Vocabulary.values}
    for vocabulary, slug in Term.objects.values_list("vocabulary", "slug"):
        slugs[vocabulary].add(slug)
    known = Vocabulary(
        topics=frozenset(slugs[Term.Vocabulary.TOPIC]),
        contexts=frozenset(slugs[Term.Vocabulary.CONTEXT]),
        types=frozenset(slugs[Term.Vocabulary.ORGANIZATION_TYPE]),
    )
    return tables(
        known,
        stages=Initiative.Stage.values,
        statuses=Grant.Status.values,
        relations=DocumentedRelation.Type.values,
    )


__all__ = ["NothingToImport", "Problem", "import_folder"]
