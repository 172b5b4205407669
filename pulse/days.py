"""The day it is where a person lives, for windows that end with a day."""

import datetime

from django.utils import timezone

WEST = datetime.timedelta(hours=12)  # no place on earth is further behind


def today(person, now: datetime.datetime) -> datetime.date:
    """Return the day it is for `person`."""
    return timezone.localdate(now, person.time_zone)


def earliest(now: datetime.datetime) -> datetime.date:
    """Return the earliest day it still is for anybody: what a query over many people asks for."""
    return (now - WEST).date()


def end(person, day: datetime.date) -> datetime.datetime:
    """Return the last moment of `day` where `person` lives."""
    return datetime.datetime.combine(day, datetime.time.max, tzinfo=person.time_zone)
