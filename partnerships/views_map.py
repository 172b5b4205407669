"""The session map: drawn, written month by month, changed in the open."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.dates import say_day
from foundation.once import once

from . import map_services as services
from . import permissions
from .forms_kickoff import ChangeForm, MonthForm, ObjectionForm
from .plan_pages import map_page
from .views_common import found, planned, require


def _today(request):
    return timezone.localdate(request.now)


@require_safe
def session_map(request, pk):
    partnership = planned(request, pk)
    page = map_page(partnership, request.user, today=_today(request))
    values = {
        "partnership": partnership,
        "page": page,
        "may_object": permissions.may_object(request.user, partnership),
    }
    return render(request, "partnerships/map.html", values)


@require_POST
@once
def map_lay(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_write_plan(request.user, partnership))
    services.lay(partnership, by=request.user, now=request.now)
    messages.success(request, _("Drawn, one line a month. Write what each should accomplish."))
    return redirect("partnerships:session_map", partnership.pk)


@require_POST
@once
def month_add(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_write_plan(request.user, partnership))
    services.add_month(partnership, by=request.user, now=request.now)
    messages.success(request, _("One month more, at the end."))
    return redirect("partnerships:session_map", partnership.pk)


@require_POST
@once
def month_drop(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_write_plan(request.user, partnership))
    services.drop_month(partnership, by=request.user, now=request.now)
    messages.success(request, _("The last month is off the map."))
    return redirect("partnerships:session_map", partnership.pk)


@require_http_methods(["GET", "POST"])
@once
def month(request, pk, row):
    partnership = planned(request, pk)
    require(permissions.may_write_plan(request.user, partnership))
    item = found(partnership.session_map.all(), row)
    if not services.may_redraw(partnership):
        return redirect("partnerships:month_change", partnership.pk, item.pk)
    form = MonthForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        services.write_month(
            item, form.written, form.cleaned_data["serves"], expected=form.expected,
            by=request.user, now=request.now,
        )  # fmt: skip
        messages.success(request, _("Kept. Both sides see it on the map."))
        return redirect("partnerships:session_map", partnership.pk)
    values = {"partnership": partnership, "form": form, "item": item}
    return render(request, "partnerships/month.html", values)


@require_http_methods(["GET", "POST"])
@once
def month_change(request, pk, row):
    partnership = planned(request, pk)
    require(permissions.may_write_plan(request.user, partnership))
    item = found(partnership.session_map.all(), row)
    form = ChangeForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        return _changed(request, partnership, item, form)
    stands_on = _today(request) + services.STANDS_AFTER
    values = {"partnership": partnership, "form": form, "item": item, "stands_on": stands_on}
    return render(request, "partnerships/month_change.html", values)


def _changed(request, partnership, item, form):
    change = services.change(
        item, after=form.cleaned_data["accomplish"], expected=form.expected, by=request.user,
        now=request.now, today=_today(request), **form.said,
    )  # fmt: skip
    text = _("On the map. It stands on %(day)s unless somebody objects.")
    messages.success(request, text % {"day": say_day(change.stands_on)})
    return redirect("partnerships:session_map", partnership.pk)


@require_http_methods(["GET", "POST"])
@once
def change_object(request, pk, row):
    partnership = planned(request, pk)
    require(permissions.may_object(request.user, partnership))
    change = found(partnership.plan_changes.select_related("item", "created_by"), row)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stays = services.object_to(
            change, side=permissions.side_of(request.user, partnership), by=request.user,
            now=request.now, today=_today(request), **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, _objected(stays))
        return redirect("partnerships:session_map", partnership.pk)
    values = {"partnership": partnership, "form": form, "change": change}
    return render(request, "partnerships/change_object.html", values)


def _objected(stays: str) -> str:
    if not stays:
        return _("The former words are back. You talk about it next time.")
    return _("Your objection stands. %(stays)s You talk about it next time.") % {"stays": stays}
