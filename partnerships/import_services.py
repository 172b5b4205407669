"""Files of facts chosen on a page: read without a trace, loaded whole by one press, put aside."""

import hashlib
import json
import zlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import states
from foundation.errors import AlreadyMoved, Refused

from .importing import folder
from .importing.report import Report
from .models import IMPORT_MOVES, DirectoryImport, ImportFile, ImportLine, ImportState

BATCH = 500
MOST_LINES = 60_000  # of the files together; more take the command, which has no one waiting
What = ImportLine.What


@transaction.atomic
def read(files: dict[str, bytes], *, by, now: datetime) -> DirectoryImport:
    """Keep the files by name and write down what they would change. Raises Refused."""
    if sum(raw.count(b"\n") for raw in files.values()) > MOST_LINES:
        raise Refused(_(
            "Together these files have more than %(most)s lines. Split them and import one after"
            " the other, or ask whoever runs Seedbed to load the folder."
        ) % {"most": f"{MOST_LINES:,}"})  # fmt: skip
    row = DirectoryImport.objects.create(by=by, at=now)
    ImportFile.objects.bulk_create(
        ImportFile(directory_import=row, name=name, size=len(raw), packed=zlib.compress(raw, 6))
        for name, raw in files.items()
    )
    _take_down(row, folder.import_files(files, now=now, by=by, dry_run=True))
    return row


def load(row: DirectoryImport, *, by, now: datetime) -> bool:
    """Write all that the difference shows and return True.

    Where the directory moved on since, nothing is written, the difference is taken anew and False
    returned. Raises AlreadyMoved where somebody was first.
    """
    try:
        report = _written(row, by, now)
    except IntegrityError:  # somebody lists the same organization in this moment
        report = folder.import_files(_files(row), now=now, by=by, dry_run=True)
    if report is None:
        return True
    with transaction.atomic():
        _take_down(row, report)
    return False


@transaction.atomic
def _written(row, by, now) -> Report | None:
    """Load the files of `row` and return None, or the report that differs from what was shown."""
    locked = DirectoryImport.objects.select_for_update().get(pk=row.pk)
    if not locked.loadable:
        raise AlreadyMoved
    report = folder.import_files(
        _files(locked), now=now, by=by, agreed=lambda told: digest(told) == locked.digest
    )
    if not report.written:
        return report
    states.move(locked, ImportState.LOADED, moves=IMPORT_MOVES, by=by, now=now)
    locked.files.all().delete()
    return None


def _files(row) -> dict[str, bytes]:
    return {file.name: file.raw for file in row.files.all()}


@transaction.atomic
def put_aside(row: DirectoryImport, *, by, now: datetime) -> None:
    """Forget the files; what they would have changed can still be read. Raises AlreadyMoved."""
    states.move(row, ImportState.LEFT, moves=IMPORT_MOVES, by=by, now=now)
    row.files.all().delete()


def digest(report: Report) -> str:
    """Return what names a difference: the same for the same lines in the same order."""
    told = [_line(line) for line in report.difference.lines]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _line(line):
    return [line.what, line.kind, line.key, line.name, line.differences]


def _take_down(row, report):
    row.lines.all().delete()
    problems = [
        ImportLine(
            what=What.PROBLEM, kind=problem.file, place=problem.line,
            column=problem.column[:60], sentence=problem.sentence,
        )
        for problem in report.problems
    ]  # fmt: skip
    lines = problems + [
        ImportLine(what=line.what, kind=line.kind, key=line.key, name=line.name,
                   differences=line.differences)
        for line in report.difference.lines
    ]  # fmt: skip
    for number, line in enumerate(lines, 1):
        line.directory_import, line.number = row, number
    ImportLine.objects.bulk_create(lines, BATCH)
    row.problems, row.ignored, row.digest = len(problems), report.ignored, digest(report)
    row.kept = sum(line.what == What.KEPT for line in lines)
    row.counts = {kind: [c.new, c.changed, c.same] for kind, c in report.counts.items()}
    DirectoryImport.objects.filter(pk=row.pk).update(
        problems=row.problems,
        kept=row.kept,
        ignored=row.ignored,
        digest=row.digest,
        counts=row.counts,
    )
