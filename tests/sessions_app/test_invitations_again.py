"""Who left and is back: the same entry of the calendar, revived.

RFC 5546, 2.1.5: of one UID the highest SEQUENCE makes all others obsolete, and of equals the newest
DTSTAMP, whatever their method; so a later REQUEST revives what a CANCEL took out. A UID of their
own would be a second entry beside the one that all others have. What is called off for everybody
and returns is another entry (`series_services.bring_back`).
"""

from datetime import timedelta

import pytest
from icalendar import Calendar

from notifications import ics
from notifications.models import Message, State
from partnerships import roster_services
from partnerships.models import Phase, Side
from sessions_app import series_services as services
from sessions_app.series_services import Date
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import DAY, TIME, ZONE

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class StrictCalendar:
    """Takes a revision of an entry only where it is newer than the one it holds."""

    def __init__(self):
        self.held = {}

    def take(self, text):
        event = Calendar.from_ical(text).walk("VEVENT")[0]
        revision = event["SEQUENCE"], event.decoded("DTSTAMP")
        known = self.held.get(event["UID"])
        if known is None or revision > known[0]:
            self.held[event["UID"]] = revision, str(event["STATUS"])

    @property
    def shows(self):
        return [status for _revision, status in self.held.values()]


def deliver(calendar, person):
    """Let what waits for `person` leave, and their calendar take it."""
    for message in Message.objects.filter(person=person, state=State.QUEUED):
        for _name, text in ics.files(message.calendar_text):
            calendar.take(text)
    Message.objects.filter(state=State.QUEUED).update(
        state=State.SENT, sent_at=NOW, handed_at=NOW, claimed_by="", lease_until=None
    )


def test_who_left_and_returns_finds_the_entry_again():
    room = make_room(phase=Phase.ACTIVE)
    services.plan_series(room.partnership, [Date(DAY, TIME, ZONE)], by=room.facilitator, now=NOW)
    entry, calendar = room.people[Side.PARTNER, "implementer"], StrictCalendar()
    deliver(calendar, entry.user)
    invited = calendar.shows

    roster_services.remove_person(entry, by=room.facilitator, now=NOW + HOUR)
    deliver(calendar, entry.user)
    out = calendar.shows
    roster_services.add_person(
        partnership=room.partnership, organization=entry.organization, email=entry.user.email,
        name=entry.user.name, title=entry.title, part="implementer", by=room.facilitator,
        now=NOW + 2 * HOUR,
    )  # fmt: skip
    deliver(calendar, entry.user)

    assert (invited, out, calendar.shows) == (["CONFIRMED"], ["CANCELLED"], ["CONFIRMED"])
