"""Never at night, and on request in the middle of the week."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications import hours

ZONES = [
    "America/New_York", "America/Chicago", "America/Phoenix", "Pacific/Honolulu", "Pacific/Guam",
]  # fmt: skip
moments = st.datetimes(
    datetime.datetime(2026, 1, 1), datetime.datetime(2028, 1, 1), timezones=st.just(datetime.UTC)
)

a_few = settings(max_examples=50)


def at(day, hour, minute=0, zone="America/Chicago"):
    return datetime.datetime(2027, 3, day, hour, minute, tzinfo=ZoneInfo(zone))


@a_few
@given(moment=moments, zone=st.sampled_from(ZONES))
def test_nobody_is_woken(moment, zone):
    settled = hours.awake(moment, zone)

    assert not hours.quiet(settled, zone)
    assert datetime.timedelta(0) <= settled - moment <= datetime.timedelta(hours=12)


@a_few
@given(moment=moments, zone=st.sampled_from(ZONES))
def test_the_middle_of_the_week_is_meant_where_the_person_is(moment, zone):
    local = hours.midweek(moment, zone).astimezone(ZoneInfo(zone))

    assert (local.weekday() in {1, 2, 3}, 9 <= local.hour < 11) == (True, True)
    assert datetime.timedelta(0) <= local - moment <= datetime.timedelta(days=5, hours=1)


@pytest.mark.parametrize(
    ("moment", "settled"),
    [
        (at(9, 7), at(9, 7)),
        (at(9, 20, 59), at(9, 20, 59)),
        (at(9, 21), at(10, 8)),
        (at(9, 6, 59), at(9, 8)),
        (at(14, 1), at(14, 8)),  # the clocks go forward at two
    ],
)
def test_the_edges_of_the_night(moment, settled):
    assert hours.awake(moment, "America/Chicago") == settled


@pytest.mark.parametrize(
    ("moment", "settled"),
    [
        (at(9, 9), at(9, 9)),
        (at(9, 10, 59), at(9, 10, 59)),
        (at(9, 11), at(10, 9)),
        (at(11, 11), at(16, 9)),  # Thursday, too late
        (at(8, 9), at(9, 9)),  # Monday
    ],
)
def test_the_edges_of_the_middle_of_the_week(moment, settled):
    assert hours.midweek(moment, "America/Chicago") == settled
