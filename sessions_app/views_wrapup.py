"""After a session: the facilitator's one page, the notes that both sides read, two ratings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import links
from foundation import one_line
from foundation.answers import render
from foundation.errors import Refused
from foundation.forms import beside
from foundation.methods import get_or_post
from foundation.once import once
from foundation.returning import with_next
from partnerships.views_common import require

from . import after, visitors, wrapup_page
from . import permissions_work as may
from . import wrapup as services
from .forms_work import NotesForm, RatingForm
from .queries import name_sides, whole, with_leads
from .rivals import Rivals
from .views_common import opened


@require_http_methods(["GET", "POST"])
@once
def wrapup(request, pk):
    found = with_leads(whole()).select_related("live").prefetch_related("objectives")
    session = opened(request, pk, found)
    name_sides(session)
    require(may.may_wrap_up(request.user, session))
    rows = services.gather(session, request.user)
    form = wrapup_page.form(session, rows, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.given(wrapup_page.users(session))
        if "send" not in request.POST or not services.nobody_came(session, given):
            return _kept(request, session, form, given)
        form.add_error(None, str(services.TICK_FIRST))
    page = wrapup_page.page(session, rows, form, now=request.now)
    return render(request, "sessions_app/wrapup.html", page)


def _kept(request, session, form, given):
    try:
        services.keep(session, given, expected=form.expected, by=request.user, now=request.now)
    except Rivals as stale:
        request.POST = stale.post(request.POST)
        raise
    if "X-Autosave" in request.headers:
        rows = services.gather(session, request.user)
        headers = {
            "X-Version": wrapup_page.version_shown(session, given, form.expected),
            "X-Fields": wrapup_page.renewed(session, given, rows, request.user),
        }
        return HttpResponse(one_line.saved(request.now), headers=headers)
    if "send" not in request.POST:
        messages.success(request, _("Kept. Nobody else sees it until you send the notes."))
        return redirect("sessions_app:wrapup", session.pk)
    count = services.send(session, by=request.user, now=request.now)
    changes = wrapup_page.changes_plan(session)
    messages.success(request, wrapup_page.sent(session, count, changes=changes))
    if changes:
        step = reverse("partnerships:session_map", args=[session.partnership_id])
        return redirect(with_next(step, reverse("home")))
    return redirect("home")


@require_safe
def notes(request, pk):
    session = opened(request, pk)
    rows = services.gather(session, request.user)
    page = wrapup_page.notes(session, rows, request.user, now=request.now)
    return render(request, "sessions_app/wrapup_notes.html", page)


@require_http_methods(["GET", "POST"])
@once
def change_notes(request, pk):
    session = opened(request, pk)
    require(may.may_change_notes(request.user, session))
    if not services.may_still_change(session, request.now):
        raise Refused(_("These notes cannot be changed now. Say in the next session what to add."))
    form = NotesForm(request.POST or None, instance=session)
    if request.method == "POST" and form.is_valid():
        services.change_notes(session, expected=form.expected, by=request.user, now=request.now)
        messages.success(request, _("Saved. Everybody sees what changed, and by whom."))
        return redirect("sessions_app:notes", pk)
    return render(request, "sessions_app/wrapup_change.html", {"session": session, "form": form})


@login_not_required
@get_or_post
@once
def after_it(request, pk):
    session = visitors.session_of(pk)
    who = wrapup_page.rater(request, session)
    if who is None:
        return visitors.turned_away(request)
    seat = wrapup_page.seat_of(session, who.person)
    form = RatingForm(
        request.POST if request.method == "POST" else None, initial=wrapup_page.rated(seat, who)
    )
    if request.method == "POST":
        with beside(form, "applied"):
            links.refuse_empty(request, "applied", "shared", "line")
        if form.is_valid():
            return _rated(request, session, seat, form, who)
    page = wrapup_page.after_page(session, who, form, now=request.now)
    return render(request, "sessions_app/wrapup_after.html", page)


def _rated(request, session, seat, form, who):
    if not after.may_rate(session, request.now):
        raise Refused(_("These two questions have closed. Nothing is missing without them."))
    hand = {"by_link": who.by_link, "unseen": not who.reads}
    after.rate(seat, **form.cleaned_data, now=request.now, **hand)
    visitors.wrote(request, who, unseen=wrapup_page.unseen(seat, who))
    messages.success(request, _("Thank you. It helps to shape the next session."))
    return redirect("sessions_app:after", session.pk)
