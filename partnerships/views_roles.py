"""Who holds which role in a program: given and ended by its administrators."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.once import once

from . import findings
from . import roles_services as services
from .forms_roles import RoleForm
from .models import Program, ProgramRole, Role
from .permissions_directory import may_give_roles
from .views_common import beside_address, require


@require_http_methods(["GET", "POST"])
@once
def roles(request, pk):
    program = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    require(may_give_roles(request.user, program))
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with beside_address(form):
            row = services.give(program, by=request.user, now=request.now, **form.cleaned_data)
            text = _("%(who)s holds the role from today. They sign in with that address.")
            messages.success(request, text % {"who": row.user})
            return redirect("partnerships:roles", program.pk)
    held = services.with_ties(ProgramRole.objects.filter(program=program))
    standing_first = F("until").asc(nulls_first=True)
    rows = list(held.order_by(standing_first, "role", "user__name", "pk")[:100])
    standing = [row for row in rows if row.until is None]
    values = {
        "program": program, "form": form,
        "standing": [(row, services.why_not_ended(row)) for row in standing],
        "finding": findings.roles(standing),
        "ended": [row for row in rows if row.until is not None],
    }  # fmt: skip
    return render(request, "partnerships/roles.html", values)


@require_POST
@once
def role_end(request, pk, row):
    program = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    require(may_give_roles(request.user, program))
    held = get_object_or_404(program.roles.select_related("user", "program"), pk=row)
    services.end(held, by=request.user, now=request.now)
    messages.success(request, _("The role of %(who)s ends today.") % {"who": held.user})
    if held.user_id == request.user.pk and held.role == Role.ADMINISTRATOR:
        return redirect("home")  # this page is not theirs any more
    return redirect("partnerships:roles", program.pk)
