"""What the pages around sessions open with. Pure: from rows at hand."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.dates import say_when
from foundation.findings import of_page
from foundation.numbers import spelled_first
from partnerships.models import Phase

LOW = 2  # of five: "could apply little of it"


def no_more_dates(partnership) -> str:
    """Return why no date is set just now, where a partnership rests, closes or is over; or ""."""
    if partnership.phase == Phase.CLOSING:
        return _("The sessions are over. What both sides gained is written down now.")
    if partnership.over:
        return _("The partnership is over. Its sessions and their notes can still be read.")
    if partnership.phase == Phase.PAUSED:
        return _("The partnership is paused. New dates are set when it goes on.")
    return ""


def second_tries(page) -> str:
    """Return how many ideas of `page` deserve a second try; "" where none is written down."""
    if not page.items:
        return ""
    count = sum(row.waits for row in page)
    if not count:
        text = _(
            "None waits for a second try: each was tried, or nobody has said what it would take."
        )
        return of_page(page, text)
    text = ngettext("%(n)s idea deserves a second try.", "%(n)s ideas deserve a second try.", count)
    return of_page(page, text % {"n": spelled_first(count)})


def ratings(page, sessions) -> str:
    """Return how the newest session that was rated went, by side; no figure, no person.

    `sessions` are (session, its sides) of `page`, the newest first, as ratings.by_side tells them.
    """
    if not sessions:
        return _("Nobody was asked yet.")
    rated = [(session, sides) for session, sides in sessions if any(map(_gave, sides))]
    if not rated:
        return of_page(page, _("Neither side has rated a session yet."))
    session, sides = rated[0]
    said = {"session": session.name}
    silent = [side.name for side in sides if not _gave(side)]
    if silent:
        return _("After %(session)s %(name)s gave no rating.") % {**said, "name": silent[0]}
    low = [side.name for side in sides if _low(side)]
    if len(low) > 1:
        text = _("After %(session)s somebody on each side found little to apply, or little shared.")
        return text % said
    if low:
        text = _("After %(session)s somebody of %(name)s found little to apply, or little shared.")
        return text % {**said, "name": low[0]}
    text = _("After %(session)s nobody who answered found little to apply, or little shared.")
    return text % said


def _gave(side) -> bool:
    return any(side.counts.values())


def _low(side) -> bool:
    return any(value <= LOW for counts in side.counts.values() for value in counts)


def changes(found) -> str:
    """Return who changed the agenda last and when; `found` as composer_page.changes returns it."""
    if not found:
        return _("Nothing has changed since the pattern was put in place.")
    told = {"who": found[0]["who"], "when": say_when(found[0]["at"])}
    return _("%(who)s changed it last: %(when)s.") % told
