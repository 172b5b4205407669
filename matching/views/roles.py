"""A flag about roles, raised before there is a partnership (domain 0.21)."""

from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from foundation.answers import render
from foundation.once import once
from matching import permissions
from matching.models import Application
from partnerships.forms_role_flags import FlagForm
from partnerships.views_role_flags import raised

from .loading import load, require


@require_http_methods(["GET", "POST"])
@once
def role_flag_raise(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_raise_flag(request.user, found))
    form = FlagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        flag = raised(
            request, form, about=found, initiative=found.initiative,
            organization=found.organization,
        )  # fmt: skip
        if flag:
            return redirect(flag)
    shown = {
        "form": form,
        "name": found.organization.said,
        "crumb": (found.name, found.get_absolute_url()),
    }
    return render(request, "partnerships/role_flag_raise.html", shown)
