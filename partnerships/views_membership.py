"""Who belongs to an organization: somebody joins, their place changes, they leave."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.answers import render
from foundation.once import once

from . import membership_services as services
from . import permissions_directory as permissions
from .forms_membership import InviteForm, MemberForm
from .models import Membership, Organization
from .views_common import beside_address, found, require


def _opened(request, pk) -> Organization:
    rows = Organization.objects.visible_to(request.user)
    return get_object_or_404(rows.with_people(request.user, request.now.date()), pk=pk)


def _standing(organization, row) -> Membership:
    rows = Membership.objects.filter(organization=organization, until=None)
    return found(rows.select_related("user", "organization"), row)


@require_http_methods(["GET", "POST"])
@once
def member_add(request, pk):
    organization = _opened(request, pk)
    require(permissions.may_invite(request.user, organization))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with beside_address(form):
            _invite(request, organization, form)
            return redirect("partnerships:people", pk)
    context = {"organization": organization, "form": form}
    return render(request, "partnerships/member_add.html", context)


def _invite(request, organization, form):
    row = services.invite(organization, by=request.user, now=request.now, **form.cleaned_data)
    text = _("%(who)s is in it. Tell them: they sign in with that address.")
    messages.success(request, text % {"who": row.user})


@require_http_methods(["GET", "POST"])
@once
def member(request, pk, row):
    organization = _opened(request, pk)
    require(permissions.may_invite(request.user, organization))
    held = _standing(organization, row)
    own = held.user_id == request.user.pk
    form = MemberForm(request.POST or None, member=held, own=own)
    if request.method == "POST" and form.is_valid():
        was = form.cleaned_data["read"]
        services.change(held, was=was, by=request.user, now=request.now, **form.place)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("partnerships:people", pk)
    context = {"organization": organization, "form": form, "member": held, "own": own}
    return render(request, "partnerships/member.html", context)


@require_http_methods(["GET", "POST"])
@once
def member_gone(request, pk, row):
    organization = _opened(request, pk)
    require(permissions.may_end_membership(request.user, organization))
    held = _standing(organization, row)
    require(held.user_id != request.user.pk)
    if request.method == "POST":
        services.end(held, by=request.user, now=request.now)
        text = _("%(who)s has left %(organization)s and is signed out everywhere.")
        messages.success(request, text % {"who": held.user, "organization": organization.said})
        return redirect("partnerships:people", pk)
    context = {"organization": organization, "member": held}
    return render(request, "partnerships/member_gone.html", context)
