"""The one builder of calendar files: invitation, update, cancellation (trust W6-W9, K18).

One UID a session for life, SEQUENCE rises with each change, one attendee a file. A calendar is
often shared with delegates, so it holds no agenda and no address to join: those are behind sign-in.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parseaddr
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText


@dataclass(frozen=True)
class Meeting:
    """What a calendar needs to know. `sequence` is 0 for the first invitation.

    `organizations` are the short names ("Beacon and Lakeview"); `path` is the page in Seedbed.
    `place` is a postal place; an address to join is never written.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    zone: str
    organizations: str
    path: str
    place: str = ""

    def changed(self, **changes) -> "Meeting":
        """Return the meeting as changed, one SEQUENCE later."""
        return replace(self, sequence=self.sequence + 1, **changes)


@dataclass(frozen=True)
class Part:
    """The calendar part of a mail: METHOD and the text of the file."""

    method: str
    text: str


def invitation(meeting: Meeting, *, to, now: datetime) -> Part:
    """Return METHOD:REQUEST for `to`; an update is the same with a higher `sequence`."""
    return _part(meeting, "REQUEST", "CONFIRMED", to, now)


def cancellation(meeting: Meeting, *, to, now: datetime) -> Part:
    """Return METHOD:CANCEL for `to`; `meeting.sequence` must be one above the last one sent.

    A meeting that is planned again after this needs a new UID (trust W7).
    """
    return _part(meeting, "CANCEL", "CANCELLED", to, now)


def _part(meeting, method, status, to, now):
    calendar = Calendar()
    calendar.add("prodid", "-//Seedbed//Thought partnerships//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if meeting.zone != "UTC":
        calendar.add_component(_rules(meeting.zone, meeting.starts.year))
    calendar.add_component(_event(meeting, status, to, now))
    return Part(method, calendar.to_ical().decode())


@cache
def _rules(zone: str, year: int) -> Timezone:
    """Return the rules of a zone from the year before a meeting to the year after it."""
    return Timezone.from_tzid(zone, first_date=date(year - 1, 1, 1), last_date=date(year + 2, 1, 1))


def _event(meeting, status, to, now):
    zone = ZoneInfo(meeting.zone)
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("dtstart", meeting.starts.astimezone(zone))
    event.add("dtend", meeting.ends.astimezone(zone))
    title = _("Thought partnership session: %(organizations)s")
    event.add("summary", title % {"organizations": meeting.organizations})
    address = settings.SITE_URL + meeting.path
    event.add("description", _("Everything else is in Seedbed: %(url)s") % {"url": address})
    event.add("url", address)
    event.add("class", "PRIVATE")
    event.add("status", status)
    event.add("organizer", _organizer())
    event.add("attendee", _attendee(to))
    if meeting.place and "://" not in meeting.place:
        event.add("location", meeting.place)
    return event


def _organizer():
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(name or address)
    return organizer


def _attendee(to):
    attendee = vCalAddress(f"mailto:{to.email}")
    attendee.params["CN"] = vText(to.name or to.email)
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["RSVP"] = vText("TRUE")
    return attendee
