"""Days people work on: weekdays that are no federal holiday of the United States."""

import datetime

import holidays
from django.conf import settings
from django.utils import timezone


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """Return the `count`-th working day after `day`; `day` itself never counts."""
    off = holidays.country_holidays("US")
    while count:
        day += datetime.timedelta(days=1)
        count -= day.weekday() < 5 and day not in off
    return day


def hear_on(signed_off_at: datetime.datetime) -> datetime.date:
    """Return by when whoever signed nine answers off hears (message calendar, row 5)."""
    signed = timezone.localdate(signed_off_at)
    return working_days_after(signed, settings.SCREEN_WITHIN_WORKING_DAYS)
