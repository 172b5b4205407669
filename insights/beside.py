"""What stands beside a lesson while it is written: the other side in its own words (0.45)."""

from django.db.models import OuterRef, QuerySet, Subquery

from partnerships import plan_text
from partnerships.models import WorkbookSection

KEY = WorkbookSection.Key.CONTEXT


def with_kickoff_words(rows: QuerySet, ref: str = "pk") -> QuerySet:
    """Annotate what the kickoff page says of where it happens; `ref` leads to the partnership.

    Both sides, the facilitator and the leads read it there too.
    """
    written = WorkbookSection.objects.filter(partnership=OuterRef(ref), key=KEY)
    return rows.annotate(kickoff_words=Subquery(written.values("words")[:1]))


def where_it_happens(row, side: str) -> str:
    """Return what `side` wrote for the kickoff, of a row `with_kickoff_words`; "" if not asked."""
    asked = plan_text.SECTIONS[KEY].side == side
    return (row.kickoff_words or "") if asked else ""
