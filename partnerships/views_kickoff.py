"""What is written before the kickoff and chosen in it: sections, winds, focus areas."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.dates import say_day
from foundation.once import once

from . import focus_changes, map_services, permissions, sealed_services
from . import kickoff_services as services
from .forms_kickoff import FocusChangeForm, FocusForm, SectionForm, WindForm
from .models import FocusArea, Wind, WorkbookSection
from .plan_text import MOST_FOCUS_AREAS, SECTIONS
from .views_common import found, planned, require


@require_http_methods(["GET", "POST"])
@once
def section(request, pk, key):
    partnership = planned(request, pk)
    if key not in SECTIONS:
        raise Http404
    asked = SECTIONS[key]
    require(permissions.may_write_section(request.user, partnership, asked.side))
    row = WorkbookSection.objects.filter(partnership=partnership, key=key).first()
    row = row or WorkbookSection(partnership=partnership, key=key)
    form = SectionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        words, expected = form.cleaned_data["words"], form.expected
        services.write_section(
            partnership, key, words, expected=expected, by=request.user, now=request.now
        )
        messages.success(request, _("Kept. Both sides read it before you meet."))
        return redirect("kickoff", partnership.pk)
    values = {"asked": asked, "name": partnership.lead(asked.side).said, "row": row}
    return render(request, "partnerships/section.html", _with(partnership, form, **values))


def _with(partnership, form, **more):
    return {"partnership": partnership, "form": form, **more}


@require_http_methods(["GET", "POST"])
@once
def wind_add(request, pk):
    partnership = planned(request, pk)
    return _wind(request, partnership, Wind(partnership=partnership))


@require_http_methods(["GET", "POST"])
@once
def wind(request, pk, row):
    partnership = planned(request, pk)
    return _wind(request, partnership, found(partnership.winds.all(), row))


def _wind(request, partnership, row):
    require(permissions.may_write_plan(request.user, partnership))
    form = WindForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.get("version") or 0
        services.save_wind(row, form.written, expected=expected, by=request.user, now=request.now)
        messages.success(request, _("Kept. You look at it again for a minute in each session."))
        return redirect("kickoff", partnership.pk)
    return render(request, "partnerships/wind.html", _with(partnership, form, row=row))


@require_safe
def focus(request, pk):
    partnership = planned(request, pk)
    areas = FocusArea.objects.filter(partnership=partnership).select_related("boundary")
    place = permissions.place_of(request.user, partnership)
    seal = sealed_services.seal_of(partnership, place.side)
    rows = sealed_services.ranked(areas.order_by("-chosen", "order", "created_at", "pk"), seal)
    chosen = sum(row.chosen for row in rows)
    values = {
        "partnership": partnership,
        "rows": [(row, services.closed(row), seal.ratings.get(row.pk, {})) for row in rows],
        "seal": seal,
        "sides": [(side, partnership.lead(side).said) for side in permissions.SIDES],
        "place": place,
        "stands": not map_services.may_redraw(partnership),
        "may_rate": bool(rows) and permissions.may_rate_focus(request.user, partnership),
        "chosen": chosen,
        "most": MOST_FOCUS_AREAS,
        "room_left": chosen < MOST_FOCUS_AREAS,
        "may_write": permissions.may_write_plan(request.user, partnership),
    }
    return render(request, "partnerships/focus.html", values)


@require_http_methods(["GET", "POST"])
@once
def focus_add(request, pk):
    partnership = planned(request, pk)
    return _focus(request, partnership, FocusArea(partnership=partnership))


@require_http_methods(["GET", "POST"])
@once
def focus_change(request, pk, row):
    partnership = planned(request, pk)
    area = found(partnership.focus_areas.all(), row)
    if map_services.may_redraw(partnership):
        return _focus(request, partnership, area)
    return _focus_in_the_open(request, partnership, area)


def _focus_in_the_open(request, partnership, area):
    require(permissions.may_write_plan(request.user, partnership))
    form = FocusChangeForm(request.POST or None, instance=area, partnership=partnership)
    stands_on = timezone.localdate(request.now) + map_services.STANDS_AFTER
    if request.method == "POST" and form.is_valid():
        focus_changes.change_focus(
            area, expected=form.expected, said=form.said, stands_on=stands_on, by=request.user,
            now=request.now,
        )  # fmt: skip
        text = _("Changed. It stands on %(day)s unless somebody objects.")
        messages.success(request, text % {"day": say_day(stands_on)})
        return redirect("partnerships:focus", partnership.pk)
    values = {"row": area, "stands_on": stands_on}
    return render(request, "partnerships/focus_change.html", _with(partnership, form, **values))


def _focus(request, partnership, row):
    require(permissions.may_write_plan(request.user, partnership))
    form = FocusForm(request.POST or None, instance=row, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.get("version") or 0
        services.save_focus_area(
            row, form.written, expected=expected, by=request.user, now=request.now
        )
        messages.success(request, _("Kept. Choose it when both sides agree to work on it."))
        return redirect("partnerships:focus", partnership.pk)
    return render(request, "partnerships/focus_edit.html", _with(partnership, form, row=row))


@require_POST
@once
def focus_choose(request, pk, row):
    partnership = planned(request, pk)
    area = found(partnership.focus_areas.all(), row)
    require(permissions.may_write_plan(request.user, partnership))
    services.choose(area, by=request.user, now=request.now)
    messages.success(request, _("Chosen. The objectives can rest on it."))
    return redirect("partnerships:focus", partnership.pk)


@require_POST
@once
def focus_let_go(request, pk, row):
    partnership = planned(request, pk)
    area = found(partnership.focus_areas.all(), row)
    require(permissions.may_write_plan(request.user, partnership))
    services.let_go(area, by=request.user, now=request.now)
    messages.success(request, _("Let go for now. It stays on the list."))
    return redirect("partnerships:focus", partnership.pk)
