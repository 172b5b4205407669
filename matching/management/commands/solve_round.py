"""Solves one round from CSV files and writes the report. No database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list = []  # it reads files and touches no database

    def add_arguments(self, parser):
        parser.add_argument("--pairs", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--capacities", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--pins", type=Path, metavar="FILE.csv")
        parser.add_argument(
            "--most-of-a-group",
            type=int,
            metavar="N",
            help="at most N partners of one group (a column of the pairs, such as the state) at"
            " one thought partner",
        )
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.json")

    def handle(self, *, pairs, capacities, pins, most_of_a_group, out, **options):
        # The solver is some 60 MB in memory: nobody who does not solve pays for it.
        from matching.solving import files  # noqa: PLC0415
        from matching.solving.problem import Unsolvable, build  # noqa: PLC0415
        from matching.solving.report import solve  # noqa: PLC0415

        try:
            report = solve(build(*files.read_round(pairs, capacities, pins, most_of_a_group)))
        except Unsolvable as refused:
            raise CommandError("\n".join(refused.sentences)) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        fair = report["compared"]["fair"]
        self.stdout.write(
            f"{fair['served']} of {report['round']['partners']} partners served,"
            f" weakest {fair['weakest']}, total {fair['total']}."
        )
