"""The two talks: booked, prepared with a guide, held or declined, and noted."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from foundation import one_line
from foundation.answers import render
from foundation.errors import Stale
from foundation.forms import beside
from foundation.once import once
from foundation.returning import with_next
from foundation.stale import save_version
from partnerships import meetings
from partnerships.models import Side

from . import guide as guides
from . import offers, permissions, rounds
from .forms import BookForm, HeldForm, NoForm, NoteForm
from .models import PulseNote, TalkState
from .views_common import as_actor, found, require


def _talk(request, pk, side):
    """Return one side's talk for its holder. Raises Http404, or PermissionDenied."""
    row = found(request, pk)
    require(permissions.may_hold(request.user, row))
    if side not in Side.values:
        raise Http404
    talk = next(talk for talk in row.talks if talk.side == side)
    talk.round = row
    return talk


def _values(talk, **more) -> dict:
    row = talk.round
    name = row.partnership.lead(talk.side).said
    return {"talk": talk, "round": row, "partnership": row.partnership, "name": name, **more}


@require_http_methods(["GET", "POST"])
@once
@as_actor
def book(request, pk, side):
    talk = _talk(request, pk, side)
    form = _booking(request, talk)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with beside(form, "offered" if said["offered"] else "other"):
            rounds.book(
                talk=talk, starts_at=form.starts_at, place=said["place"], people=form.people,
                by=request.user, now=request.now,
            )  # fmt: skip
            messages.success(request, _("Booked. The invitations go to that side alone."))
            return redirect(talk.round)
    return render(request, "pulse/book.html", _values(talk, form=form))


def _booking(request, talk) -> BookForm:
    seats = rounds.people_of(talk.round, talk.side)
    zones = [request.user.time_zone, *{str(seat.user.time_zone) for seat in seats}]
    others = [other for other in talk.round.talks if other.pk != talk.pk]
    taken = [other.starts_at for other in others if other.state == TalkState.BOOKED]
    busy = meetings.ahead(talk.round.partnership, request.now)
    offered = offers.half_hours(request.now, talk.round.closes_on, zones, taken, busy)
    return BookForm(request.POST or None, offered=offered, seats=seats, talk=talk)


@require_safe
@as_actor
def guide(request, pk, side):
    talk = _talk(request, pk, side)
    values = _values(talk, guide=guides.of(talk.round, side))
    return render(request, "pulse/guide.html", values)


@require_http_methods(["GET", "POST"])
@once
@as_actor
def held(request, pk, side):
    talk = _talk(request, pk, side)
    seats = rounds.people_of(talk.round, side)
    form = HeldForm(request.POST or None, seats=seats, talk=talk)
    if request.method == "POST" and form.is_valid():
        rounds.held(talk=talk, people=form.people, by=request.user, now=request.now)
        messages.success(request, _("Held. Write down what you heard while it is fresh."))
        onward = reverse("pulse:notes", args=[talk.round_id, side])
        return redirect(with_next(onward, talk.round.get_absolute_url()))
    return render(request, "pulse/talked.html", _values(talk, form=form))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once
@as_actor
def said_no(request, pk, side):
    talk = _talk(request, pk, side)
    form = NoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        rounds.declined(talk=talk, why=why, by=request.user, now=request.now)
        messages.success(request, _("Noted. The partnership can go on without this talk."))
        return redirect(talk.round)
    return render(request, "pulse/said_no.html", _values(talk, form=form))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once
@as_actor
def notes(request, pk, side):
    talk = _talk(request, pk, side)
    note = PulseNote.objects.filter(round=talk.round, side=side).first()
    form = NoteForm(request.POST or None, instance=note or PulseNote(round=talk.round, side=side))
    if request.method == "POST" and form.is_valid():
        if "X-Autosave" in request.headers:
            return _saved(form, talk, note, by=request.user, now=request.now)
        _keep(form, talk, note, by=request.user, now=request.now)
        messages.success(request, _("Kept. Nobody but you reads it."))
        return redirect(talk.round)
    return render(request, "pulse/notes.html", _values(talk, form=form, note=note))


def _saved(form, talk, note, *, by, now) -> HttpResponse:
    """Save while the talk goes on; answer the line that says so, or that another page was first."""
    try:
        with transaction.atomic():
            version = _keep(form, talk, note, by=by, now=now)
    except Stale:
        text = _("Not saved: you wrote on another page. Press the button to see both texts.")
        return HttpResponse(text, status=409)
    return HttpResponse(one_line.saved(now), headers={"X-Version": str(version)})


def _keep(form, talk, note, *, by, now) -> int:
    """Save the notes, return their version; the first ones make the row: reading writes nothing."""
    words = form.cleaned_data["words"]
    kept = note or rounds.note_of(talk.round, talk.side, now=now)
    kept.words = words
    expected = form.expected if note else kept.version
    save_version(kept, ["words"], expected=expected, by=by, now=now)
    return kept.version
