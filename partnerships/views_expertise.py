"""Expertise: the list, a claim with its standing, adding, editing, confirming with one press."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once

from . import expertise_services, listing, services_directory
from . import permissions_directory as permissions
from .forms_directory import ExpertiseForm
from .models import Expertise, Organization

NAMES = ("q", "topic", "context", "confirmed")
FORM = "partnerships/fact_form.html"
WHAT = gettext_lazy("What it knows deeply")


@require_safe
def expertise_list(request):
    rows = Expertise.objects.visible_to(request.user).with_facts().select_related("topic")
    rows = rows.with_age(timezone.localdate(request.now))
    by, template = ("organization__name", "id"), "partnerships/expertise_list.html"
    return listing.answer(request, rows, template, names=NAMES, by=by)


@require_safe
def expertise(request, pk):
    row = _one(request, pk)
    context = {
        "row": row,
        "may_edit": permissions.may_edit_organization(request.user, row.organization),
        "may_confirm": permissions.may_confirm_expertise(request.user, row),
    }
    return render(request, "partnerships/expertise.html", context)


@require_http_methods(["GET", "POST"])
@once
def expertise_new(request, pk):
    row = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    if not permissions.may_edit_organization(request.user, row):
        raise PermissionDenied
    form = ExpertiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services_directory.add(form, by=request.user, now=request.now, organization=row)
        if permissions.may_confirm_expertise(request.user, _one(request, made.pk)):
            expertise_services.confirm(made, by=request.user, now=request.now)
        said = _("Added. It stands on the page of %(name)s.") % {"name": row.said}
        messages.success(request, said)
        return redirect(row)
    return render(request, FORM, {"form": form, "organization": row, "what": WHAT})


@require_http_methods(["GET", "POST"])
def expertise_edit(request, pk):
    row = _one(request, pk)
    if not permissions.may_edit_organization(request.user, row.organization):
        raise PermissionDenied
    form = ExpertiseForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        may_confirm = permissions.may_confirm_expertise(request.user, row)
        expertise_services.edit(form, by=request.user, now=request.now, may_confirm=may_confirm)
        messages.success(request, _("Saved."))
        return redirect(row)
    shown = {"form": form, "organization": row.organization, "row": row, "what": WHAT}
    return render(request, FORM, shown)


@require_POST
@once
def expertise_confirm(request, pk):
    row = _one(request, pk)
    if not permissions.may_confirm_expertise(request.user, row):
        raise PermissionDenied
    expertise_services.confirm(row, by=request.user, now=request.now)
    text = _("Confirmed. %(name)s is asked again in twelve months.")
    messages.success(request, text % {"name": row.organization.said})
    return redirect(row)


def _one(request, pk):
    rows = Expertise.objects.visible_to(request.user).with_facts()
    rows = rows.select_related("topic", "confirmed_by")
    rows = rows.with_age(timezone.localdate(request.now))
    rows = rows.with_deciding(request.user, request.now.date())
    return get_object_or_404(rows, pk=pk)
