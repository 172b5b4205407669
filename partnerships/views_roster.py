"""People of a partnership: who is in it, who joins, who leaves."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once

from . import gates, permissions, roster_services
from .coverage import coverage
from .forms_partnership import EntryForm, PersonForm, SuccessorForm
from .models import Organization, Partnership, RosterEntry
from .role_cards import ROLE_CARDS
from .views_common import beside_address, one, opened, require


@require_safe
def roster(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    sides = [
        {
            "side": side,
            "organization": partnership.lead(side),
            "entries": partnership.people(side),
            "may_name": permissions.may_name_people(request.user, partnership, side),
        }
        for side in permissions.SIDES
    ]
    mine = next((e for e in partnership.people() if e.pk == place.entry), None)
    known = coverage(partnership.people())
    return render(
        request,
        "partnerships/roster.html",
        {
            "known": known.sentence,
            "advice": known.advice(partnership.phase) if place.facilitates else [],
            "partnership": partnership,
            "sides": sides,
            "mine": mine,
            "duties": ROLE_CARDS[mine.part] if mine else [],
            "missing": [] if partnership.over else gates.people(partnership, request.now),
        },
    )


@require_http_methods(["GET", "POST"])
@once
def add(request, pk, side):
    partnership = opened(request, pk)
    organization = partnership.lead(side)
    require(bool(organization) and permissions.may_name_people(request.user, partnership, side))
    rows = partnership.organizations.filter(side=side).order_by("-is_lead", "pk")
    form = PersonForm(
        request.POST or None,
        organizations=Organization.objects.filter(pk__in=rows.values("organization")),
    )
    if request.method == "POST" and form.is_valid():
        with beside_address(form):
            _add(request, partnership, form)
            return redirect("partnerships:roster", partnership.pk)
    return render(
        request,
        "partnerships/person.html",
        {"partnership": partnership, "form": form, "organization": organization},
    )


def _add(request, partnership, form):
    entry = roster_services.add_person(
        partnership=partnership, by=request.user, now=request.now, **form.cleaned_data
    )
    text = _("%(who)s is in it now and sees what both sides see.")
    messages.success(request, text % {"who": entry.user})


def _entry(request, partnership, row) -> RosterEntry:
    entry = one(partnership.people(), row)
    require(permissions.may_name_people(request.user, partnership, entry.side))
    return entry


@require_http_methods(["GET", "POST"])
@once
def change(request, pk, row):
    partnership = opened(request, pk)
    entry = _entry(request, partnership, row)
    form = EntryForm(request.POST or None, instance=entry)
    if request.method == "POST" and form.is_valid():
        roster_services.change_person(
            entry, form.written, expected=form.expected, by=request.user, now=request.now
        )
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("partnerships:roster", pk)
    context = {"partnership": partnership, "form": form, "entry": entry}
    return render(request, "partnerships/person_change.html", context)


@require_http_methods(["GET", "POST"])
@once
def replace(request, pk, row):
    partnership = opened(request, pk)
    entry = _entry(request, partnership, row)
    form = SuccessorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with beside_address(form):
            new = roster_services.replace_person(
                entry, by=request.user, now=request.now, **form.cleaned_data
            )
            text = _("%(who)s has taken over. The former colleague sees nothing of it any more.")
            messages.success(request, text % {"who": new.user})
            return _onward(request, pk, entry)
    context = {"partnership": partnership, "form": form, "entry": entry}
    return render(request, "partnerships/person_replace.html", context)


@require_http_methods(["GET", "POST"])
@once
def remove(request, pk, row):
    partnership = opened(request, pk)
    entry = _entry(request, partnership, row)
    if request.method == "POST":
        roster_services.remove_person(entry, by=request.user, now=request.now)
        text = _("%(who)s sees nothing of this partnership any more.")
        messages.success(request, text % {"who": entry.user})
        return _onward(request, pk, entry)
    context = {"partnership": partnership, "entry": entry}
    return render(request, "partnerships/person_remove.html", context)


def _onward(request, pk, entry):
    """Lead back to the roster; home who is off it by now and reads it no more."""
    if entry.user_id != request.user.pk:
        return redirect("partnerships:roster", pk)
    reads = Partnership.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect("partnerships:roster", pk) if reads else redirect("home")


@require_POST
@once
def accept(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    require(bool(place.side))
    mine = one(partnership.people(), place.entry)
    roster_services.accept(mine, by=request.user, now=request.now)
    messages.success(request, _("Thank you. Both sides see that you are in."))
    return redirect("partnership", pk)


@require_http_methods(["GET", "POST"])
@once
def leave(request, pk):
    partnership = opened(request, pk)
    place = permissions.place_of(request.user, partnership)
    require(bool(place.side) and not partnership.over)
    if request.method == "POST":
        mine = one(partnership.people(), place.entry)
        roster_services.remove_person(mine, by=request.user, now=request.now)
        messages.success(request, _("You have left. Whoever leads your side sees who is missing."))
        return redirect("home")
    return render(request, "partnerships/leave.html", {"partnership": partnership})
