"""The one arithmetic of slots: pure, no database, no request (trust D3, W1 to W5).

A slot is a wall time in a zone on the 2nd Tuesday, or on the 15th, of each month. Each month is
counted from the slot itself, never from the month before, so that the 31st does not drift.
"""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LAST = -1  # as `nth`: the last such weekday of the month
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(weeks=1)
NIGHT_ENDS = datetime.time(8)  # when agendas go out


class NoSuchTime(ValueError):
    """The clocks go forward over it. `instead` is the same wall time an hour's gap later."""

    def __init__(self, instead: datetime.datetime):
        super().__init__("the clocks skip this time")
        self.instead = instead


class TwiceThatDay(ValueError):
    """The clocks go back over it. `first` and `second` are the two moments."""

    def __init__(self, first: datetime.datetime, second: datetime.datetime):
        super().__init__("this time comes twice")
        self.first, self.second = first, second


def moment(
    day: datetime.date, time: datetime.time, zone: str, fold: int | None = None
) -> datetime.datetime:
    """Return the aware local datetime. Raises NoSuchTime, or TwiceThatDay where `fold` is None."""
    local = datetime.datetime.combine(day, time, ZoneInfo(zone)).replace(fold=0)
    later = local.replace(fold=1)
    grows = _offset(later) - _offset(local)
    if not grows:
        return local
    if grows > 0 * DAY:
        raise NoSuchTime(local.astimezone(datetime.UTC).astimezone(ZoneInfo(zone)))
    if fold is None:
        raise TwiceThatDay(local, later)
    return later if fold else local


def _offset(local: datetime.datetime) -> datetime.timedelta:
    return local.utcoffset() or 0 * DAY


@dataclass(frozen=True)
class Slot:
    """Either `nth` and `weekday` (0 is Monday; nth 1 to 4 or LAST) or `day` (1 to 31)."""

    time: datetime.time
    zone: str
    nth: int | None = None
    weekday: int | None = None
    day: int | None = None

    def __post_init__(self):
        by_day = self.day is not None and 1 <= self.day <= 31
        by_week = self.weekday in range(7) and self.nth in (1, 2, 3, 4, LAST)
        if by_day == by_week:
            raise ValueError("a slot is a weekday of the month or a day of the month")

    def in_month(self, year: int, month: int) -> datetime.date:
        """Return its day in that month; a day the month lacks becomes the month's last one."""
        length = calendar.monthrange(year, month)[1]
        if self.weekday is None or self.nth is None:
            return datetime.date(year, month, min(self.day or length, length))
        if self.nth == LAST:
            last = datetime.date(year, month, length)
            return last - (last.weekday() - self.weekday) % 7 * DAY
        first = datetime.date(year, month, 1)
        return first + (self.weekday - first.weekday()) % 7 * DAY + (self.nth - 1) * WEEK


def days(slot: Slot, start: datetime.date, count: int) -> list[datetime.date]:
    """Return the first `count` days of the slot that are not before `start`."""
    found: list[datetime.date] = []
    months = start.year * 12 + start.month - 1
    while len(found) < count:
        day = slot.in_month(months // 12, months % 12 + 1)
        if day >= start:
            found.append(day)
        months += 1
    return found


@dataclass(frozen=True)
class Planned:
    """One date of a series: as the slot says, as proposed, and why they differ.

    `reason` is "", "holiday", "blackout", "weekend" or "taken"; `name` is the holiday's. `clash` is
    "gap" or "fold" when the clocks change over the time; `instead` is what may be chosen then.
    """

    said: datetime.date
    day: datetime.date
    reason: str = ""
    name: str = ""
    clash: str = ""
    instead: tuple[datetime.datetime, ...] = ()


def preview(
    slot: Slot,
    start: datetime.date,
    count: int,
    *,
    blackouts: Iterable[tuple[datetime.date, datetime.date]] = (),
) -> list[Planned]:
    """Return the series with a proposal for each day that is not free; nothing is saved.

    `blackouts` are (first day, last day), both included. Two proposals never share a day.
    """
    closed, rows = tuple(blackouts), []
    taken: set[datetime.date] = set()
    for said in days(slot, start, count):
        reason, name = _busy(said, slot, closed)
        reason = reason or ("taken" if said in taken else "")
        day = _free(said, slot, closed, taken, start) if reason else said
        taken.add(day)
        rows.append(Planned(said, day, reason, name, *_clash(day, slot)))
    return rows


def _busy(day, slot, closed) -> tuple[str, str]:
    if slot.day is not None and day.weekday() >= 5:
        return "weekend", ""
    if name := holiday(day):
        return "holiday", name
    if any(first <= day <= last for first, last in closed):
        return "blackout", ""
    return "", ""


def _free(said, slot, closed, taken, start) -> datetime.date:
    """Return the nearest free day: the same weekday in later weeks, or the next working days.

    Later comes before earlier, and the same month before the next.
    """
    step = WEEK if slot.day is None else DAY
    for steps in range(1, 60):
        for day in (said + steps * step, said - steps * step):
            inside = day.month == said.month or steps > 4
            if inside and day >= start and day not in taken and not _busy(day, slot, closed)[0]:
                return day
    return said


def _clash(day, slot) -> tuple[str, tuple[datetime.datetime, ...]]:
    try:
        moment(day, slot.time, slot.zone)
    except NoSuchTime as gap:
        return "gap", (gap.instead,)
    except TwiceThatDay as twice:
        return "fold", (twice.first, twice.second)
    return "", ()


@cache
def _federal(year: int):
    return holidays.country_holidays("US", years=year)


def holiday(day: datetime.date) -> str:
    """Return the name of the federal holiday of the United States on `day`, or ""."""
    return _federal(day.year).get(day, "")


def goes_out(
    starts: datetime.datetime, zone: str, *, now: datetime.datetime, days_before: int = 7
) -> datetime.datetime:
    """Return when the agenda of a session that `starts` then goes out.

    It is 8:00 am in `zone`, seven days before. Where that has passed it is the next 8:00 am after
    `now`, so that somebody can still change it; at once where the session has begun by then.
    """
    day = starts.astimezone(ZoneInfo(zone)).date()
    wanted = moment(day - days_before * DAY, NIGHT_ENDS, zone)
    if wanted > now:
        return wanted
    today = now.astimezone(ZoneInfo(zone)).date()
    soon = moment(today, NIGHT_ENDS, zone)
    if soon <= now:
        soon = moment(today + DAY, NIGHT_ENDS, zone)
    return soon if soon < starts else now
