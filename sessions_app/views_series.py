"""Dates: the series of a partnership, one more, moved, called off, brought back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.forms import beside
from foundation.once import once
from foundation.returning import back
from partnerships.views_common import opened as opened_partnership
from partnerships.views_common import require

from . import permissions, schedule_page
from . import series_services as services
from .forms_schedule import (
    AddForm,
    BecauseForm,
    DatesForm,
    KickoffForm,
    MoveForm,
    SeriesForm,
)
from .models import SessionKind
from .views_common import opened
from .zones import zones_of


@require_safe
def sessions(request, pk):
    partnership = opened_partnership(request, pk)
    page = schedule_page.listed(partnership, request.user, now=request.now)
    return render(request, "sessions_app/sessions.html", page)


@require_safe
def series(request, pk):
    partnership = _scheduling(request, pk)
    zones = zones_of(partnership)
    sent = request.GET if "week" in request.GET else None
    initial = {"zone": zones[0][0], "minutes": partnership.session_minutes}
    if sent is None:
        initial |= schedule_page.first_guess(partnership, timezone.localdate(request.now))
    form = SeriesForm(sent, zones=zones, initial=initial)
    page = {"partnership": partnership, "form": form}
    if sent is not None and form.is_valid():
        dates = DatesForm(rows=form.preview(), slot=form.slot)
        lines = schedule_page.lines(dates, zones, partnership, request.user, **form.length)
        page |= {"dates": dates, "lines": lines, "given": sent.items()}
    return render(request, "sessions_app/series.html", page)


@require_POST
@once
def save_series(request, pk):
    partnership = _scheduling(request, pk)
    zones = zones_of(partnership)
    form = SeriesForm(request.POST, zones=zones)
    if not form.is_valid():
        return render(
            request, "sessions_app/series.html", {"partnership": partnership, "form": form}
        )
    dates = DatesForm(request.POST, rows=form.preview(), slot=form.slot)
    if not dates.is_valid():
        return _dates_again(request, partnership, form, dates, zones)
    with beside(dates, None):
        made = services.plan_series(
            partnership, dates.dates, by=request.user, now=request.now, **form.meets
        )
        _say_made(request, len(made))
        return redirect(back(request, reverse("sessions_app:sessions", args=[partnership.pk])))
    return _dates_again(request, partnership, form, dates, zones)


def _dates_again(request, partnership, form, dates, zones):
    page = {"partnership": partnership, "form": form, "dates": dates}
    page["lines"] = schedule_page.lines(dates, zones, partnership, request.user, **form.length)
    page["given"] = schedule_page.given(form)
    return render(request, "sessions_app/series.html", page)


def _say_made(request, count):
    text = ngettext(
        "%(n)d session is set. Everybody on the roster gets it as a calendar entry.",
        "%(n)d sessions are set. Everybody on the roster gets them as calendar entries.",
        count,
    )
    messages.success(request, text % {"n": count})


def _scheduling(request, pk):
    partnership = opened_partnership(request, pk)
    require(permissions.may_schedule(request.user, partnership))
    return partnership


@require_http_methods(["GET", "POST"])
@once
def add(request, pk):
    partnership = _scheduling(request, pk)
    zones = zones_of(partnership)
    form = AddForm(request.POST or None, zones=zones, initial={"zone": zones[0][0]})
    if request.method == "POST" and form.is_valid():
        with beside(form, "day"):
            made = services.plan_series(
                partnership, [form.date], by=request.user, now=request.now,
                kind=form.cleaned_data["kind"], **form.meets,
            )  # fmt: skip
            _say_made(request, 1)
            return redirect(made[0])
    return render(request, "sessions_app/add.html", {"partnership": partnership, "form": form})


@require_http_methods(["GET", "POST"])
@once
def kickoff_day(request, pk):
    partnership = _scheduling(request, pk)
    zones = zones_of(partnership)
    initial = {"zone": zones[0][0], "day": partnership.starts_on}
    form = KickoffForm(request.POST or None, zones=zones, initial=initial)
    if request.method == "POST" and form.is_valid():
        with beside(form, "day"):
            services.plan_series(
                partnership, [form.date], by=request.user, now=request.now,
                kind=SessionKind.KICKOFF, **form.meets,
            )  # fmt: skip
            messages.success(
                request,
                _("The kickoff has its day. Everybody on the roster gets it as a calendar entry."),
            )
            return redirect("kickoff", partnership.pk)
    return render(
        request, "sessions_app/kickoff_day.html", {"partnership": partnership, "form": form}
    )


@require_http_methods(["GET", "POST"])
@once
def move(request, pk):
    session = _steering(request, pk)
    zones = zones_of(session.partnership)
    old = session.starts_at
    now_at = {
        "day": session.local_date, "time": session.local_time, "zone": session.zone,
        **{name: getattr(session, name) for name in ("mode", "place", "mode_reason", "join_url")},
    }  # fmt: skip
    form = MoveForm(request.POST or None, zones=zones, initial=now_at, session=session)
    seen = request.POST.get("seen", services.told_apart(session))
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        with beside(form, "day"):
            services.reschedule(
                session, form.date, because=because, by=request.user, now=request.now,
                seen=seen, **form.meets,
            )  # fmt: skip
            moved = _("Moved. Everybody invited gets the new date.")
            kept = _("Changed. It stands on this page; a new place or way to meet is mailed, too.")
            messages.success(request, moved if session.starts_at != old else kept)
            return redirect(session)
        seen = services.told_apart(session)  # what was refused said how it stands
    page = {"session": session, "form": form, "seen": seen}
    return render(request, "sessions_app/move.html", page)


@require_http_methods(["GET", "POST"])
@once
def cancel(request, pk):
    session = opened(request, pk)
    if not permissions.may_call_off(request.user, session, request.now):
        raise PermissionDenied
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.cancel(session, by=request.user, now=request.now, **form.cleaned_data)
        messages.success(request, _("Called off. It leaves everybody’s calendar."))
        return redirect(session)
    page = {"session": session, "form": form, "to_come": session.starts_at > request.now}
    return render(request, "sessions_app/cancel.html", page)


@require_POST
@once
def bring_back(request, pk):
    session = _steering(request, pk)
    services.bring_back(session, by=request.user, now=request.now)
    messages.success(request, _("It takes place after all. Everybody gets a new calendar entry."))
    return redirect(session)


def _steering(request, pk):
    session = opened(request, pk)
    if not permissions.may_schedule(request.user, session.partnership):
        raise PermissionDenied
    return session
