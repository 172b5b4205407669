"""What the lists around forms, offers and proposals open with. Pure: from rows at hand."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.dates import say_day, say_when
from foundation.numbers import spelled_first

from .models import ApplicationState, OfferState


def motives(page) -> str:
    """Return which side has told why it comes. Read by who hears each side alone, and the leads."""
    if not page.sides:
        return _("Nothing is kept here about why they come.")
    told = [side.organization.said for side in page.sides if _told(side)]
    silent = [side.organization.said for side in page.sides if not _told(side)]
    if not told:
        return _("It is not written down yet why either side comes.")
    if silent:
        text = _("%(told)s has told why it comes; of %(silent)s it is not written down yet.")
        return text % {"told": told[0], "silent": silent[0]}
    if not page.points:
        return _("Both have told why they come.")
    text = ngettext(
        "Both have told why they come. %(n)s thing to ask at the table follows from it.",
        "Both have told why they come. %(n)s things to ask at the table follow from it.",
        len(page.points),
    )
    return text % {"n": spelled_first(len(page.points))}


def _told(side) -> bool:
    return bool(side.kept and (side.kept.motives or side.words))


def referrals(rows) -> str:
    """Return how many places and sponsors can be named, and how old the oldest of them is."""
    if not rows:
        return _("Nobody can be named yet.")
    text = ngettext(
        "%(n)s place or sponsor can be named, as of %(day)s.",
        "%(n)s places and sponsors can be named, the oldest as of %(day)s.",
        len(rows),
    )
    oldest = min(row.as_of for row in rows)
    return text % {"n": spelled_first(len(rows)), "day": say_day(oldest, year=True)}


def arrivals(rows, most: int) -> str:
    """Return how many wait to be let in, and since when; `rows` the longest waiting first."""
    if not rows:
        return _("Nobody is waiting.")
    told = {"n": spelled_first(len(rows)), "when": say_when(rows[0].at)}
    if len(rows) >= most:
        return _("%(n)s people or more wait, the first since %(when)s.") % told
    text = ngettext(
        "%(n)s person waits, since %(when)s.",
        "%(n)s people wait, the first since %(when)s.",
        len(rows),
    )
    return text % told


def answers(rows, name: str) -> str:
    """Return what one side said last; `rows` the newest first, for those who decide there."""
    told = {"name": name, "answer": rows[0].get_answer_display()}
    text = _("%(name)s said “%(answer)s”, %(when)s.")
    return text % {**told, "when": say_when(rows[0].answered_at)}


def ours(applications, offers, waits) -> str:
    """Return how many forms of an organization still wait for its own people."""
    if not applications and not offers and not waits:
        return _("No form of yours is here yet.")
    open_ones = [row for row in applications if row.state == ApplicationState.DRAFT]
    open_ones += [row for row in offers if row.state == OfferState.ASKED]
    if not open_ones:
        return _("Nothing waits to be sent.")
    text = ngettext(
        "%(n)s waits to be finished by you.", "%(n)s wait to be finished by you.", len(open_ones)
    )
    return text % {"n": spelled_first(len(open_ones))}
