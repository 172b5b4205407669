"""Loads real organizations with their sources from grantees.csv, partners.csv and pairs.csv."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from foundation import clock
from partnerships.importing.folder import NothingToImport, import_folder


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--skip-bad", action="store_true", help="leave bad lines out and load the others"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )

    def handle(self, *, folder, skip_bad, dry_run, **options):
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        try:
            report = import_folder(folder, now=clock.now(), skip_bad=skip_bad, dry_run=dry_run)
        except NothingToImport as nothing:
            raise CommandError(str(nothing)) from None
        for problem in report.problems:
            self.stderr.write(str(problem))
        for line in report.lines():
            self.stdout.write(line)
        if dry_run and report.counts:
            self.stdout.write("Nothing was changed: this was a dry run.")
        elif not report.written:
            raise CommandError(
                "Nothing was loaded. Mend the lines above, or leave them out with --skip-bad."
            )
