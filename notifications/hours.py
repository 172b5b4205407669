"""When a person may be mailed: never at night, and on request in the middle of the week."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(8)  # where a message that fell into the night goes
QUIET_FROM, QUIET_TO = time(21), time(7)  # local; trust W5
BEST_FROM, BEST_TO = time(9), time(11)  # domain section 3: Tuesday to Thursday, 9 to 11
BEST_DAYS = {1, 2, 3}  # Monday is 0
DAY, WEEK = timedelta(days=1), timedelta(days=7)
PER_WEEK = 2  # mails a week a person; our rule


def quiet(moment: datetime, zone) -> bool:
    """Say whether `moment` is between 21:00 and 07:00 in `zone`."""
    local = moment.astimezone(_zone(zone)).time()
    return local >= QUIET_FROM or local < QUIET_TO


def awake(moment: datetime, zone) -> datetime:
    """Return `moment`, or 8:00 of the next morning in `zone` when it falls into the night."""
    if not quiet(moment, zone):
        return moment
    local = moment.astimezone(_zone(zone))
    day = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(day, MORNING, _zone(zone)).astimezone(moment.tzinfo)


def midweek(moment: datetime, zone) -> datetime:
    """Return the first moment from `moment` on that is Tuesday to Thursday, 9:00 to 11:00."""
    local = moment.astimezone(_zone(zone))
    day = local.date()
    if local.weekday() in BEST_DAYS and BEST_FROM <= local.time() < BEST_TO:
        return moment
    if local.time() >= BEST_TO:
        day += timedelta(days=1)
    while day.weekday() not in BEST_DAYS:
        day += timedelta(days=1)
    return datetime.combine(day, BEST_FROM, _zone(zone)).astimezone(moment.tzinfo)


def _zone(zone):
    return ZoneInfo(zone) if isinstance(zone, str) else zone
