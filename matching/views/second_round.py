"""Those without a partner: the lead's page, the three ways on, and who got what in the program."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.once import once
from matching import fairness, fairness_facts, kind_words, permissions, second_round
from matching.forms_second_round import CarryForm, KindWordForm
from matching.models import Application
from matching.services import second_round as services
from matching.workdays import working_days_after
from partnerships.models import Program, Round

from .loading import load, require

GROUPS = (
    ("settings", _lazy("By setting")),
    ("state", _lazy("By state")),
    ("kind", _lazy("By kind of organization")),
    ("sector", _lazy("By sector")),
)


@require_safe
def second(request, pk):
    rounds = Round.objects.visible_to(request.user).select_related("program")
    found = get_object_or_404(rounds, pk=pk)
    require(permissions.may_see_round_end(request.user, found))
    after = request.GET.get("after", "")
    page, left, later = second_round.page(request.user, found, after, request.now)
    shown = {"round": found, "page": page, "left": left, "later": later}
    shown["heading"] = second_round.heading(page)
    shown["may_see_fairness"] = permissions.may_see_fairness(request.user, found.program)
    return render(request, "matching/second_round.html", shown)


@require_http_methods(["GET", "POST"])
@once
def carry(request, pk):
    found = _unmatched(request, pk)
    rounds = services.later_rounds(found.round)
    form = CarryForm(request.POST or None, rounds=rounds)
    if request.method == "POST" and form.is_valid():
        origin, into = found.round_id, form.cleaned_data["into"]
        services.carry(application=found, into=into, by=request.user, now=request.now)
        messages.success(request, _("Carried into %(round)s, with all that was written.")
                         % {"round": into})  # fmt: skip
        return redirect("matching:second_round", origin)
    shown = {"form": form, "application": found, "rounds": rounds}
    return render(request, "matching/carry.html", shown)


@require_http_methods(["GET", "POST"])
@once
def wait(request, pk):
    return _kind_word(request, pk, "waitlisted", services.wait, _("Let it wait for a place"))


@require_http_methods(["GET", "POST"])
@once
def release(request, pk):
    return _kind_word(request, pk, "not_now", services.release, _("Let go, with a kind word"))


@require_safe
def fair(request, pk):
    found = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    require(permissions.may_see_fairness(request.user, found))
    cases = fairness_facts.cases(request.user, found, request.now)
    made = fairness.tables(cases, [group for group, _title in GROUPS]) if cases else []
    tables = [(str(title), lines) for (_group, title), lines in zip(GROUPS, made, strict=False)]
    shown = {"program": found, "tables": tables, "fewest": fairness.FEWEST}
    shown["finding"] = fairness.answer(made[0]) if made else ""
    return render(request, "matching/fairness.html", shown)


def _kind_word(request, pk, result, service, heading):
    """Write to an application without a partner; `result` is where it stands afterwards."""
    found = _unmatched(request, pk)
    form = _kind_form(request, found, result)
    if request.method == "POST" and form.is_valid():
        service(application=found, **form.cleaned_data, by=request.user, now=request.now)
        messages.success(request, _("Sent. They read it on their page now."))
        return redirect("matching:second_round", found.round_id)
    shown = {"form": form, "application": found, "heading": heading}
    return render(request, "matching/kind_word.html", shown)


def _kind_form(request, found, result):
    draft, today = kind_words.draft(result, title=found.name), _today(request)
    day = working_days_after(today, draft.days)
    start = {"words": draft.words, "next_step": draft.next_step, "next_on": day}
    return KindWordForm(request.POST or None, initial=start, today=today)


def _unmatched(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_settle_unmatched(request.user, found))
    return found


def _today(request):
    return timezone.localdate(request.now)
