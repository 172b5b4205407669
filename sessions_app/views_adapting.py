"""What was thought not to fit here, what was changed to fit, and “Not here yet”."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.once import once
from foundation.paging import keyset
from partnerships.models import Partnership
from partnerships.permissions import side_of
from partnerships.views_common import require

from . import adapting as services
from . import findings, wrapup_page
from . import permissions_work as may
from .forms_adapting import AdaptationForm, NotHereForm
from .models import SECOND_TRIES_FIRST, Adaptation, NotHere
from .queries import name_sides, whole, with_leads
from .views_common import opened


def _session(request, pk):
    session = opened(request, pk, with_leads(whole()))
    name_sides(session)
    return session


def _row(request, model, pk):
    """Return the row with its session. Raises Http404 for whoever does not read it."""
    row = get_object_or_404(model.objects.visible_to(request.user), pk=pk)
    row.session = _session(request, row.session_id)
    return row


@require_http_methods(["GET", "POST"])
@once
def add_not_here(request, pk):
    session = _session(request, pk)
    require(may.may_add_not_here(request.user, session))
    own = side_of(request.user, session.partnership)
    sides = () if own else wrapup_page.named_sides(session)
    form = NotHereForm(request.POST or None, sides=sides)
    if request.method == "POST" and form.is_valid():
        form.instance.side = own or form.cleaned_data["side"]
        return _added(request, session, form)
    page = {"session": session, "form": form}
    return render(request, "sessions_app/not_here_add.html", page)


@require_http_methods(["GET", "POST"])
@once
def add_adapted(request, pk):
    session = _session(request, pk)
    require(may.may_add_adaptation(request.user, session))
    form = AdaptationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.instance.side = side_of(request.user, session.partnership)
        return _added(request, session, form)
    page = {"session": session, "form": form}
    return render(request, "sessions_app/adapted_add.html", page)


def _added(request, session, form):
    form.instance.session = session
    services.add(form.instance, by=request.user, now=request.now)
    messages.success(request, _("Written down. Both sides and the facilitator read it."))
    return redirect(session)


@require_http_methods(["GET", "POST"])
@once
def not_here(request, pk):
    row = _row(request, NotHere, pk)
    allowed = may.may_complete(request.user, row)
    return _changing(request, row, NotHereForm, allowed, "sessions_app/not_here.html")


@require_http_methods(["GET", "POST"])
@once
def adapted(request, pk):
    row = _row(request, Adaptation, pk)
    allowed = may.may_change_adaptation(request.user, row)
    return _changing(request, row, AdaptationForm, allowed, "sessions_app/adapted.html")


def _changing(request, row, kind, allowed, template):
    form: Any = kind(request.POST or None, instance=row) if allowed else None
    if request.method == "POST":
        require(allowed)
        if form.is_valid():
            services.change(row, expected=form.expected, by=request.user, now=request.now)
            messages.success(request, _("Kept. Both sides and the facilitator read it."))
            return redirect(row.session)
    names = dict(wrapup_page.named_sides(row.session))
    page = {
        "row": row, "session": row.session, "form": form, "name": names.get(row.side, ""),
        "facts": [] if form else services.facts(row),
    }  # fmt: skip
    return render(request, template, page)


@require_safe
def not_here_yet(request, pk):
    rows = Partnership.objects.with_leads().with_people().visible_to(request.user)
    partnership = get_object_or_404(rows, pk=pk)
    ideas = NotHere.objects.visible_to(request.user).filter(session__partnership=partnership)
    ideas = ideas.second_tries().select_related("session")
    listed = keyset(ideas, request.GET.get("after", ""), by=SECOND_TRIES_FIRST)
    names = dict(wrapup_page.sides_of(partnership))
    page = {
        "partnership": partnership, "page": listed, "finding": findings.second_tries(listed),
        "groups": services.grouped([(row, names[row.side]) for row in listed]),
    }  # fmt: skip
    return render(request, "sessions_app/not_here_yet.html", page)
