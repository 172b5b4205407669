"""Half hours to offer for a talk. Pure."""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from partnerships import meetings

DAYS = {1, 2, 3}  # Tuesday to Thursday
HOURS = (datetime.time(10), datetime.time(13), datetime.time(15, 30))
MOST = 6
LASTS = datetime.timedelta(minutes=30)  # a talk
APART = datetime.timedelta(minutes=60)  # two sides never meet in the corridor
QUIET_BEFORE, QUIET_AFTER = datetime.time(8), datetime.time(17)


def half_hours(
    now: datetime.datetime,
    until: datetime.date,
    zones: Iterable,
    taken: Iterable = (),
    busy: Iterable = (),
) -> list[datetime.datetime]:
    """Return up to six moments from tomorrow to `until`, in working hours of every zone.

    `zones` are time zones, the holder's first; `taken` are moments to stay an hour away from,
    `busy` (start, end) of what these people sit in.
    """
    zones = [ZoneInfo(str(zone)) for zone in zones]
    taken, busy = list(taken), list(busy)
    found: list[datetime.datetime] = []
    day = now.astimezone(zones[0]).date()
    while len(found) < MOST and day < until:
        day += datetime.timedelta(days=1)
        if day.weekday() not in DAYS:
            continue
        moments = (datetime.datetime.combine(day, hour, zones[0]) for hour in HOURS)
        found += [moment for moment in moments if _fits(moment, zones, taken, busy)]
    return found[:MOST]


def is_free(moment: datetime.datetime, busy: Iterable) -> bool:
    """Say whether a talk at `moment` touches nothing of `busy` (start, end)."""
    return meetings.is_free(moment, moment + LASTS, busy)


def _fits(moment, zones, taken, busy):
    local = (moment.astimezone(zone).time() for zone in zones)
    awake = all(QUIET_BEFORE <= time <= QUIET_AFTER for time in local)
    apart = all(abs(moment - other) >= APART for other in taken)
    return awake and apart and is_free(moment, busy)
