"""Homes: one for each kind of person, chosen by what they are today."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching import typed_wish
from partnerships.models import Role
from partnerships.models.standing import standing

from .administrator import checklists
from .facilitator import desk
from .participant import home as participants_home
from .seats import elsewhere


@require_safe
def home(request):
    where = standing(request.user)
    if where.has(Role.FACILITATOR, Role.FACILITATION_LEAD):
        return _facilitator(request)
    if where.has(Role.ADMINISTRATOR):
        lists = checklists(request.user, timezone.localdate(request.now))
        values = {"lists": lists, "seats": elsewhere(request.user)}
        return render(request, "overview/administrator/home.html", values)
    if where.has(Role.PROGRAM_OFFICER) and not where.partnerships:
        return redirect("officer")
    page = participants_home(request.user, request.now)
    evaluates = where.has(Role.EVALUATOR) and not where.organizations
    values = {"page": page, "evaluates": evaluates, "typed": typed_wish.of(request)}
    return render(request, "overview/participant/home.html", values)


def _facilitator(request):
    page = desk(
        request.user, after=request.GET.get("after", ""), now=request.now,
        local=timezone.localdate(request.now),
    )  # fmt: skip
    return render(request, "overview/today/page.html", {"page": page})
