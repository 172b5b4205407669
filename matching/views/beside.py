"""Where else to look; and beside a proposal: a side's own weighing, the calls, why they come."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once
from matching import findings, permissions, suits
from matching.forms_second_round import (
    CallForm,
    OriginForm,
    ReferralForm,
    SuitForm,
    WeighingForm,
)
from matching.models import Application, Origin, Referral, Weighing
from matching.services import beside
from partnerships.models import Program, Role, Side
from partnerships.models.standing import standing

from .loading import load, require
from .proposals import load_proposal

CARE = (Role.FACILITATOR, Role.FACILITATION_LEAD)


# -- where else to look ---------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@once
def referrals(request, pk):
    program = _program(request, pk)
    may_edit = permissions.may_edit_referrals(request.user, program)
    require(may_edit or request.method == "GET")
    form = _referral_form(request, Referral(program=program)) if may_edit else None
    if request.method == "POST" and form.is_valid():
        beside.keep(form=form, by=request.user, now=request.now)
        messages.success(request, _("On the list."))
        return redirect("matching:referrals", pk)
    listed = list(Referral.objects.visible_to(request.user).filter(program=program).in_use())
    shown = {"form": form, "program": program, "referrals": listed, "may_edit": may_edit}
    shown["finding"] = findings.referrals(listed)
    return render(request, "matching/referrals.html", shown)


@require_http_methods(["GET", "POST"])
@once
def referral(request, pk):
    found = _referral(request, pk)
    form = _referral_form(request, found)
    if request.method == "POST" and form.is_valid():
        beside.keep(form=form, by=request.user, now=request.now)
        messages.success(request, _("Kept. Answers that name it show it as it is now."))
        return redirect("matching:referrals", found.program_id)
    shown = {"form": form, "referral": found}
    return render(request, "matching/referral.html", shown)


@require_POST
@once
def retire(request, pk):
    found = _referral(request, pk)
    beside.retire(referral=found, by=request.user, now=request.now)
    messages.success(request, _("Taken off the list. Answers that named it keep it."))
    return redirect("matching:referrals", found.program_id)


# -- beside a proposal ----------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@once
def weigh(request, pk):
    """What one side weighs before it answers: its own deciders' page, nobody else's."""
    found = load_proposal(request, pk)
    require(found.side)
    mine = Weighing.objects.visible_to(request.user).filter(proposal=found, side=found.side).first()
    row = mine or Weighing(proposal=found, side=found.side)
    form = WeighingForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        beside.keep(form=form, by=request.user, now=request.now)
        messages.success(request, _("Kept, for those who decide here and nobody else."))
        return redirect(found)
    shown = {"form": form, "proposal": found, "own": found.organization(found.side).said}
    return render(request, "matching/weigh.html", shown)


@require_http_methods(["GET", "POST"])
@once
def call(request, pk, side):
    """Note the call with one side alone after a match (message calendar, row 11)."""
    found = load_proposal(request, pk)
    require(permissions.may_log_call(request.user, found))
    if side not in Side.values:
        raise Http404
    form = CallForm(request.POST or None, today=_today(request), initial={"on": _today(request)})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": request.user, "now": request.now}
        beside.log_call(proposal=found, side=side, **given)
        messages.success(request, _("Kept. Nobody of the two organizations reads it."))
        return redirect(found)
    shown = {"form": form, "proposal": found, "said": found.organization(side).said}
    return render(request, "matching/call.html", shown)


@require_http_methods(["GET", "POST"])
@once
def origin(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_write_origin(request.user, found))
    row = Origin.objects.filter(application=found).first() or Origin(application=found)
    form = OriginForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        beside.keep(form=form, by=request.user, now=request.now)
        messages.success(request, _("Kept. The organization reads it on its page."))
        return redirect(found)
    shown = {"form": form, "application": found}
    return render(request, "matching/origin.html", shown)


@require_safe
def suit(request):
    """Which kind of partnership suits: four answers in the address, nothing kept."""
    require(standing(request.user).has(*CARE))
    form = SuitForm(request.GET or None, goals=suits.GOALS, values=suits.VALUES)
    advice = suits.advise(**form.cleaned_data) if form.is_bound and form.is_valid() else []
    return render(request, "matching/suits.html", {"form": form, "advice": advice})


# -- loading --------------------------------------------------------------------------------------
def _program(request, pk):
    held = standing(request.user).programs(*CARE)
    found = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    require(found.pk in held)
    return found


def _referral(request, pk):
    rows = Referral.objects.visible_to(request.user).select_related("program")
    found = get_object_or_404(rows, pk=pk)
    require(permissions.may_edit_referrals(request.user, found.program))
    return found


def _referral_form(request, row):
    today = _today(request)
    start = {} if not row._state.adding else {"as_of": today}
    return ReferralForm(request.POST or None, instance=row, initial=start, today=today)


def _today(request):
    return timezone.localdate(request.now)
