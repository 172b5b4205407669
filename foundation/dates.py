"""Dates as people say them: with the weekday, and times with their zone."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

US_ZONES = {
    "E": gettext_lazy("Eastern"), "C": gettext_lazy("Central"), "M": gettext_lazy("Mountain"), "P": gettext_lazy("Pacific"),
    "AK": gettext_lazy("Alaska"), "H": gettext_lazy("Hawaii"), "A": gettext_lazy("Atlantic"),
}  # fmt: skip


def zone_name(moment: datetime.datetime) -> str:
    """Return the zone of an aware local datetime as people say it: "Central", else "CET"."""
    short = moment.tzname() or ""
    head = short[:-2] if short[-2:] in {"ST", "DT"} else short
    return str(US_ZONES.get(head, short))


def say_day(day: datetime.date, *, year: bool = False) -> str:
    """Return "Thursday 11 March", with the year if asked."""
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
