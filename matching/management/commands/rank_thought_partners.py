"""Ranks all thought partners for each initiative of two CSV files, and says why. No database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matching.management.files import write_json
from matching.ranking import files
from matching.ranking.score import Ranker
from matching.ranking.ways import why


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
        write_json(out, [_told(ranker, each) for each in asked])
        self.stdout.write(f"{len(known)} thought partners ranked for {len(asked)} initiatives.")


def _told(ranker, initiative):
    return {
        "initiative_row": initiative.key,
        "ranking": [
            _row(score, other, why(initiative, other, ranker.vocabulary))
            for other, score in ranker.rank(initiative)
        ],
    }


def _row(score, other, found):
    return {
        "grantee_id": other.key,
        "score": score,
        "mode": found.mode,
        "reasons": list(found.reasons),
        "against": list(found.against),
        "unknown": list(found.unknown),
    }
