"""What lists that look across rooms open with. Pure: from rows at hand."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.dates import say_day
from foundation.findings import of_page
from foundation.numbers import spelled_first


def partnerships(page, today: datetime.date) -> str:
    """Return how many of `page` are under way, and which is the next to end."""
    if not page.items:
        return _("No partnership is here yet.") if page.first else ""
    running = [row for row in page if not row.over]
    if not running:
        return of_page(page, _("None is under way: all have ended."))
    text = ngettext(
        "%(n)s partnership is under way.", "%(n)s partnerships are under way.", len(running)
    )
    told = text % {"n": spelled_first(len(running))}
    ahead = [row for row in running if row.ends_on >= today]
    if ahead:
        row = min(ahead, key=lambda one: one.ends_on)
        next_one = _("%(told)s The next to end is %(name)s, on %(day)s.")
        day = say_day(row.ends_on, year=True)
        told = next_one % {"told": told, "name": row.name, "day": day}
    return of_page(page, told)
