"""The agenda composer: blocks in order, their minutes, one block at a time, when it goes out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.errors import Refused, Stale
from foundation.fields import id_or_none, number_or_none
from foundation.once import once
from partnerships.views_common import require

from . import agenda_services as services
from . import composer_page, findings, note_services, patterns, permissions, publish
from .forms_agenda import (
    BlockForm,
    GoesOutForm,
    NewBlockForm,
    NoteForm,
    OutcomeForm,
    TimekeeperForm,
)
from .models import AgendaBlock, SessionKind
from .queries import name_sides, whole, with_leads, with_note, with_reflection
from .views_common import opened


def _composing(request, pk, rows=None):
    session = opened(request, pk, rows)
    require(permissions.may_edit_agenda(request.user, session))
    return session


def _back(session, block=None):
    address = reverse("sessions_app:agenda", args=[session.pk])
    return redirect(f"{address}?moved={block.pk}#block-{block.pk}" if block else address)


@require_safe
def composer(request, pk):
    return render(request, "sessions_app/composer.html", _composed(request, pk))


def _composed(request, pk) -> dict:
    rows = with_leads(with_reflection(with_note(whole(), request.user)))
    session = _composing(request, pk, rows)
    name_sides(session)
    moved = request.GET.get("moved", "")
    return composer_page.page(session, request.user, now=request.now, moved=moved)


@require_POST
@once
def arrange(request, pk):
    session = _composing(request, pk)
    who = {"by": request.user, "now": request.now}
    given, wrong = services.read_minutes(request.POST, services.blocks_of(session.agenda))
    if wrong:
        page = composer_page.put_right(_composed(request, pk), request.POST, wrong)
        return render(request, "sessions_app/composer.html", page)
    try:
        services.set_minutes(session, given, **who)
    except Stale as stale:
        return composer_page.minutes_conflict(request, session, stale)
    way = "up" if "up" in request.POST else "down" if "down" in request.POST else ""
    if not way:
        return _back(session)
    pk = id_or_none(request.POST[way])
    block = services.move_block(session, pk, -1 if way == "up" else 1, **who)
    return _back(session, block)


@require_http_methods(["GET", "POST"])
@once
def block(request, pk, block):
    session = _composing(request, pk)
    row = get_object_or_404(AgendaBlock, pk=block, agenda=session.agenda_id)
    form = BlockForm(request.POST or None, instance=row, session=session)
    if request.method == "POST" and form.is_valid():
        if form.written:
            services.change_block(
                session, row, form.written, expected=form.expected, by=request.user, now=request.now
            )
        return _back(session, row)
    return render(
        request, "sessions_app/block.html", {"session": session, "form": form, "row": row}
    )


@require_http_methods(["GET", "POST"])
@once
def add(request, pk):
    session = _composing(request, pk)
    form = NewBlockForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        row = services.add_block(session, form.save(commit=False), by=request.user, now=request.now)
        return _back(session, row)
    return render(request, "sessions_app/block_add.html", {"session": session, "form": form})


@require_POST
@once
def remove(request, pk, block):
    session = _composing(request, pk)
    row = get_object_or_404(AgendaBlock, pk=block, agenda=session.agenda_id)
    services.remove_block(session, row, by=request.user, now=request.now)
    messages.success(
        request, _("“%(title)s” is out. It stays in what changed.") % {"title": row.title}
    )
    return _back(session)


@require_http_methods(["GET", "POST"])
@once
def pattern(request, pk):
    session = _composing(request, pk)
    if request.method == "POST":
        services.use_pattern(
            session, request.POST.get("pattern", ""), by=request.user, now=request.now
        )
        messages.success(
            request, _("The pattern is in place. The old blocks stay in what changed.")
        )
        return _back(session)
    found = patterns.choices(session.kind == SessionKind.KICKOFF)
    page = composer_page.pattern_choices(session, found)
    return render(request, "sessions_app/pattern.html", page)


@require_safe
def changes(request, pk):
    session = opened(request, pk)
    found = composer_page.changes(session)
    page = {"session": session, "changes": found, "finding": findings.changes(found)}
    return render(request, "sessions_app/changes.html", page)


@require_http_methods(["GET", "POST"])
@once
def goes_out(request, pk):
    session = _composing(request, pk)
    form = GoesOutForm(request.POST or None, initial=composer_page.goes_out_initial(session))
    if request.method == "POST" and form.is_valid():
        at = form.date(session).moment
        publish.change_date(session, at, by=request.user, now=request.now)
        messages.success(request, _("Changed. Everybody sees the new date on this page."))
        return _back(session)
    return render(request, "sessions_app/goes_out.html", {"session": session, "form": form})


@require_http_methods(["GET", "POST"])
@once
def outcome(request, pk):
    return _one_thing(request, pk, OutcomeForm, note_services.say_outcome, "outcome")


@require_http_methods(["GET", "POST"])
@once
def timekeeper(request, pk):
    return _one_thing(request, pk, TimekeeperForm, note_services.name_timekeeper, "timekeeper")


def _one_thing(request, pk, form_class, keep, name):
    """Answer a page on which one thing about the whole session is said and kept by `keep`."""
    session = _composing(request, pk)
    form = form_class(request.POST or None, instance=session)
    if request.method == "POST" and form.is_valid():
        keep(session, expected=form.expected, by=request.user, now=request.now)
        return _back(session)
    return render(request, f"sessions_app/{name}.html", {"session": session, "form": form})


@require_POST
def note(request, pk):
    session = opened(request, pk)
    if not permissions.may_keep_note(request.user, session):
        raise Http404  # to others it does not exist (row 32)
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise Refused(_("A note has at most 4,000 characters. Nothing was saved."))
    kept = note_services.keep_note(
        session, form.cleaned_data["words"], by=request.user, now=request.now,
        expected=number_or_none(request.POST.get("version", "")) or 0,
    )  # fmt: skip
    return composer_page.note_saved(request, session, kept)
