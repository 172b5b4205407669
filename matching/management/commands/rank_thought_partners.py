"""Ranks all thought partners for each initiative of two CSV files, and says why. No database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matching.ranking import files
from matching.ranking.score import Ranker


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list = []  # it reads two files and touches no database

    def add_arguments(self, parser):
        parser.add_argument("--thought-partners", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--initiatives", type=Path, required=True, metavar="FILE.csv")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE.json")

    def handle(self, *, thought_partners, initiatives, out, **options):
        try:
            known = files.thought_partners(thought_partners)
            asked = files.initiatives(initiatives)
        except files.Unreadable as unreadable:
            raise CommandError("\n".join(map(str, unreadable.problems))) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from None
        ranker = Ranker(known, files.vocabulary())
        rankings = [
            {"initiative_row": each.key, "ranking": [_row(one) for one in ranker.rank(each)]}
            for each in asked
        ]
        out.write_text(json.dumps(rankings, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        self.stdout.write(f"{len(known)} thought partners ranked for {len(asked)} initiatives.")


def _row(one):
    return {
        "grantee_id": one.key, "score": one.score, "mode": one.mode, "reasons": list(one.reasons),
    }  # fmt: skip
