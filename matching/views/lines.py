"""Autosaves answer in one plain line, whatever happens: it stands beside the words being typed."""

from functools import wraps

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import dates
from foundation.errors import Refused, Stale


def in_one_line(view):
    """Let an autosave say in a sentence what its page would say at length.

    Nothing typed is lost: the button below shows both texts, or why it was refused.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return _line(_("Not saved: %(why)s") % {"why": refused})
        except Stale as stale:
            return _line(_met(stale.current))

    return answer


def saved(now) -> str:
    """Return the line of what was kept, in the person's zone."""
    return _("Saved %(clock)s") % {"clock": _clock(now)}


def _met(current):
    said = {"who": current.changed_by or _("Somebody"), "at": _clock(current.changed_at)}
    return (
        _("Not saved: %(who)s changed this at %(at)s. Press the button to see both texts.") % said
    )


def _clock(moment):
    return dates.say_clock(timezone.localtime(moment))


def _line(text):
    return HttpResponse(text, status=409, content_type="text/plain; charset=utf-8")
