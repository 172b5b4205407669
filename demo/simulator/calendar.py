"""When things happen in the life of one pair. Pure."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from sessions_app import slots

from .pairs import Pair

DAY = datetime.timedelta(days=1)
MIDWEEK = (1, 2, 3)  # Tuesday to Thursday
TEN = datetime.time(10)
PULSE_BEFORE = 13  # days before the middle on which the check opens


@dataclass(frozen=True)
class Calendar:
    """The days of one pair, all in its own zone; `sessions` holds number 1 first."""

    zone: ZoneInfo
    time: datetime.time
    kickoff: datetime.date
    sessions: list[datetime.date]
    pulse: datetime.date | None  # the day the check in the middle is built around

    @property
    def ends_on(self) -> datetime.date:
        """A day in the month after the last session, so that the map has a line a session."""
        return _ends(self.sessions[-1])

    @property
    def middle(self) -> datetime.date:
        return self.pulse or self.kickoff + (self.ends_on - self.kickoff) / 2

    def at(self, day: datetime.date, time: datetime.time = TEN) -> datetime.datetime:
        """Return the moment of a wall time on `day`, in UTC."""
        return slots.moment(day, time, str(self.zone), 0).astimezone(datetime.UTC)

    def session(self, number: int, days: int = 0, time: datetime.time = TEN) -> datetime.datetime:
        """Return a moment some `days` from session `number`; the session itself by default."""
        if days == 0 and time == TEN:
            return self.at(self.sessions[number - 1], self.time)
        return self.at(self.sessions[number - 1] + days * DAY, time)


def of(pair: Pair, today: datetime.date) -> Calendar:
    """Return the calendar of `pair` as seen from `today`, the day the program is played to."""
    fixed = _workday(today + pair.in_days * DAY)
    nth = min((fixed.day - 1) // 7 + 1, 4)
    slot = slots.Slot(pair.time, pair.zone, nth=nth, weekday=fixed.weekday())
    first = fixed.replace(day=1) - relativedelta(months=pair.at - 1)
    rows = slots.preview(slot, first, pair.planned)
    days = [row.day for row in rows]
    days[pair.at - 1] = fixed
    pulse = None if pair.pulse_in is None else today + (pair.pulse_in + PULSE_BEFORE) * DAY
    return Calendar(ZoneInfo(pair.zone), pair.time, _kickoff(days[0]), days, pulse)


def _ends(last: datetime.date) -> datetime.date:
    """Return a day four weeks after the last session, in the month after it."""
    day = last + 28 * DAY
    return day if day.month != last.month else last.replace(day=1) + relativedelta(months=1)


def _kickoff(first: datetime.date) -> datetime.date:
    """Return a day about three weeks before the first session, in the month before it."""
    latest = first.replace(day=1) - DAY
    day = min(first - 23 * DAY, latest)
    while day.weekday() not in MIDWEEK or slots.holiday(day):
        day -= DAY
    return day


def _workday(day: datetime.date) -> datetime.date:
    """Return `day`, or the nearest working day that is no holiday."""
    near = (day + step * DAY for step in (0, -1, 1, 2, -2, 3, -3, 4, -4))
    return next(one for one in near if one.weekday() < 5 and not slots.holiday(one))
