"""Until when a side may answer: the end of the fourteenth day, where its person is (domain 2.1)."""

import datetime
from zoneinfo import ZoneInfo

OPEN_FOR = datetime.timedelta(days=14)
SOON = datetime.timedelta(days=3)
MONTHS = 9  # the length a proposal starts from; the facilitator changes it
SHORTEST, LONGEST = 6, 12  # months (domain 0.09)


def until(asked_at: datetime.datetime, zone) -> datetime.datetime:
    """Return the moment after the last one on which a person in `zone` may answer, in UTC.

    "Until Monday 22 March" means all of that Monday on the person's own clock, whatever the
    server's zone and whether or not the clocks change in between.
    """
    return end_of(asked_at.astimezone(ZoneInfo(str(zone))).date() + OPEN_FOR, zone)


def end_of(day: datetime.date, zone) -> datetime.datetime:
    """Return the moment, in UTC, at which `day` is over on a clock in `zone`."""
    after = day + datetime.timedelta(days=1)
    midnight = datetime.datetime.combine(after, datetime.time(), ZoneInfo(str(zone)))
    return midnight.astimezone(datetime.UTC)


def last_day(moment: datetime.datetime, zone) -> datetime.date:
    """Return the day that ends at `moment` in `zone`."""
    return (moment - datetime.timedelta(seconds=1)).astimezone(ZoneInfo(str(zone))).date()
