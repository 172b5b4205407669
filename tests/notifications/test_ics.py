"""Calendar files, read back as a calendar would read them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from notifications import ics
from tests.factories_notifications import NOW, make_person

pytestmark = pytest.mark.django_db
EASTERN = ZoneInfo("America/New_York")
HOUR = datetime.timedelta(hours=1)


def meeting(**changes):
    starts = datetime.datetime(2027, 3, 11, 16, 30, tzinfo=EASTERN)
    values = {
        "uid": "session-6@seedbed",
        "sequence": 0,
        "starts": starts,
        "ends": starts + 1.5 * HOUR,
        "zone": "America/New_York",
        "organizations": "Beacon and Lakeview",
        "path": "/sessions/6/",
    }
    return ics.Meeting(**(values | changes))


def read(part):
    calendar = Calendar.from_ical(part.text)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_reads_back():
    person = make_person("Coaching lead", email="lead@lakeview.org")

    calendar, event = read(ics.invitation(meeting(), to=person, now=NOW))

    assert (calendar["METHOD"], event["STATUS"], event["CLASS"]) == (
        "REQUEST", "CONFIRMED", "PRIVATE",
    )  # fmt: skip
    assert event["SUMMARY"] == "Thought partnership session: Beacon and Lakeview"
    assert event["URL"] == "http://localhost:8000/sessions/6/"
    assert (event["UID"], event["SEQUENCE"]) == ("session-6@seedbed", 0)
    assert event.decoded("DTSTAMP") == NOW
    assert event["ORGANIZER"] == "mailto:seedbed@localhost"
    assert event["ATTENDEE"] == "mailto:lead@lakeview.org"  # one, not a list
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "America/New_York"


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        ((2027, 3, 12), 21),  # the Friday before the clocks go forward
        ((2027, 3, 15), 20),  # the Monday after
        ((2027, 11, 5), 20),  # the Friday before they go back
        ((2027, 11, 8), 21),
    ],
)
@pytest.mark.parametrize("zone", ["America/New_York", "America/Phoenix", "America/Chicago"])
def test_the_moment_is_the_same_in_both_weeks_of_a_clock_change(day, utc_hour, zone):
    starts = datetime.datetime(*day, 16, tzinfo=EASTERN)
    moved = meeting(starts=starts, ends=starts + HOUR, zone=zone)

    _calendar, event = read(ics.invitation(moved, to=make_person(), now=NOW))

    start = event.decoded("DTSTART")
    assert start.astimezone(datetime.UTC) == datetime.datetime(*day, utc_hour, tzinfo=datetime.UTC)
    assert event["DTSTART"].params["TZID"] == zone
    assert event.decoded("DTEND") - start == HOUR


def test_an_update_is_the_same_event_one_sequence_later():
    person = make_person()
    first = meeting()
    second = first.changed(starts=first.starts + HOUR, ends=first.ends + HOUR)

    _calendar, event = read(ics.invitation(second, to=person, now=NOW + HOUR))

    assert (event["UID"], event["SEQUENCE"]) == (first.uid, 1)
    assert event.decoded("DTSTAMP") == NOW + HOUR


def test_a_hundred_changes_rise_by_one_each():
    one = meeting()
    sequences = []
    for _change in range(100):
        one = one.changed(starts=one.starts + HOUR)
        sequences.append(one.sequence)

    assert sequences == list(range(1, 101))


def test_a_cancellation_says_so_twice():
    calendar, event = read(ics.cancellation(meeting().changed(), to=make_person(), now=NOW))

    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


def test_a_place_is_told_and_an_address_to_join_never():
    building = meeting(place="Lakeview district office, room 2")
    room = meeting(place="https://video.school.org/join/123")

    _calendar, with_place = read(ics.invitation(building, to=make_person(), now=NOW))
    online = ics.invitation(room, to=make_person(), now=NOW)

    assert with_place["LOCATION"] == "Lakeview district office, room 2"
    assert "join/123" not in online.text


def test_names_cannot_break_out_of_the_file():
    person = make_person('Lead"\r\nATTENDEE:mailto:x@y.org', email="lead@lakeview.org")
    named = meeting(organizations="Beacon\nBEGIN:VEVENT")

    calendar, event = read(ics.invitation(named, to=person, now=NOW))

    assert event["ATTENDEE"] == "mailto:lead@lakeview.org"
    assert len(calendar.walk("VEVENT")) == 1
