"""Grants, initiatives: lists, a page each, adding, editing; documented relations."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.once import once

from . import listing, services_directory
from . import permissions_directory as permissions
from .forms_directory import GrantForm, InitiativeForm
from .models import DocumentedRelation, Grant, Initiative, Organization

BY_NAME = ("organization__name", "id")
WORDS = ("q", "topic", "context")


# -- lists ----------------------------------------------------------------------------------------
@require_safe
def grant_list(request):
    rows = Grant.objects.visible_to(request.user).with_facts()
    return listing.answer(request, rows, "partnerships/grants.html", names=WORDS, by=BY_NAME)


@require_safe
def initiative_list(request):
    rows = Initiative.objects.visible_to(request.user).with_facts()
    names, by = (*WORDS, "stage"), ("title", "id")
    return listing.answer(request, rows, "partnerships/initiatives.html", names=names, by=by)


@require_safe
def relation_list(request):
    rows = DocumentedRelation.objects.visible_to(request.user).prefetch_related("topics")
    by = ("expert_name", "id")
    return listing.answer(request, rows, "partnerships/relations.html", names=WORDS, by=by)


# -- one page each --------------------------------------------------------------------------------
@require_safe
def grant(request, pk):
    row = get_object_or_404(Grant.objects.visible_to(request.user).with_facts(), pk=pk)
    may_edit = permissions.may_edit_grants(request.user)
    return render(request, "partnerships/grant.html", {"row": row, "may_edit": may_edit})


@require_safe
def initiative(request, pk):
    row = get_object_or_404(Initiative.objects.visible_to(request.user).with_facts(), pk=pk)
    may_edit = permissions.may_edit_organization(request.user, row.organization)
    return render(request, "partnerships/initiative.html", {"row": row, "may_edit": may_edit})


# -- adding ---------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
@once
def grant_new(request, pk):
    return _new(request, pk, GrantForm, lambda user, _row: permissions.may_edit_grants(user))


@require_http_methods(["GET", "POST"])
@once
def initiative_new(request, pk):
    return _new(request, pk, InitiativeForm, permissions.may_edit_organization)


def _new(request, pk, form_class, may):
    row = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    if not may(request.user, row):
        raise PermissionDenied
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services_directory.add(form, by=request.user, now=request.now, organization=row)
        messages.success(
            request, _("Added. It stands on the page of %(name)s.") % {"name": row.said}
        )
        return redirect(row)
    context = {"form": form, "organization": row, "what": _what(form_class)}
    return render(request, "partnerships/fact_form.html", context)


# -- editing --------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def grant_edit(request, pk):
    return _edit(request, pk, GrantForm, lambda user, _row: permissions.may_edit_grants(user))


@require_http_methods(["GET", "POST"])
def initiative_edit(request, pk):
    return _edit(request, pk, InitiativeForm, permissions.may_edit_organization)


def _edit(request, pk, form_class, may):
    rows = form_class._meta.model.objects.visible_to(request.user).with_facts()
    row = get_object_or_404(rows, pk=pk)
    if not may(request.user, row.organization):
        raise PermissionDenied
    form = form_class(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        services_directory.edit(form, by=request.user, now=request.now)
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {
        "form": form,
        "organization": row.organization,
        "row": row,
        "what": _what(form_class),
    }
    return render(request, "partnerships/fact_form.html", context)


def _what(form_class):
    return {
        GrantForm: _("A grant"),
        InitiativeForm: _("An initiative"),
    }[form_class]
