"""The one slot arithmetic, over ten years and all zones of the United States."""

import calendar
import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions_app import slots

EASTERN = "America/New_York"
TIME = datetime.time(15, 30)
date = datetime.date
ZONES = [
    "America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Chicago",
    "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico",
    "Pacific/Guam", "Pacific/Pago_Pago",
]  # fmt: skip
zones = st.sampled_from(ZONES)
starts = st.dates(date(2026, 1, 1), date(2036, 12, 31))
by_day = st.builds(slots.Slot, st.just(TIME), zones, day=st.integers(1, 31))
by_week = st.builds(
    slots.Slot, st.just(TIME), zones, nth=st.sampled_from([1, 2, 3, 4, -1]),
    weekday=st.integers(0, 6),
)  # fmt: skip


@given(by_day | by_week, starts, st.integers(1, 12))
def test_there_is_one_day_a_month_and_it_never_drifts(slot, start, count):
    days = slots.days(slot, start, count)

    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + count))
    assert all(day >= start for day in days)
    for day in days:
        length = calendar.monthrange(day.year, day.month)[1]
        if slot.day:
            assert day.day == min(slot.day, length)
        elif slot.nth == slots.LAST:
            assert (day.weekday(), day.day > length - 7) == (slot.weekday, True)
        else:
            assert (day.weekday(), (day.day - 1) // 7 + 1) == (slot.weekday, slot.nth)


@given(by_day | by_week, starts, st.integers(6, 12))
def test_what_is_proposed_is_free_and_comes_once(slot, start, count):
    blackout = (start + datetime.timedelta(days=30), start + datetime.timedelta(days=44))

    rows = slots.preview(slot, start, count, blackouts=[blackout])

    days = [row.day for row in rows]
    assert len(set(days)) == len(days) == count
    for row in rows:
        assert slots.holiday(row.day) == ""
        assert not blackout[0] <= row.day <= blackout[1]
        assert row.day >= start
        assert slot.nth is None or row.day.weekday() == slot.weekday
        assert slot.day is None or row.day.weekday() < 5
        assert bool(row.reason) == (row.day != row.said)


def proposed(day, time, zone):
    """Return the moment, or the refusal with its proposal."""
    try:
        return slots.moment(day, time, zone)
    except ValueError as refusal:
        return refusal


@given(starts, st.times(), zones)
def test_a_moment_shows_the_wall_time_or_is_refused(day, time, zone):
    time = time.replace(second=0, microsecond=0)
    moment = proposed(day, time, zone)
    if isinstance(moment, slots.NoSuchTime):
        assert moment.instead.date() == day
        moment, time = moment.instead, moment.instead.time()
    if isinstance(moment, slots.TwiceThatDay):
        assert moment.second.timestamp() - moment.first.timestamp() == 3600
        assert slots.moment(day, time, zone, fold=1).timestamp() == moment.second.timestamp()
        moment = moment.first
    back = moment.astimezone(datetime.UTC).astimezone(ZoneInfo(zone))
    assert (back.date(), back.time()) == (day, time)


@given(starts, st.integers(0, 400), zones)
def test_an_agenda_goes_out_at_eight_in_the_morning_after_now(day, ahead, zone):
    now = datetime.datetime.combine(day, datetime.time(13), datetime.UTC)

    wanted = day + datetime.timedelta(days=ahead)
    out = slots.goes_out(slots.moment(wanted, TIME, zone), zone, now=now)

    if out == now:  # eight o'clock has passed on the very day
        local = now.astimezone(ZoneInfo(zone))
        assert (local.date() >= wanted, local.time() >= datetime.time(8)) == (True, True)
        return
    assert out > now
    assert out.astimezone(ZoneInfo(zone)).time() == datetime.time(8)


@pytest.mark.parametrize(
    ("slot", "start", "expected"),
    [
        ({"day": 31}, date(2027, 1, 1), [(1, 31), (2, 28), (3, 31), (4, 30)]),
        ({"day": 29}, date(2028, 1, 15), [(1, 29), (2, 29), (3, 29), (4, 29)]),
        ({"nth": 2, "weekday": 1}, date(2027, 3, 9), [(3, 9), (4, 13), (5, 11), (6, 8)]),
        ({"nth": 2, "weekday": 1}, date(2027, 3, 10), [(4, 13), (5, 11), (6, 8), (7, 13)]),
        ({"nth": -1, "weekday": 4}, date(2027, 11, 1), [(11, 26), (12, 31), (1, 28), (2, 25)]),
    ],
)
def test_days_that_people_expect(slot, start, expected):
    days = slots.days(slots.Slot(TIME, EASTERN, **slot), start, 4)

    assert [(day.month, day.day) for day in days] == expected


@pytest.mark.parametrize(
    "wrong",
    [{}, {"day": 0}, {"day": 32}, {"nth": 5, "weekday": 1}, {"nth": 1},
     {"nth": 1, "weekday": 1, "day": 3}],
)  # fmt: skip
def test_half_a_slot_is_refused(wrong):
    with pytest.raises(ValueError, match="a slot is"):
        slots.Slot(TIME, EASTERN, **wrong)


def test_a_holiday_moves_within_its_month_and_says_which():
    fourth_thursday = slots.Slot(TIME, EASTERN, nth=4, weekday=3)

    (row,) = slots.preview(fourth_thursday, date(2027, 11, 1), 1)

    assert (row.said, row.day, row.reason, row.name) == (
        date(2027, 11, 25), date(2027, 11, 18), "holiday", "Thanksgiving Day",
    )  # fmt: skip


def test_the_hour_that_is_skipped_comes_with_a_proposal_and_the_double_one_is_asked():
    skipped = slots.Slot(datetime.time(2, 30), EASTERN, nth=2, weekday=6)
    double = slots.Slot(datetime.time(1, 30), EASTERN, nth=1, weekday=6)

    (gap,) = slots.preview(skipped, date(2027, 3, 1), 1)
    (fold,) = slots.preview(double, date(2027, 11, 1), 1)

    assert (gap.clash, gap.instead[0].time()) == ("gap", datetime.time(3, 30))
    assert (fold.clash, [m.utcoffset().total_seconds() / 3600 for m in fold.instead]) == (
        "fold", [-4, -5],
    )  # fmt: skip


def test_one_wall_time_is_another_hour_in_phoenix_after_march():
    winter = slots.moment(date(2027, 1, 12), datetime.time(13), EASTERN)
    spring = slots.moment(date(2027, 3, 16), datetime.time(13), EASTERN)

    hours = [m.astimezone(ZoneInfo("America/Phoenix")).hour for m in (winter, spring)]

    assert hours == [11, 10]
