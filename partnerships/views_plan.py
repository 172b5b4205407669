"""The goal with its objectives: written by both sides, signed by one person a side."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once

from . import focus_changes, map_services, permissions, plan_services
from .forms_kickoff import DropForm, GoalForm, ObjectiveChangeForm, ObjectiveForm, UseForm
from .models import Goal, LearningObjective
from .plan_pages import goal_page, may_reopen, the_goal
from .signed_pages import saved_words
from .views_common import found, planned, require


@require_safe
def goal(request, pk):
    partnership = planned(request, pk)
    page = goal_page(partnership, request.user)
    place = permissions.place_of(request.user, partnership)
    values = {"partnership": partnership, "page": page, "place": place}
    return render(request, "partnerships/goal.html", values)


@require_http_methods(["GET", "POST"])
@once
def goal_edit(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_write_plan(request.user, partnership))
    row = the_goal(partnership) or Goal(partnership=partnership)
    form = GoalForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        cleared = plan_services.edit_goal(
            row, form.written, expected=form.expected, wording_only=form.wording,
            **_who(request, partnership),
        )  # fmt: skip
        return _saved(request, partnership, cleared)
    values = {"partnership": partnership, "form": form, "signed": form.signed}
    return render(request, "partnerships/goal_edit.html", values)


def _who(request, partnership):
    side = permissions.side_of(request.user, partnership)
    return {"side": side, "by": request.user, "now": request.now}


def _saved(request, partnership, cleared):
    messages.success(request, saved_words(cleared))
    return redirect("partnerships:goal", partnership.pk)


@require_http_methods(["GET", "POST"])
@once
def objective_add(request, pk):
    partnership = planned(request, pk)
    return _objective(request, partnership, LearningObjective(partnership=partnership))


@require_http_methods(["GET", "POST"])
@once
def objective(request, pk, row):
    partnership = planned(request, pk)
    return _objective(request, partnership, found(partnership.objectives.all(), row))


def _objective(request, partnership, row):
    require(permissions.may_write_plan(request.user, partnership))
    agreed = the_goal(partnership)
    stands = not map_services.may_redraw(partnership)
    asked = ObjectiveChangeForm if stands else ObjectiveForm
    form = asked(request.POST or None, instance=row, partnership=partnership, goal=agreed)
    if request.method == "POST" and form.is_valid():
        cleared = _save_objective(request, partnership, form, stands)
        return _saved(request, partnership, cleared)
    values = {"partnership": partnership, "form": form, "row": row, "signed": form.signed,
              "may_drop": not row._state.adding, "stands": stands}  # fmt: skip
    return render(request, "partnerships/objective.html", values)


def _save_objective(request, partnership, form, stands) -> int:
    expected = form.cleaned_data.get("version") or 0
    who = _who(request, partnership)
    if stands and form.instance._state.adding:
        return focus_changes.add_objective(
            form.instance, form.written, said=form.said,
            stands_on=timezone.localdate(request.now), **who,
        )  # fmt: skip
    if stands and not form.wording:
        return focus_changes.change_objective(
            form.instance, form.written, expected=expected, said=form.said,
            stands_on=timezone.localdate(request.now), **who,
        )  # fmt: skip
    return plan_services.save_objective(
        form.instance, form.written, expected=expected, wording_only=form.wording, **who
    )


@require_http_methods(["GET", "POST"])
@once
def objective_use(request, pk, row):
    partnership = planned(request, pk)
    require(permissions.may_say_use(request.user, partnership))
    standing = partnership.objectives.exclude(state=LearningObjective.State.DROPPED)
    form = UseForm(request.POST or None, instance=found(standing, row))
    if request.method == "POST" and form.is_valid():
        plan_services.say_use(
            form.instance, expected=form.expected, by=request.user, now=request.now
        )
        messages.success(request, _("Kept. It stands at the end of the thread."))
        return redirect("partnerships:goal", partnership.pk)
    values = {"partnership": partnership, "form": form, "row": form.instance}
    return render(request, "partnerships/objective_use.html", values)


@require_http_methods(["GET", "POST"])
@once
def objective_drop(request, pk, row):
    partnership = planned(request, pk)
    objective = found(partnership.objectives.all(), row)
    require(permissions.may_write_plan(request.user, partnership))
    stands = not map_services.may_redraw(partnership)
    form = DropForm(request.POST if request.method == "POST" else None, stands=stands)
    if form.is_valid():
        return _saved(request, partnership, _drop(request, partnership, objective, form, stands))
    values = {"partnership": partnership, "form": form, "row": objective}
    return render(request, "partnerships/objective_drop.html", values)


def _drop(request, partnership, objective, form, stands) -> int:
    who = _who(request, partnership)
    if not stands:
        return plan_services.drop_objective(objective, **who)
    day = timezone.localdate(request.now)
    return focus_changes.drop_objective(objective, said=form.said, stands_on=day, **who)


@require_POST
@once
def goal_sign(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_sign_plan(request.user, partnership))
    seen = request.POST.get("seen", "")
    plan_services.sign(partnership, seen=seen, **_who(request, partnership))
    messages.success(request, _("Signed, with your name and today’s date. Both sides see it."))
    return redirect("partnerships:goal", partnership.pk)


@require_POST
@once
def goal_reopen(request, pk):
    partnership = planned(request, pk)
    require(may_reopen(partnership, permissions.place_of(request.user, partnership)))
    plan_services.reopen(partnership, by=request.user, now=request.now)
    messages.success(request, _("Open again. Both sides read the new words and sign them."))
    return redirect("partnerships:goal", partnership.pk)
