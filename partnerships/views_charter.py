"""The charter and what may be shared: read, written, signed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once

from . import charter_services, findings, permissions
from .charter_page import charter_page, may_reopen
from .forms_partnership import BenefitForm, BoundaryForm, SectionsForm
from .models import SharingBoundary, Side
from .signed_pages import saved_words
from .views_common import one, opened, require


@require_safe
def charter(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    return render(
        request,
        "partnerships/charter.html",
        {
            "partnership": partnership,
            "page": charter_page(partnership, request.user),
            "place": place,
            "may_edit": permissions.may_edit_charter(request.user, partnership),
            "may_decide": place.decides and not partnership.over,
            "boundaries": partnership.shared(),
            "leader_of": partnership.lead(Side.THOUGHT_PARTNER).said,
            "may_lead": permissions.may_say_as_leader(request.user, partnership),
            "may_read_motives": permissions.may_read_motives(request.user, partnership),
        },
    )


@require_http_methods(["GET", "POST"])
@once
def edit(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_edit_charter(request.user, partnership))
    form = SectionsForm(request.POST or None, instance=partnership.charter)
    if request.method == "POST" and form.is_valid():
        return _save(request, partnership, form)
    return render(request, "partnerships/charter_edit.html", _with(partnership, form))


@require_http_methods(["GET", "POST"])
@once
def benefit(request, pk):
    partnership = opened(request, pk)
    side = permissions.side_of(request.user, partnership)
    require(permissions.may_write_benefit(request.user, partnership, side) and bool(side))
    form = BenefitForm(
        request.POST or None,
        instance=partnership.charter,
        side=side,
        name=partnership.lead(side).said,
    )
    if request.method == "POST" and form.is_valid():
        return _save(request, partnership, form)
    return render(request, "partnerships/benefit.html", _with(partnership, form, side=side))


def _with(partnership, form, **more):
    return {"partnership": partnership, "form": form, **more}


def _save(request, partnership, form):
    cleared = charter_services.edit(
        form.instance,
        form.written,
        expected=form.expected,
        side=permissions.side_of(request.user, partnership),
        by=request.user,
        now=request.now,
        wording_only=form.wording,
    )
    _tell(request, cleared)
    return redirect("partnerships:charter", partnership.pk)


def _tell(request, cleared):
    messages.success(request, saved_words(cleared))


@require_POST
@once
def sign(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_sign_charter(request.user, partnership))
    charter_services.sign(
        partnership.charter,
        side=permissions.side_of(request.user, partnership),
        seen=request.POST.get("seen", ""),
        by=request.user,
        now=request.now,
    )
    messages.success(request, _("Signed, with your name and today’s date. Both sides see it."))
    return redirect("partnership", partnership.pk)


@require_POST
@once
def reopen(request, pk):
    partnership = opened(request, pk)
    require(may_reopen(partnership, permissions.place_of(request.user, partnership)))
    charter_services.reopen(partnership.charter, by=request.user, now=request.now)
    messages.success(request, _("Open again. Both sides read the new words and sign them."))
    return redirect("partnerships:charter", partnership.pk)


@require_safe
def boundaries(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    own = permissions.own(partnership, place) if place.decides and not partnership.over else set()
    rows = [(row, row.organization_id in own) for row in partnership.shared()]
    return render(
        request,
        "partnerships/boundaries.html",
        {
            "partnership": partnership,
            "rows": rows,
            "finding": findings.boundaries([row for row, _mine in rows]),
            "may_add": bool(own),
            "proposed": [row for row, mine in rows if mine and row.decided_at is None],
            "names": {r.organization_id: r for r in partnership.organizations.all()},
        },
    )


@require_http_methods(["GET", "POST"])
@once
def boundary_add(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    require(permissions.may_edit_boundary(request.user, partnership, place.organization))
    own = {"organization_id": place.organization}
    new = SharingBoundary(partnership=partnership, **own)
    form = BoundaryForm(request.POST or None, instance=new)
    if request.method == "POST" and form.is_valid() and _decide(request, partnership, form):
        return redirect("partnerships:boundaries", partnership.pk)
    return render(request, "partnerships/boundary.html", _with(partnership, form, adding=True))


@require_http_methods(["GET", "POST"])
@once
def boundary(request, pk, row):
    partnership = opened(request, pk)
    found = one(partnership.shared(), row)
    require(permissions.may_edit_boundary(request.user, partnership, found.organization_id))
    form = BoundaryForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and _decide(request, partnership, form):
        return redirect("partnerships:boundaries", partnership.pk)
    return render(request, "partnerships/boundary.html", _with(partnership, form, row=found))


def _decide(request, partnership, form) -> bool:
    """Save what a decision maker decided; a material that is listed already stays in the form."""
    try:
        cleared = charter_services.save_boundary(
            form.instance,
            form.written,
            expected=form.cleaned_data.get("version") or 0,
            side=permissions.side_of(request.user, partnership),
            by=request.user,
            now=request.now,
        )
    except ValidationError as error:
        form.add_error("material", error)
        return False
    _tell(request, cleared)
    return True


@require_POST
@once
def boundary_retire(request, pk, row):
    partnership = opened(request, pk)
    found = one(partnership.shared(), row)
    require(permissions.may_edit_boundary(request.user, partnership, found.organization_id))
    side = permissions.side_of(request.user, partnership)
    cleared = charter_services.retire_boundary(found, side=side, by=request.user, now=request.now)
    _tell(request, cleared)
    return redirect("partnerships:boundaries", partnership.pk)


@require_POST
@once
def boundaries_keep(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    require(permissions.may_edit_boundary(request.user, partnership, place.organization))
    own = permissions.own(partnership, place)
    charter_services.keep_proposed(partnership, own, by=request.user, now=request.now)
    messages.success(request, _("Kept. Both sides read this list, and it is part of the charter."))
    return redirect("partnership", partnership.pk)
