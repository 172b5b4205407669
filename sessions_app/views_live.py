"""The live page: each press is a form, so that it works without scripts and from two tabs."""

import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation import one_line
from foundation.answers import render
from foundation.errors import Refused
from foundation.fields import number_or_none
from foundation.forms import beside
from foundation.once import once
from partnerships.models import Side
from partnerships.views_common import require

from . import catching, live_page, seats
from . import live as services
from . import permissions_work as may
from .forms_work import CatchForm
from .queries import whole
from .views_common import opened


def _opened(request, pk):
    return opened(request, pk, whole().select_related("live"))


def _running(request, pk):
    """Return the session for who runs it. Raises Http404, PermissionDenied."""
    session = _opened(request, pk)
    require(may.may_run(request.user, session))
    return session


def _block(request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("block", ""))
    except ValueError:
        raise Http404 from None


def _back_to(pk, button):
    """Let the pressed button keep the focus. The one that ends a session has another name, so
    that a second press of "Next block" never ends it."""
    return redirect(f"{reverse('sessions_app:live', args=[pk])}#{button}")


@require_safe
def live(request, pk):
    session = _opened(request, pk)
    kind = request.GET.get("catch", "")
    page = live_page.page(session, request.user, now=request.now, kind=kind, controls=True)
    return render(request, "sessions_app/live.html", page)


@require_safe
def screen(request, pk):
    session = _opened(request, pk)
    page = live_page.page(session, request.user, now=request.now, kind="", controls=False)
    return render(request, "sessions_app/live.html", page)


@require_safe
def part(request, pk):
    session = _opened(request, pk)
    controls = "screen" not in request.GET
    values = live_page.state(session, request.user, now=request.now, controls=controls)
    mark = live_page.mark(values)
    if request.GET.get("mark") == mark:
        return HttpResponse(status=204)
    return render(request, "sessions_app/live_now.html", {**values, "mark": mark})


@require_POST
@once
def start(request, pk):
    services.start(_running(request, pk), by=request.user, now=request.now)
    return redirect("sessions_app:live", pk)


@require_POST
@once
def go_on(request, pk):
    session = _running(request, pk)
    services.go_on(session, leaving=_block(request), by=request.user, now=request.now)
    return _back_to(pk, "live-next")


@require_POST
@once
def more(request, pk):
    session, minutes = _running(request, pk), request.POST.get("minutes")
    if minutes not in {"1", "5"}:
        raise Refused(_("One or five minutes can be added. Nothing was changed."))
    block = _block(request)
    services.give(session, int(minutes), block=block, by=request.user, now=request.now)
    return _back_to(pk, f"live-{minutes}")


@require_POST
@once
def shorten(request, pk):
    session, minutes = _running(request, pk), number_or_none(request.POST.get("minutes", ""))
    if minutes is None:
        raise Http404
    block = _block(request)
    services.shorten(session, block, minutes, by=request.user, now=request.now)
    return redirect("sessions_app:live", pk)


@require_POST
@once
def end(request, pk):
    session = _running(request, pk)
    services.end(session, by=request.user, now=request.now)
    messages.success(request, _("The clock has stopped. The notes are half written already."))
    return redirect("sessions_app:wrapup", pk)


@require_POST
@once
def resume(request, pk):
    services.resume(_running(request, pk), by=request.user, now=request.now)
    return redirect("sessions_app:live", pk)


@require_POST
@once
def catch(request, pk):
    session, form = _running(request, pk), CatchForm(request.POST)
    catching.require_open(session, request.now)
    if "X-Autosave" in request.headers:
        return _saved_while_typed(session, form, request)
    if form.is_valid():
        with beside(form, "words"):
            _keep(session, form.cleaned_data, request)
            kind = form.cleaned_data["kind"]
            return redirect(f"{reverse('sessions_app:live', args=[pk])}?catch={kind}#words")
    page = live_page.page(
        session, request.user, now=request.now, kind=form["kind"].value(), controls=True, form=form
    )
    return render(request, "sessions_app/live.html", page)


def _saved_while_typed(session, form, request):
    if not form.is_valid():
        why = " ".join(text for texts in form.errors.values() for text in texts)
        return one_line.line(_("Not saved yet: %(why)s") % {"why": why}, 422)
    _keep(session, form.cleaned_data, request)
    return HttpResponse(one_line.saved(request.now))


def _keep(session, given, request):
    owners = {str(entry.user_id): entry.user for entry in session.partnership.people()}
    catching.keep(
        session, given["kind"], given["words"], key=given["key"],
        owner=owners.get(given["owner"]), due_on=given["due_on"],
        side=given["side"] if given["side"] in Side.values else "",
        by=request.user, now=request.now,
    )  # fmt: skip


@require_POST
@once
def people(request, pk):
    session = _running(request, pk)
    known = {str(seat.pk): seat.pk for seat in session.attendance.all()}
    came, spoke = (
        {known[key] for key in request.POST.getlist(name) if key in known}
        for name in ("came", "spoke")
    )
    shown = seats.read(request.POST.get("was-seats", ""))
    seats.tick(session, came, spoke, shown or None)
    if "X-Autosave" in request.headers:
        fields = json.dumps({"was-seats": seats.sent(shown, came, spoke)})
        return HttpResponse(one_line.saved(request.now), headers={"X-Fields": fields})
    return redirect("sessions_app:live", pk)
