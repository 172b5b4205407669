"""One session: its page, its calendar file, whether one comes, the facilitator's pack."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import links
from foundation.answers import render
from foundation.methods import get_or_post
from foundation.once import once
from notifications import ics

from . import invitations, pack_page, permissions, session_page
from . import series_services as services
from .forms_schedule import ComingForm
from .models import Attendance
from .queries import (
    name_sides,
    named,
    whole,
    with_answers,
    with_kickoff,
    with_last_thoughts,
    with_leads,
    with_note,
    with_own_words,
)
from .views_common import opened
from .visitors import invited_by, with_seat


@require_safe
def session(request, pk):
    rows = with_own_words(with_kickoff(with_answers(with_leads(whole()))))
    shown = opened(request, pk, with_seat(rows, request.user))
    name_sides(shown)
    page = session_page.page(shown, request.user, now=request.now)
    return render(request, "sessions_app/session.html", page)


@require_safe
def calendar(request, pk):
    shown = opened(request, pk)
    if not shown.ahead:
        raise Http404
    part = ics.invitation(invitations.meeting(shown), to=request.user, now=request.now)
    text = part.text.replace("METHOD:REQUEST", "METHOD:PUBLISH")
    name = f"session-{shown.local_date:%Y-%m-%d}.ics"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=disposition)


@require_safe
def pack(request, pk):
    rows = with_note(with_answers(with_leads(whole())), request.user)
    rows = with_last_thoughts(rows, request.user)
    shown = opened(request, pk, rows)
    name_sides(shown)
    if not permissions.may_read_pack(request.user, shown):
        raise Http404  # to others it does not exist (row 32)
    page = pack_page.pack(shown, request.user, now=request.now)
    page["prompted"] = "prompts" in request.GET
    return render(request, "sessions_app/pack.html", page)


@login_not_required
@get_or_post
def coming(request, pk):
    about = get_object_or_404(named(), pk=pk)
    link = invited_by(request, about)
    mine = _place(about, request.user.pk) or _place(about, link and link.user_id)
    if mine is None:
        return _not_invited(request, link)
    own = mine.user_id == request.user.pk
    form = ComingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["answer"]
        return _answer(request, mine, given, None if own else link)
    reads = own or bool(link and links.may_read_back(request, link))
    page = session_page.coming(about, mine, user=request.user, reads=reads, now=request.now)
    return render(request, "sessions_app/coming.html", {**page, "form": form})


def _place(session, person):
    """Return what a person was asked and said, or None; signed in they come before any link."""
    rows = Attendance.objects.select_related("session")
    return rows.filter(session=session, user=person).first() if person else None


def _not_invited(request, link):
    if request.user.is_authenticated and not link:
        raise Http404
    return links.lost(request)


@once
def _answer(request, mine, given, link):
    services.answer(mine, given, now=request.now, by_link=link is not None)
    if link:
        links.used(request, link)
    said = {
        "yes": _("Thank you. You are expected."),
        "no": _("Thank you. We know that you cannot come."),
    }
    messages.success(request, said[given])
    return redirect("sessions_app:coming", mine.session_id)
