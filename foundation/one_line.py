"""Answers to a save made while somebody writes: one plain line that stands beside their words."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from . import dates
from .errors import AlreadyMoved, Stale


def line(text, status=200) -> HttpResponse:
    """Return `text` as the whole answer."""
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def saved(moment) -> str:
    """Return the words of what was kept at `moment`, in the person's zone."""
    return _("Saved %(clock)s") % {"clock": _clock(moment)}


def refusal(error, by) -> HttpResponse:
    """Return what a Refused or Stale says to `by`. Nothing is lost: the button tells all of it."""
    if isinstance(error, Stale):
        who = error.current.changed_by or _("Somebody")
        said = {"who": who, "at": _clock(error.current.changed_at)}
        met = _("Not saved: %(who)s changed this at %(at)s. Press the button to see both texts.")
        if not by.is_authenticated:  # by link alone no name is read
            met = _("Not saved: this was changed elsewhere at %(at)s. Press to see both texts.")
        elif error.current.changed_by == by:
            met = _("Not saved: you changed this elsewhere at %(at)s. The button shows both texts.")
        return line(met % said, 409)
    if isinstance(error, AlreadyMoved) and error.bare:
        moved = _(
            "Not saved: this was moved on meanwhile. Press the button to see where it stands."
        )
        return line(moved, 409)
    return line(_("Not saved: %(why)s") % {"why": error}, 409)


def _clock(moment):
    return dates.say_clock(timezone.localtime(moment))
