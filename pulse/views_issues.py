"""Issues: the holder notes what came up, who looks after it, and shares back what will change."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once

from . import issues as services
from . import page_issues, permissions
from .forms_issues import IssueForm
from .models import PulseIssue, PulseRound
from .views_common import as_actor, found, require


def _round(request, pk) -> PulseRound:
    row = found(request, pk)
    require(permissions.may_hold(request.user, row))
    return row


def _issue(request, pk) -> PulseIssue:
    """Return an issue for the holder of its talks. Raises Http404 for everybody else."""
    rows = PulseIssue.objects.visible_to(request.user).whole()
    row = get_object_or_404(rows, pk=pk)
    row.round = PulseRound.objects.with_talks().get(pk=row.round_id)
    return row


def _values(round, **more) -> dict:
    return {"round": round, "partnership": round.partnership, **more}


@require_safe
@as_actor
def issues(request, pk):
    round = _round(request, pk)
    today = timezone.localdate(request.now)
    lines = page_issues.lines(round, today)
    values = _values(round, lines=lines, finding=page_issues.finding(lines, today))
    return render(request, "pulse/issues.html", values)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once
@as_actor
def new(request, pk):
    round = _round(request, pk)
    row = PulseIssue(round=round)
    initial = {"source": request.GET.get("source", "")}
    form = IssueForm(request.POST or None, instance=row, round=round, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.write(issue=row, source=form.told, by=request.user, now=request.now)
        messages.success(request, _("Kept. You alone read it until you share it back."))
        return redirect(row)
    return render(request, "pulse/issue_new.html", _values(round, form=form))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once
@as_actor
def issue(request, pk):
    row = _issue(request, pk)
    if row.settled:
        require(request.method == "GET")
        return _issue_page(request, row, None)
    form = IssueForm(request.POST or None, instance=row, round=row.round)
    if request.method == "POST" and form.is_valid():
        services.revise(issue=row, expected=form.expected, by=request.user, now=request.now)
        both, alone = _("Kept. Both sides read it now."), _("Kept. You alone read it.")
        messages.success(request, both if row.shared else alone)
        return redirect(row)
    return _issue_page(request, row, form)


def _issue_page(request, row, form):
    """Draw it as it stands: a form that was sent has put what was typed into its row."""
    round = row.round
    standing = PulseIssue.objects.whole().get(pk=row.pk) if form and form.is_bound else row
    shown = page_issues.issue_page(standing, round, timezone.localdate(request.now))
    return render(request, "pulse/issue.html", _values(round, form=form, page=shown))


@require_POST
@once
@as_actor
def share(request, pk):
    row = _issue(request, pk)
    services.share(issue=row, by=request.user, now=request.now)
    messages.success(request, _("Both sides read it on their page, and in the mail after the next"
                                " session."))  # fmt: skip
    return redirect(row)


@require_POST
@once
@as_actor
def move(request, pk):
    row = _issue(request, pk)
    services.move(issue=row, new=request.POST.get("new", ""), by=request.user, now=request.now)
    messages.success(request, page_issues.moved(row))
    return redirect(row)
