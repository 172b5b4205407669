"""Dates carry their weekday, times their zone, also in the weeks when clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from foundation.dates import say_clock, say_day, say_when

WINTER, SUMMER = datetime(2027, 1, 14, 18, tzinfo=UTC), datetime(2027, 7, 15, 18, tzinfo=UTC)
SPRING = datetime(2027, 3, 14, 6, 59, tzinfo=UTC)  # a minute before Eastern clocks go forward
SPRUNG = datetime(2027, 3, 14, 7, 0, tzinfo=UTC)
AUTUMN = datetime(2027, 11, 7, 5, 30, tzinfo=UTC)  # the hour that Eastern clocks show twice
AGAIN = datetime(2027, 11, 7, 6, 30, tzinfo=UTC)

SAID = [
    ("America/New_York", WINTER, "Thursday 14 January, 1:00 pm Eastern"),
    ("America/New_York", SUMMER, "Thursday 15 July, 2:00 pm Eastern"),
    ("America/Chicago", WINTER, "Thursday 14 January, 12:00 pm Central"),
    ("America/Denver", SUMMER, "Thursday 15 July, 12:00 pm Mountain"),
    ("America/Phoenix", WINTER, "Thursday 14 January, 11:00 am Arizona"),
    ("America/Phoenix", SUMMER, "Thursday 15 July, 11:00 am Arizona"),
    ("America/Los_Angeles", WINTER, "Thursday 14 January, 10:00 am Pacific"),
    ("America/Anchorage", SUMMER, "Thursday 15 July, 10:00 am Alaska"),
    ("Pacific/Honolulu", SUMMER, "Thursday 15 July, 8:00 am Hawaii"),
    ("America/Halifax", SUMMER, "Thursday 15 July, 3:00 pm Atlantic"),
    ("America/Puerto_Rico", SUMMER, "Thursday 15 July, 2:00 pm Puerto Rico"),
    ("Pacific/Guam", WINTER, "Friday 15 January, 4:00 am Guam"),
    ("Asia/Shanghai", WINTER, "Friday 15 January, 2:00 am CST"),
    ("Asia/Manila", WINTER, "Friday 15 January, 2:00 am PST"),
    ("America/Havana", WINTER, "Thursday 14 January, 1:00 pm CST"),
    ("America/Sao_Paulo", WINTER, "Thursday 14 January, 3:00 pm UTC-03"),
    ("Europe/Paris", SUMMER, "Thursday 15 July, 8:00 pm CEST"),
    ("UTC", WINTER, "Thursday 14 January, 6:00 pm UTC"),
    ("America/New_York", SPRING, "Sunday 14 March, 1:59 am Eastern"),
    ("America/New_York", SPRUNG, "Sunday 14 March, 3:00 am Eastern"),
    ("America/New_York", AUTUMN, "Sunday 7 November, 1:30 am Eastern (EDT)"),
    ("America/New_York", AGAIN, "Sunday 7 November, 1:30 am Eastern (EST)"),
    ("America/Phoenix", AUTUMN, "Saturday 6 November, 10:30 pm Arizona"),
]


@pytest.mark.parametrize(("zone", "moment", "said"), SAID)
def test_a_moment_is_said_in_a_zone(zone, moment, said):
    if zone == "Asia/Manila" and moment.astimezone(ZoneInfo(zone)).tzname() != "PST":
        said = said.replace("PST", moment.astimezone(ZoneInfo(zone)).tzname())

    assert say_when(moment, zone) == said
    assert say_when(moment, ZoneInfo(zone)) == said


def test_without_a_zone_the_reader_s_own_is_used():
    with timezone.override("America/Denver"):
        assert say_when(WINTER) == "Thursday 14 January, 11:00 am Mountain"


@pytest.mark.parametrize("hour", range(24))
def test_every_hour_has_twelve_hour_words(hour):
    said = say_clock(datetime(2027, 1, 14, hour, 5, tzinfo=UTC))

    assert said == f"{hour % 12 or 12}:05 {'am' if hour < 12 else 'pm'}"


def test_a_day_has_its_weekday_and_its_year_when_asked():
    day = date(2027, 3, 11)

    assert (say_day(day), say_day(day, year=True)) == (
        "Thursday 11 March",
        "Thursday 11 March 2027",
    )


def test_an_instant_is_said_by_the_readers_day_and_a_local_time_by_its_own():
    evening = datetime(2027, 1, 15, 2, 30, tzinfo=UTC)  # Thursday evening in the United States
    there = evening.astimezone(ZoneInfo("Asia/Manila"))

    with timezone.override("America/Chicago"):
        said = [say_day(evening), say_day(there), say_day(date(2027, 1, 15))]

    assert said == ["Thursday 14 January", "Friday 15 January", "Friday 15 January"]
