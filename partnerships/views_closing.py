"""What is written in the close-out; the page that shows it whole lives in overview."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.once import once

from . import closing_services as services
from . import permissions_closing as permissions
from .closing_facts import closing_facts
from .closing_text import suggested
from .forms_closing import CarryOnForm, CloseOutForm, GainForm, JudgeForm, NoLessonForm
from .models import Benefit, CarryOn, CloseOut, Side
from .views_common import found, planned, require


@require_http_methods(["GET", "POST"])
@once
def write(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_write_closing(request.user, partnership))
    facts = closing_facts(partnership)
    row = facts.close_out or CloseOut(partnership=partnership)
    form = CloseOutForm(request.POST or None, instance=row, suggested=suggested(facts))
    if request.method == "POST" and form.is_valid():
        services.write(partnership, form.values, expected=form.expected, **_who(request))
        return _kept(request, partnership)
    return _page(request, partnership, form, "partnerships/closing_write.html")


def _who(request):
    return {"by": request.user, "now": request.now}


def _kept(request, partnership):
    messages.success(request, _("Kept. Both sides read it now."))
    return redirect("closing", partnership.pk)


def _page(request, partnership, form, template, **more):
    return render(request, template, {"partnership": partnership, "form": form, **more})


@require_http_methods(["GET", "POST"])
@once
def judge(request, pk, row):
    partnership = planned(request, pk)
    require(permissions.may_write_closing(request.user, partnership))
    objective = found(partnership.objectives.all(), row)
    form = JudgeForm(request.POST or None, instance=objective)
    if request.method == "POST" and form.is_valid():
        services.judge(
            objective, state=form.cleaned_data["state"], expected=form.expected,
            because=form.cleaned_data["judged_because"], **_who(request),
        )  # fmt: skip
        return _kept(request, partnership)
    return _page(request, partnership, form, "partnerships/closing_judge.html", row=objective)


@require_http_methods(["GET", "POST"])
@once
def gain_add(request, pk, side):
    partnership = planned(request, pk)
    if side not in Side.values:
        raise Http404
    return _gain(request, partnership, Benefit(partnership=partnership, side=side))


@require_http_methods(["GET", "POST"])
@once
def gain(request, pk, row):
    partnership = planned(request, pk)
    return _gain(request, partnership, found(partnership.benefits.all(), row))


def _gain(request, partnership, row):
    require(permissions.may_write_gain(request.user, partnership, row.side))
    name = partnership.lead(row.side).said
    form = GainForm(request.POST or None, instance=row, name=name)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.get("version") or 0
        services.save_gain(row, form.written, expected=expected, **_who(request))
        return _kept(request, partnership)
    return _page(request, partnership, form, "partnerships/closing_gain.html", row=row, name=name)


@require_http_methods(["GET", "POST"])
@once
def carried_add(request, pk):
    partnership = planned(request, pk)
    return _carried(request, partnership, CarryOn(partnership=partnership))


@require_http_methods(["GET", "POST"])
@once
def carried(request, pk, row):
    partnership = planned(request, pk)
    return _carried(request, partnership, found(partnership.carried_on.all(), row))


def _carried(request, partnership, row):
    require(permissions.may_write_closing(request.user, partnership))
    form = CarryOnForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.get("version") or 0
        services.save_carried(row, form.written, expected=expected, **_who(request))
        return _kept(request, partnership)
    return _page(request, partnership, form, "partnerships/closing_carried.html", row=row)


@require_POST
@once
def carried_off(request, pk, row):
    partnership = planned(request, pk)
    require(permissions.may_write_closing(request.user, partnership))
    services.take_off(found(partnership.carried_on.all(), row), **_who(request))
    return _kept(request, partnership)


@require_http_methods(["GET", "POST"])
@once
def no_lesson(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_say_why_no_lesson(request.user, partnership))
    row = getattr(partnership, "close_out", None) or CloseOut(partnership=partnership)
    form = NoLessonForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        values = {"no_insight_reason": form.cleaned_data["no_insight_reason"]}
        services.write(partnership, values, expected=form.expected, **_who(request))
        return _kept(request, partnership)
    return _page(request, partnership, form, "partnerships/closing_no_lesson.html")
