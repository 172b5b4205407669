"""Programs and their rounds: who opens them, and the states a round goes through."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.models import Transition
from foundation.once import once
from foundation.paging import keyset

from . import findings, services_directory
from . import permissions_directory as permissions
from .forms_directory import NewRoundForm, ProgramForm, RoundForm, StartProgramForm
from .models import ROUND_MOVES, Program, Round, RoundState

R = RoundState
STEPS = {
    (R.DRAFT, R.OPEN): gettext_lazy("Open the round"),
    (R.OPEN, R.CLOSED): gettext_lazy("Close the round"),
    (R.CLOSED, R.OPEN): gettext_lazy("Open it again"),
    (R.CLOSED, R.MATCHED): gettext_lazy("Record that it is matched"),
    (R.MATCHED, R.ARCHIVED): gettext_lazy("Put it into the archive"),
}
DONE = {
    R.OPEN: gettext_lazy("The round is open. Organizations can send their interest now."),
    R.CLOSED: gettext_lazy("The round is closed. What was sent stays."),
    R.MATCHED: gettext_lazy("Recorded: the partnerships of this round are found."),
    R.ARCHIVED: gettext_lazy("The round is in the archive. It stays readable."),
}


@require_safe
def program_list(request):
    opened = Round.objects.filter(program=OuterRef("pk"), state=R.OPEN)
    rows = Program.objects.visible_to(request.user).annotate(has_open_round=Exists(opened))
    page = keyset(rows, request.GET.get("after", ""), by=("name", "id"))
    shown = {"page": page, "finding": findings.programs(page)}
    shown["may_start"] = permissions.may_start_program(request.user)
    return render(request, "partnerships/programs.html", shown)


@require_http_methods(["GET", "POST"])
@once
def program_new(request):
    if not permissions.may_start_program(request.user):
        raise PermissionDenied
    form = StartProgramForm(request.POST or None, today=_today(request))
    if request.method == "POST" and form.is_valid():
        program = services_directory.start_program(form, by=request.user, now=request.now)
        messages.success(request, _("The program stands, with its first round as a draft."))
        return redirect(program)
    return render(request, "partnerships/program_new.html", {"form": form})


@require_safe
def program(request, pk):
    row = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    rounds = Round.objects.visible_to(request.user).filter(program=row)
    page = keyset(rounds, request.GET.get("after", ""), by=("-opens_on", "-id"))
    may_edit = permissions.may_run_program(request.user, row)
    context = {"program": row, "page": page, "may_edit": may_edit}
    return render(request, "partnerships/program.html", context)


@require_http_methods(["GET", "POST"])
def program_edit(request, pk):
    row = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    if not permissions.may_run_program(request.user, row):
        raise PermissionDenied
    form = ProgramForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        services_directory.edit(form, by=request.user, now=request.now)
        messages.success(request, _("Saved."))
        return redirect(row)
    return render(request, "partnerships/program_edit.html", {"form": form, "program": row})


@require_http_methods(["GET", "POST"])
@once
def round_new(request, pk):
    row = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    if not permissions.may_run_program(request.user, row):
        raise PermissionDenied
    planned = Round(program=row)
    form = NewRoundForm(request.POST or None, instance=planned, today=_today(request))
    if request.method == "POST" and form.is_valid():
        made = services_directory.add(form, by=request.user, now=request.now)
        messages.success(
            request, _("The round is a draft. Nobody outside sees it until you open it.")
        )
        return redirect(made)
    return render(request, "partnerships/round_form.html", {"form": form, "program": row})


@require_safe
def round_page(request, pk):
    rows = Round.objects.visible_to(request.user).select_related("program")
    row = get_object_or_404(rows.prefetch_related("topics"), pk=pk)
    may_edit = permissions.may_run_program(request.user, row.program)
    onward, over = _onward(row) if may_edit else [], row.over(_today(request))
    context = {
        "round": row,
        "may_edit": may_edit,
        "moves": [(s, STEPS[row.state, s]) for s in onward if s != R.OPEN or not over],
        "waits": R.OPEN in onward and over,
        "history": Transition.objects.about(row).select_related("by").order_by("-at")[:20],
    }
    return render(request, "partnerships/round.html", context)


@require_http_methods(["GET", "POST"])
def round_edit(request, pk):
    rows = Round.objects.visible_to(request.user).select_related("program")
    row = get_object_or_404(rows, pk=pk)
    if not permissions.may_run_program(request.user, row.program):
        raise PermissionDenied
    form = RoundForm(request.POST or None, instance=row, today=_today(request))
    if request.method == "POST" and form.is_valid():
        services_directory.edit(form, by=request.user, now=request.now)
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"form": form, "program": row.program, "round": row}
    return render(request, "partnerships/round_form.html", context)


@require_POST
@once
def round_move(request, pk, state):
    rows = Round.objects.visible_to(request.user).select_related("program")
    row = get_object_or_404(rows, pk=pk)
    if not permissions.may_run_program(request.user, row.program):
        raise PermissionDenied
    if state not in RoundState.values:
        raise Http404
    services_directory.move_round(row, state, by=request.user, now=request.now)
    messages.success(request, DONE[row.state])
    return redirect(row)


def _today(request):
    return timezone.localdate(request.now)


def _onward(row):
    return [state for state in RoundState if state in ROUND_MOVES[row.state]]
