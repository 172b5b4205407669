"""Solves one round from CSV files and writes the report. No database."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matching.management.files import write_json


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list = []  # it reads files and touches no database

    def add_arguments(self, parser):
        parser.add_argument("--pairs", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--capacities", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--pins", type=Path, metavar="FILE.csv")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.json")
        parser.add_argument(
            "--most-of-a-group",
            type=_count,
            metavar="N",
            help="at most N partners of one group (such as a state) at one thought partner",
        )
        parser.add_argument(
            "--group",
            default="group",
            metavar="COLUMN",
            help="the column of the pairs that holds the group (default: group)",
        )

    def handle(self, *, pairs, capacities, pins, out, most_of_a_group, group, **options):
        # The solver is some 60 MB in memory: nobody who does not solve pays for it.
        from matching.solving import files  # noqa: PLC0415
        from matching.solving.problem import Unsolvable, build  # noqa: PLC0415
        from matching.solving.report import solve  # noqa: PLC0415

        try:
            read = files.read_round(
                pairs, capacities, pins, group=group, most_of_a_group=most_of_a_group
            )
            report = solve(build(*read))
        except Unsolvable as refused:
            raise CommandError("\n".join(refused.sentences)) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        write_json(out, report)
        fair = report["compared"]["fair"]
        self.stdout.write(
            f"{fair['served']} of {report['round']['partners']} partners served,"
            f" weakest {fair['weakest']}, total {fair['total']}."
        )


def _count(text):
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number of 0 or more")
    return int(text)
