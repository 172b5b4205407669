"""The page of a preparation, its review and its acceptance."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once
from matching import status
from matching import workup_permissions as permissions
from matching.models import RootCauseWorkup
from matching.services import workups
from matching.workup_content import load as content_of
from matching.workup_forms import AcceptForm, ReviewForm
from matching.workup_page import page

from .loading import require

HERE = "matching/workup/"


def load(request, pk):
    """Return the workup of the application `pk` with its parties. Raises Http404."""
    rows = RootCauseWorkup.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows, application=pk)


@require_safe
def workup(request, pk):
    found = load(request, pk)
    shown = {"workup": found, "application": found.application, "page": page(found, request.user)}
    shown["today"] = timezone.localdate(request.now)
    shown["promised"] = None if shown["page"].content.met else status.newest(found.application)
    return render(request, f"{HERE}page.html", shown)


@require_http_methods(["GET", "POST"])
@once
def review(request, pk):
    found = load(request, pk)
    require(permissions.may_review(request.user, found))
    form = ReviewForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, {"by": request.user, "now": request.now}
        workups.review(workup=found, note=given["note"], expected=given["version"], **by)
        said = found.application.organization.said
        messages.success(request, _("Kept. %(said)s is asked how it sees it.") % {"said": said})
        return redirect(found)
    shown = {"workup": found, "form": form, "content": content_of(found)}
    return render(request, f"{HERE}review.html", shown)


@require_http_methods(["GET", "POST"])
@once
def accept(request, pk):
    found = load(request, pk)
    require(permissions.may_accept(request.user, found))
    content = content_of(found)
    form = _accept_form(request, found, content)
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "now": request.now}
        version = form.cleaned_data["version"]
        workups.accept(workup=found, answers=form.answers, expected=version, **by)
        messages.success(request, _("Thank you. The facilitator reads your nine answers again."))
        return redirect(found)
    shown = {"workup": found, "form": form, "content": content}
    return render(request, f"{HERE}accept.html", shown)


@require_POST
@once
def take_up(request, pk):
    found = load(request, pk)
    require(permissions.may_take_up(request.user, found))
    workups.take_up(workup=found, by=request.user, now=request.now)
    messages.success(request, _("Open again. Everything stands as it stood."))
    return redirect(found)


def _accept_form(request, found, content):
    """Both answers as they start from what was found."""
    items = workups.items_to_carry(content)
    start = {"version": found.version, **{item.key: item.start for item in items}}
    return AcceptForm(request.POST or None, initial=start, asked=items)
