"""Days people work on: weekdays that are no federal holiday of the United States."""

import datetime

import holidays


def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """Return the `count`-th working day after `day`; `day` itself never counts."""
    off = holidays.country_holidays("US")
    while count:
        day += datetime.timedelta(days=1)
        count -= day.weekday() < 5 and day not in off
    return day
