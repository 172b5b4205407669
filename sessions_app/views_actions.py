"""Promises: added to the notes, reported done from here or by the mail's link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Purpose
from foundation.answers import render
from foundation.methods import get_or_post
from foundation.once import once
from foundation.returning import back
from partnerships.views_common import require

from . import actions as services
from . import permissions_work as may
from . import tempo, visitors, wrapup_page
from .forms_work import PromiseForm, ReportForm
from .models import Action
from .views_common import opened


def _opened(request, pk):
    """Return the promise with its session. Raises Http404 for a stranger."""
    rows = Action.objects.visible_to(request.user).select_related("owner")
    action = get_object_or_404(rows, pk=pk)
    action.session = opened(request, action.session_id)
    require(may.may_promise(request.user, action.session))
    return action


def _back(request, action):
    if "partnership" in request.POST:
        return redirect("partnership", action.partnership_id)
    return redirect(back(request, reverse("sessions_app:notes", args=[action.session_id])))


@require_POST
@once
def add(request, pk):
    session = opened(request, pk)
    require(may.may_promise(request.user, session))
    form = PromiseForm(request.POST, people=list(wrapup_page.people(session).items()))
    if form.is_valid():
        given = form.cleaned_data
        owner = wrapup_page.users(session)[given["owner"]]
        promised = (given["text"], owner, given["due_on"])
        services.add(session, *promised, by=request.user, now=request.now)
        sooner = tempo.sentence(session, owner.pk, given["due_on"], now=request.now)
        added = _("Added. It stands on the partnership’s page too.")
        messages.success(request, f"{added} {sooner}".strip())
        return redirect("sessions_app:notes", pk)
    page = {"session": session, "form": form, "tempo": tempo.around(session, now=request.now)}
    return render(request, "sessions_app/actions_add.html", page)


@require_POST
@once
def settle(request, pk):
    action = _opened(request, pk)
    services.settle(action, request.POST.get("state", ""), by=request.user, now=request.now)
    messages.success(request, _("Thank you. Both sides see it."))
    return _back(request, action)


@require_POST
@once
def reopen(request, pk):
    action = _opened(request, pk)
    services.reopen(action, by=request.user, now=request.now)
    messages.success(request, _("It is open again."))
    return _back(request, action)


@login_not_required
@get_or_post
@once
def report(request, pk):
    action = Action.objects.select_related("owner").filter(pk=pk).first()
    if action is None:
        raise Http404
    action.session = visitors.session_of(action.session_id)
    who = visitors.visitor(request, Purpose.REPORT_DONE, action, action.session)
    if who is None or who.person != action.owner:
        return visitors.turned_away(request)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _reported(request, action, form.cleaned_data, who)
    reads = not who.by_link
    page = {"action": action, "session": action.session, "form": form, "reads": reads}
    return render(request, "sessions_app/actions_report.html", page)


def _reported(request, action, given, who):
    services.settle(
        action, given["state"], result=given["result"], by=who.person, now=request.now,
        by_link=who.by_link,
    )  # fmt: skip
    visitors.wrote(request, who)
    messages.success(request, _("Thank you. Both sides see it, and nobody asks again."))
    return redirect("sessions_app:report", action.pk)
