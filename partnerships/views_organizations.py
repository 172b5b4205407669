"""Organizations: the list, one page each, editing, joining, people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once
from foundation.paging import keyset

from . import facts, findings, listing, services_directory
from . import permissions_directory as permissions
from .forms_directory import NewOrganizationForm, OrganizationForm
from .models import Membership, Organization
from .models.standing import standing

NAMES = ("q", "topic", "context", "type", "state", "joined")


@require_safe
def organization_list(request):
    rows = Organization.objects.visible_to(request.user).select_related("type").with_counts()
    may_add = permissions.may_add_organization(request.user)
    template = "partnerships/organizations.html"
    may = {"may_add": may_add, "may_import": permissions.may_import(request.user)}
    return listing.answer(request, rows, template, names=NAMES, by=("name", "id"), **may)


@require_safe
def organization(request, pk):
    rows = Organization.objects.visible_to(request.user).with_sector()
    row = get_object_or_404(rows.with_people(request.user, request.now.date()), pk=pk)
    context = {
        "organization": row,
        "facts": facts.of(row, timezone.localdate(request.now)),
        "may_edit": permissions.may_edit_organization(request.user, row),
        "may_edit_grants": permissions.may_edit_grants(request.user),
        "may_enroll": not row.enrolled and permissions.may_enroll(request.user),
        "may_invite": row.enrolled and permissions.may_invite(request.user, row),
        "may_see_people": permissions.may_see_people(request.user, row),
    }
    return render(request, "partnerships/organization.html", context)


@require_safe
def people(request, pk):
    rows = Organization.objects.visible_to(request.user)
    row = get_object_or_404(rows.with_people(request.user, request.now.date()), pk=pk)
    may_see = permissions.may_see_people(request.user, row)
    members = Membership.objects.on(request.now.date()).filter(organization=row)
    members = members.select_related("user") if may_see else members.none()
    page = keyset(members, request.GET.get("after", ""), by=("user__name", "pk"))
    decide = [member.user for member in members.filter(leads=True)]
    context = {
        "organization": row, "may_see": may_see, "page": page,
        "may_invite": row.enrolled and permissions.may_invite(request.user, row),
        "may_find": permissions.may_find_people(request.user),
        "may_end": permissions.may_end_membership(request.user, row),
        "finding": findings.people(row, decide, may_see=may_see),
        "keeps": row.pk in standing(request.user).administers,
    }  # fmt: skip
    return render(request, "partnerships/people.html", context)


@require_http_methods(["GET", "POST"])
@once
def organization_new(request):
    if not permissions.may_add_organization(request.user):
        raise PermissionDenied
    form = NewOrganizationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = services_directory.add(form, by=request.user, now=request.now)
        messages.success(request, _("%(name)s is listed now.") % {"name": row.said})
        return redirect(row)
    return render(request, "partnerships/organization_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def organization_edit(request, pk):
    row = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    if not permissions.may_edit_organization(request.user, row):
        raise PermissionDenied
    form = OrganizationForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        services_directory.edit(form, by=request.user, now=request.now)
        messages.success(request, _("Saved. Everybody who signs in reads it like this now."))
        return redirect(row)
    return render(
        request, "partnerships/organization_edit.html", {"form": form, "organization": row}
    )


@require_POST
@once
def organization_enroll(request, pk):
    row = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    if not permissions.may_enroll(request.user):
        raise PermissionDenied
    services_directory.enroll(row, by=request.user, now=request.now)
    messages.success(
        request, _("%(name)s has joined. Its people can be invited now.") % {"name": row.said}
    )
    return redirect(row)
