"""Dates as people say them: with the weekday, and times with their zone."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

US_ZONES = {  # (letters before ST or DT, hours of standard time): "CST" is China's and Cuba's too
    ("E", -5): gettext_lazy("Eastern"), ("C", -6): gettext_lazy("Central"),
    ("M", -7): gettext_lazy("Mountain"), ("P", -8): gettext_lazy("Pacific"),
    ("AK", -9): gettext_lazy("Alaska"), ("H", -10): gettext_lazy("Hawaii"),
    ("A", -4): gettext_lazy("Atlantic"),
}  # fmt: skip
PLACES = {  # these keep standard time all year, an hour off their neighbours' summer
    "America/Phoenix": gettext_lazy("Arizona"), "US/Arizona": gettext_lazy("Arizona"),
    "America/Puerto_Rico": gettext_lazy("Puerto Rico"), "Pacific/Guam": gettext_lazy("Guam"),
}  # fmt: skip

ZONES = {  # offered first wherever a zone is chosen
    "America/New_York": US_ZONES["E", -5], "America/Chicago": US_ZONES["C", -6],
    "America/Denver": US_ZONES["M", -7], "America/Phoenix": PLACES["America/Phoenix"],
    "America/Los_Angeles": US_ZONES["P", -8], "America/Anchorage": US_ZONES["AK", -9],
    "Pacific/Honolulu": US_ZONES["H", -10], "America/Puerto_Rico": PLACES["America/Puerto_Rico"],
}  # fmt: skip


def zone_name(moment: datetime.datetime) -> str:
    """Return the zone of an aware local datetime as people say it: "Central", else "CET".

    In the hour that comes twice a year the abbreviation tells which: "Central (CDT)".
    """
    short = moment.tzname() or ""
    said = PLACES.get(getattr(moment.tzinfo, "key", "")) or US_ZONES.get(_us_key(moment, short))
    if said is None:
        return f"UTC{short}" if short.startswith(("+", "-")) else short
    return f"{said} ({short})" if _comes_twice(moment) else str(said)


def _us_key(moment, short):
    standard = moment.utcoffset() - moment.dst()
    return short[:-2], standard / datetime.timedelta(hours=1)


def _comes_twice(moment):
    return moment.replace(fold=0).utcoffset() > moment.replace(fold=1).utcoffset()


def say_day(day: datetime.date, *, year: bool = False) -> str:
    """Return "Thursday 11 March", with the year if asked.

    An instant as the database gives it, in UTC, is told by the reader's day.
    """
    if isinstance(day, datetime.datetime) and day.tzinfo is datetime.UTC:
        day = timezone.localtime(day)
    return date_format(day, "l j F Y" if year else "l j F")


def say_clock(moment: datetime.datetime) -> str:
    """Return "3:30 pm" for an aware local datetime."""
    return moment.strftime("%I:%M %p").lstrip("0").lower()


def say_when(moment: datetime.datetime, zone: datetime.tzinfo | str | None = None) -> str:
    """Return "Thursday 11 March, 3:30 pm Central" in `zone`, or in the reader's zone."""
    if isinstance(zone, str):
        zone = ZoneInfo(zone)
    local = timezone.localtime(moment, zone)
    return _("%(day)s, %(clock)s %(zone)s") % {
        "day": say_day(local),
        "clock": say_clock(local),
        "zone": zone_name(local),
    }
