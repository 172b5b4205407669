"""What the pages of lessons and briefs open with. Pure: from rows at hand."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.findings import of_page
from foundation.numbers import spelled_first

from .measures import TAKEN


def lessons(page) -> str:
    """Return where the lessons of `page` are: what waits for its verdict, else what is taken up.

    Its rows are those that the reader may see, with their verdicts.
    """
    if not page.items:
        return _("No lesson stands here yet.") if page.first else ""
    shared = [row for row in page if row.shared_at]
    verdicts = [row.verdict for row in shared if hasattr(row, "verdict")]
    return of_page(page, _lessons(len(page), len(shared), verdicts))


def _lessons(count, shared, verdicts) -> str:
    if not shared:
        text = ngettext(
            "%(n)s lesson is being written; none is shared yet.",
            "%(n)s lessons are being written; none is shared yet.",
            count,
        )
        return text % {"n": spelled_first(count)}
    if waiting := shared - len(verdicts):
        text = ngettext(
            "%(n)s shared lesson waits for its verdict.",
            "%(n)s shared lessons wait for their verdict.",
            waiting,
        )
        return text % {"n": spelled_first(waiting)}
    taken = sum(verdict.choice in TAKEN for verdict in verdicts)
    if not taken:
        return _("Each shared lesson has its verdict, and none is taken up.")
    text = ngettext(
        "%(n)s shared lesson is adopted or adapted.",
        "%(n)s shared lessons are adopted or adapted.",
        taken,
    )
    return text % {"n": spelled_first(taken)}


def shelf(page) -> str:
    """Return the newest brief and its month; "" past the first page, and where none stands."""
    if not page.items or not page.first:
        return ""
    newest = page.items[0]
    month = date_format(timezone.localtime(newest.published_at), "F Y")
    return _("The newest is “%(title)s”, of %(month)s.") % {"title": newest.title, "month": month}
