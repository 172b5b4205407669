"""What the list of sessions and the preview of a series show."""

import datetime
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import dates
from partnerships.asks_names import names, where
from partnerships.models import Partnership

from . import findings, permissions, slots, spans
from .models import TO_COME, Session, SessionState

SHAPES = {
    SessionState.GONE_OUT: "doing", SessionState.HELD: "heed", SessionState.WRAPPED_UP: "done",
    SessionState.CANCELLED: "wrong",
}  # fmt: skip
FEWEST, MOST = 6, 12


@dataclass(frozen=True)
class Line:
    """A session in a list."""

    session: object
    span: str
    shape: str


def listed(partnership, user, *, now) -> dict:
    """Return the sessions of a partnership: those to come first, then the newest held."""
    rows = list(partnership.sessions.order_by("starts_at", "pk"))
    ahead = [row for row in rows if row.ahead and row.starts_at >= now]
    past = [row for row in reversed(rows) if row not in ahead]
    return {
        "partnership": partnership,
        "ahead": [_line(row) for row in ahead],
        "past": [_line(row) for row in past],
        "may_schedule": permissions.may_schedule(user, partnership),
        "none_ahead": findings.no_more_dates(partnership),
    }


def _line(session) -> Line:
    return Line(session, spans.say_span(session), SHAPES.get(session.state, "empty"))


SLOT = ("local_date", "local_time", "time_zone", "mode", "join_url", "place")


def first_guess(partnership, today: datetime.date) -> dict:
    """Return from when, when in the month and how many to propose: those that lack a date.

    The slot is that of the last monthly session. The plan is the session map; before one is drawn,
    a session a month (6 to 12, domain 0.67).
    """
    days = (partnership.ends_on - partnership.starts_on).days
    has_date = ~Q(sessions__number=None) & ~Q(sessions__state=SessionState.CANCELLED)
    dated = Session.objects.filter(partnership=OuterRef("pk")).exclude(number=None)
    last = dated.exclude(state=SessionState.CANCELLED).order_by("-starts_at")
    row = Partnership.objects.filter(pk=partnership.pk).annotate(
        drawn=Count("session_map", distinct=True),
        dated=Count("sessions", filter=has_date, distinct=True),
        **{f"last_{name}": Subquery(last.values(name)[:1]) for name in SLOT},
    )
    found = row.values("drawn", "dated", *(f"last_{name}" for name in SLOT)).get()
    planned = found["drawn"] or min(max(round(days / 30.4), FEWEST), MOST)
    start = max(partnership.starts_on, today + slots.DAY)
    guess = {"start": start, "count": max(planned - found["dated"], 1)}
    return guess | _slot(*(found[f"last_{name}"] for name in SLOT))


def _slot(day, time, zone, mode, join_url, place) -> dict:
    """Return the fields of a series form for the slot of a session, or none without one."""
    if day is None:
        return {}
    week = (day.day - 1) // 7 + 1
    return {
        "week": str(week) if week < 5 else "-1", "weekday": str(day.weekday()), "time": time,
        "zone": str(zone), "mode": mode, "join_url": join_url, "place": place,
    }  # fmt: skip


def given(form) -> list:
    """Return the fields of a series form as it was sent, to be sent again."""
    return [(name, value) for name, value in form.data.items() if name in form.fields]


def lines(form, zones, partnership, user, *, minutes: int) -> list[dict]:
    """Return each date of a preview with its clock in every zone, and why it differs.

    With it stands which other session of whoever facilitates runs at that time, by its name where
    `user` may read that; one query.
    """
    begin = {day.name: _moment(form, row, day) for row, day, *_rest in form.lines()}
    others = _others(partnership, [at for at in begin.values() if at], user)
    return [
        {
            "said": dates.say_day(row.day, year=True),
            "clocks": _clocks(row, form.slot, zones),
            "why": _why(row),
            "beside": _beside(begin[day.name], minutes, others),
            "day": day, "leave": leave, "instead": instead,
        }
        for row, day, leave, instead in form.lines()
    ]  # fmt: skip


def _moment(form, row, field) -> datetime.datetime | None:
    """Return when a date begins, on the day that was typed if one was; None where no clock says."""
    day = form.cleaned_data.get(field.name) if form.is_bound else row.day
    try:
        return slots.moment(day, form.slot.time, form.slot.zone) if day else None
    except (slots.NoSuchTime, slots.TwiceThatDay):
        return None


def _others(partnership, moments, user) -> list:
    """Return the sessions to come that `partnership`'s facilitator has elsewhere on those days."""
    if not moments:
        return []
    rows: Any = Session.objects.filter(
        state__in=TO_COME, partnership__facilitator=partnership.facilitator_id,
        starts_at__range=(min(moments) - slots.DAY, max(moments) + slots.DAY),
    ).exclude(partnership=partnership)  # fmt: skip
    seen = Partnership.objects.visible_to(user).filter(pk=OuterRef("partnership"))
    rows = rows.annotate(**names("partnership"), seen=Exists(seen))
    return list(rows.order_by("starts_at", "pk"))


def _beside(moment, minutes, others) -> str:
    """Say which session of the same facilitator overlaps one that begins at `moment`, or ""."""
    if moment is None:
        return ""
    ends_at = moment + datetime.timedelta(minutes=minutes)
    for other in others:
        if other.starts_at < ends_at and moment < other.ends_at:
            told = {"pair": where(other), "when": dates.say_when(other.starts_at)}
            if not other.seen:
                return _("Whoever facilitates has another session then: %(when)s.") % told
            return _("Whoever facilitates meets %(pair)s then: %(when)s.") % told
    return ""


def _why(row) -> str:
    if not row.reason:
        return ""
    reason = (
        _("%(day)s is %(name)s.") % {"day": dates.say_day(row.said), "name": row.name}
        if row.name
        else {
            "weekend": _("%(day)s is a weekend."),
            "blackout": _("%(day)s is not free."),
            "taken": _("%(day)s is taken already."),
        }[row.reason]
        % {"day": dates.say_day(row.said)}
    )
    if row.day == row.said:
        return reason + " " + _("No free day is near: change it or leave it out.")
    return reason + " " + _("We propose this day instead.")


def _clocks(row, slot, zones) -> list[str]:
    if row.clash:
        return []
    moment = slots.moment(row.day, slot.time, slot.zone)
    told = []
    for zone, who in zones:
        local = timezone.localtime(moment, ZoneInfo(zone))
        words = {"clock": dates.say_clock(local), "zone": dates.zone_name(local), "who": who}
        told.append(_("%(clock)s %(zone)s (%(who)s)") % words)
    return told
