"""Lessons: the list of a partnership, one lesson, its form, what is decided about it."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.answers import render
from foundation.errors import Refused
from foundation.fields import number_or_none
from foundation.methods import get_or_post
from foundation.once import once
from foundation.paging import keyset
from foundation.returning import back
from partnerships import permissions as room
from partnerships.views_common import require

from . import beside, findings, measures, permissions, services
from .checking import checks
from .forms import InsightForm, RetireForm
from .models import Brief, Insight, Level
from .pages import lesson_page
from .views_common import opened, opened_room

NEWEST_FIRST = ("-created_at", "-pk")


@require_safe
def lessons(request, pk):
    partnership = opened_room(request, pk)
    rows = Insight.objects.filter(partnership=partnership).visible_to(request.user)
    page = keyset(
        rows.select_related("verdict", "session"), request.GET.get("after", ""), by=NEWEST_FIRST
    )
    context = {
        "partnership": partnership,
        "page": page,
        "finding": findings.lessons(page),
        "briefs": list(Brief.objects.filter(partnership=partnership).order_by("-created_at")[:25]),
        "names": {side: partnership.lead(side).said for side in room.SIDES},
        "may_write": permissions.may_write(request.user, partnership),
        "may_assemble": permissions.may_assemble(request.user, partnership),
        "measures": measures.of(partnership) if room.may_steer(request.user, partnership) else None,
    }
    return render(request, "insights/lessons.html", context)


@require_safe
def insight(request, pk):
    return render(request, "insights/insight.html", lesson_page(opened(request, pk), request.user))


@get_or_post
@once
def new(request, pk):
    partnership = opened_room(request, pk, writing=True)
    require(permissions.may_write(request.user, partnership))
    row = Insight(partnership=partnership, side=room.side_of(request.user, partnership))
    form = InsightForm(request.POST or None, instance=row, partnership=partnership, side=row.side)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, _said(row))
        return redirect(row)
    return _form_page(request, row, form, beside.where_it_happens(partnership, row.other_side))


def _kept(request, form) -> bool:
    """Write a new lesson; what goes beyond its boundary stays in the form, with the reason."""
    try:
        services.write(form.instance, by=request.user, now=request.now)
    except Refused as refused:
        form.add_error("level", str(refused))
        return False
    return True


def _said(row, ended=False) -> str:
    if row.level == Level.L0:
        name = row.partnership.lead(row.side).said
        return _("Kept as not shareable. Only %(name)s reads it now, and can change that.") % {
            "name": name
        }
    if ended:
        return _("Kept. The words changed, so its own side decides again how far it may travel.")
    if row.has_three:
        return _("Kept. It is complete, and the other side can read it once it is put before them.")
    return _("Kept as a draft, which your side and the facilitator read.")


def _form_page(request, row, form, where):
    partnership = row.partnership
    context = {
        "partnership": partnership,
        "insight": row,
        "form": form,
        "checks": checks(row),
        "owner": partnership.lead(row.side),
        "other": partnership.lead(row.other_side),
        "where": where,
    }
    return render(request, "insights/edit.html", context)


@get_or_post
@once
def edit(request, pk):
    row = opened(request, pk, writing=True)
    require(permissions.may_edit(request.user, row))
    form = InsightForm(
        request.POST or None, instance=row, partnership=row.partnership, side=row.side
    )
    if request.method == "POST" and form.is_valid() and _saved(request, form):
        return _onwards(request, row)
    return _form_page(request, row, form, beside.where_it_happens(row, row.other_side))


def _saved(request, form) -> bool:
    try:
        ended = services.edit(
            form.instance, form.written, expected=form.expected, by=request.user, now=request.now
        )
    except Refused as refused:
        form.add_error("level", str(refused))
        return False
    messages.success(request, _said(form.instance, ended))
    return True


def _onwards(request, row):
    """Lead to the lesson, or to the list where its level leaves out whoever wrote (domain 2.3)."""
    if Insight.objects.filter(pk=row.pk).visible_to(request.user).exists():
        return redirect(row)
    return redirect("insights:lessons", row.partnership_id)


@require_POST
@once
def approve(request, pk):
    row = opened(request, pk)
    require(permissions.may_approve(request.user, row))
    services.approve(row, expected=_version(request), by=request.user, now=request.now)
    messages.success(request, _("Decided, with your name and today’s date."))
    return redirect(row)


def _version(request: HttpRequest) -> int:
    return number_or_none(request.POST.get("version", "")) or 0


@require_POST
@once
def share(request, pk):
    row = opened(request, pk)
    require(permissions.may_share(request.user, row))
    services.share(row, by=request.user, now=request.now)
    other = row.partnership.lead(row.other_side).said
    messages.success(request, _("%(name)s reads it now and says what it makes of it.")
                     % {"name": other})  # fmt: skip
    return redirect(back(request, row))


@get_or_post
@once
def retire(request, pk):
    row = opened(request, pk)
    require(permissions.may_edit(request.user, row))
    form = RetireForm(request.POST or None, insight=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.retire(row, why=said["why"], newer=said["newer"], by=request.user, now=request.now)
        messages.success(request, _("Kept for the record as no longer current."))
        return redirect(row)
    context = {"partnership": row.partnership, "insight": row, "form": form}
    return render(request, "insights/retire.html", context)
