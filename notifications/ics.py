"""The one builder of calendar files: invitation, update, cancellation (trust W6-W9, K18).

One UID a session for life, SEQUENCE rises with each change, one attendee and one event a file:
Outlook ignores all but the first event of an invitation, so several dates are several files, kept
as one stream of calendars (RFC 5545, 3.4). A calendar is often shared with delegates, so it holds
no agenda and no address to join: those are behind sign-in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parseaddr
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

CALENDAR = re.compile(r"BEGIN:VCALENDAR.*?END:VCALENDAR\s*", re.DOTALL)
STARTS = re.compile(r"BEGIN:VEVENT.*?^DTSTART[^:]*:(\d{4})(\d\d)(\d\d)", re.DOTALL | re.MULTILINE)
UID = re.compile(r"^UID:(\S+)", re.MULTILINE)


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


def together(parts: Sequence[Part]) -> Part:
    """Return parts of one METHOD as one, for a mail about several dates; `files` takes it apart."""
    (method,) = {part.method for part in parts}
    return Part(method, "".join(part.text for part in parts))


def files(text: str) -> list[tuple[str, str]]:
    """Return (name, text) of each calendar file in what a message keeps, in its order."""
    texts = CALENDAR.findall(text) or ([text] if text else [])
    if len(texts) < 2:
        return [("session.ics", one) for one in texts]
    days = ["-".join(found.groups()) if (found := STARTS.search(one)) else "" for one in texts]
    return [
        (f"session-{number}-{day}.ics", one)
        for number, (day, one) in enumerate(zip(days, texts, strict=True), 1)
    ]


def uids(text: str) -> list[str]:
    """Return the UIDs of the meetings in what a message keeps."""
    return UID.findall(text)


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
