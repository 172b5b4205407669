"""Whether a date can be set: it is to come, and the same people sit in nothing else then."""

import datetime as dt

from django.utils.translation import gettext as _

from foundation import dates
from foundation.errors import Refused
from partnerships import meetings

from .models import TO_COME

FARTHEST = dt.timedelta(days=2 * 365)  # a partnership takes a year; beyond is a mistyped one


def require(partnership, moments: list[dt.datetime], minutes: int, now: dt.datetime) -> None:
    """Raise Refused where a session of `minutes` can begin at one of `moments` not at all."""
    if not moments:
        raise Refused(_("Choose at least one date. Nothing was saved."))
    if min(moments) <= now:
        raise Refused(_("One of these dates has passed. Choose another; nothing was saved."))
    if max(moments) > now + FARTHEST:
        raise Refused(_("One of these dates is years away. Look at its year; nothing was saved."))
    held = partnership.sessions.filter(state__in=TO_COME, starts_at__in=moments).first()
    if held or len(set(moments)) < len(moments):
        when = dates.say_when(held.starts_at if held else moments[0])
        text = _("There is a session at that time already: %(when)s. Nothing was saved.")
        raise Refused(text % {"when": when})
    _require_no_talk(partnership, moments, minutes, now)


def _require_no_talk(partnership, moments, minutes, now):
    talks = meetings.talks(partnership, now)
    for moment in moments:
        if not meetings.is_free(moment, moment + dt.timedelta(minutes=minutes), talks):
            text = _("Some of you sit in a midpoint talk then: %(when)s. Nothing was saved.")
            raise Refused(text % {"when": dates.say_when(moment)})


def require_no_kickoff(partnership) -> None:
    """Raise Refused where the kickoff has its day."""
    if day := partnership.sessions.kickoffs().first():
        text = _("The kickoff has its day: %(when)s. Move it there; nothing was saved.")
        raise Refused(text % {"when": dates.say_when(day.starts_at)})
