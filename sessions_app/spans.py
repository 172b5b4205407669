"""Sessions in words: from when to when, in the reader's zone and where it was agreed."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation import dates

from .models import Session, SessionKind

HOUR = 60


def say_span(session, zone: str = "") -> str:
    """Return "Thursday 11 March, 3:30 to 5:00 pm Central" in `zone`, or in the reader's."""
    tz = ZoneInfo(zone) if zone else None
    starts, ends = (timezone.localtime(m, tz) for m in (session.starts_at, session.ends_at))
    first, last = dates.say_clock(starts), dates.say_clock(ends)
    if first[-2:] == last[-2:] and starts.date() == ends.date():
        first = first[:-3]
    words = {
        "day": dates.say_day(starts),
        "from": first,
        "to": last,
        "zone": dates.zone_name(starts),
    }
    return _("%(day)s, %(from)s to %(to)s %(zone)s") % words


def agreed_elsewhere(session) -> str:
    """Return the span where it was agreed, or "" when the reader's clock shows the same."""
    here = timezone.localtime(session.starts_at)
    there = session.starts_at.astimezone(ZoneInfo(session.zone))
    if here.utcoffset() == there.utcoffset():
        return ""
    return say_span(session, session.zone)


def mailed(session: Session) -> dict:
    """Return what each mail says of a session: `kickoff` or not, how long it `lasts`, `where`."""
    return {
        "kickoff": session.kind == SessionKind.KICKOFF,
        "lasts": say_length(session.minutes),
        "where": say_where(session),
    }


def say_length(minutes: int) -> str:
    """Return "90 minutes", and whole hours from two on as "6 hours"."""
    hours, rest = divmod(minutes, HOUR)
    if hours > 1 and not rest:
        return _("%(n)d hours") % {"n": hours}
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


def say_where(session: Session) -> str:
    """Return "In person at Harbor Hall.", or "" by video: the way to join stands on its page."""
    if session.mode != Session.Mode.IN_PERSON:
        return ""
    if not session.place:
        return _("In person; the place follows.")
    if "://" in session.place:
        return _("In person.")
    return _("In person at %(place)s.") % {"place": session.place.rstrip(".")}


def say_moment(moment: datetime.datetime, zone: str) -> str:
    """Return "Thursday 4 March, 8:00 am" in `zone`; the zone's name is left to the page."""
    local = moment.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(clock)s") % {
        "day": dates.say_day(local),
        "clock": dates.say_clock(local),
    }
