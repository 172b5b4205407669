"""Reading the nine answers: bars, levels beside words, a talk about a gap, the reply."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.once import once
from instruments.forms import LevelForm
from instruments.models import Sheet
from instruments.services import save_levels
from matching import board as boards
from matching import people, permissions
from matching.forms import ColleagueForm, ReplyForm, TalkForm, WhyForm
from matching.models import Application, ApplicationState, OfferState, Reading
from matching.services import readings
from matching.wording import listed
from matching.workdays import working_days_after

from .lines import in_one_line, saved
from .loading import kind_of, load_subject, require

RESULTS = {
    "applications": [(s.value, s.label) for s in ApplicationState if s in (
        ApplicationState.READY, ApplicationState.PREPARING, ApplicationState.NOT_NOW,
        ApplicationState.TALK)],
    "offers": [(s.value, s.label) for s in OfferState if s in (
        OfferState.WILLING, OfferState.BUILD_FIRST, OfferState.TALK)],
}  # fmt: skip


@require_safe
def board(request, kind, pk):
    found = _for_readers(request, kind, pk)
    return render(request, "matching/board.html", _shown(request, found, kind))


@require_POST
@once
def levels(request, pk):
    reading, sheet = _mine(request, pk)
    form = _save(request, sheet)
    if not form.is_valid():
        return _again(request, reading)
    readings.keep_note(reading=reading, note=request.POST.get("note", ""), **_by(request))
    if "finish" in request.POST and not readings.all_rated(sheet):
        return _again(request, reading)
    if "finish" in request.POST:
        readings.finish(reading=reading, sheet=sheet, by=request.user, now=request.now)
        messages.success(request, _("Your reading is finished."))
    else:
        messages.success(request, _("Kept. You can go on whenever you like."))
    return redirect("matching:board", kind_of(reading.subject), reading.subject.pk)


@require_POST
@in_one_line
def autosave(request, pk):
    reading, sheet = _mine(request, pk)
    form = _save(request, sheet)
    if not form.is_valid():
        return HttpResponse(_("Not saved yet."), status=422)
    readings.keep_note(reading=reading, note=request.POST.get("note", reading.note), **_by(request))
    return HttpResponse(saved(request.now), headers={"X-Version": str(sheet.version)})


@require_http_methods(["GET", "POST"])
@once
def take_up(request, pk):
    reading, sheet = _mine(request, pk)
    require(permissions.may_change_reading(request.user, reading))
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why, by = form.cleaned_data["why"], {"by": request.user, "now": request.now}
        readings.take_up_again(reading=reading, sheet=sheet, why=why, **by)
        return redirect("matching:board", kind_of(reading.subject), reading.subject.pk)
    shown = {"form": form, "subject": reading.subject, "heading": _("Change your reading")}
    shown["button"] = _("Take it up again")
    return render(request, "matching/colleague.html", shown)


@require_http_methods(["GET", "POST"])
@once
def second_reader(request, kind, pk):
    found = load_subject(request, kind, pk)
    require(permissions.may_ask_second_reader(request.user, found))
    others = people.possible_second_readers(found, request.now.date())
    form = ColleagueForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        reader, by = form.cleaned_data["person"], {"by": request.user, "now": request.now}
        readings.start(subject=found, reader=reader, place=Reading.Place.SECOND, **by)
        messages.success(request, _("%(who)s finds it on Today.") % {"who": reader})
        return redirect("matching:board", kind, pk)
    shown = {"form": form, "subject": found, "heading": _("Who reads it too?")}
    shown["button"] = _("Ask this colleague")
    return render(request, "matching/colleague.html", shown)


@require_http_methods(["GET", "POST"])
@once
def talk(request, kind, pk):
    found = _for_readers(request, kind, pk)
    loaded = boards.load(found, request.user)
    require(permissions.may_talk(request.user, found, loaded.mine) and loaded.gaps)
    items = {row.item.key: row.item.title for row in loaded.rows if row.item.key in found.apart}
    today = timezone.localdate(request.now)
    usual = {"present": _readers(loaded), "held_on": today}
    form = TalkForm(request.POST or None, items=items or _apart(loaded), today=today, initial=usual)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("present", "held_on")}
        readings.talk_through(subject=found, notes=form.notes, **said, **_by(request))
        messages.success(request, _("Kept. Both readings stay as they are."))
        return redirect("matching:board", kind, pk)
    shown = {"form": form, "subject": found, "board": loaded, "kind": kind}
    return render(request, "matching/talk.html", shown)


def _readers(loaded) -> str:
    """Both readers by name, the first one first, as those who most likely talked."""
    return listed([str(reading.reader) for _place, reading in sorted(loaded.readings.items())])


@require_POST
@once
def reply(request, kind, pk):
    found = load_subject(request, kind, pk)
    require(permissions.may_reply(request.user, found))
    loaded = boards.load(found, request.user)
    form = ReplyForm(request.POST, **_for_reply(request, kind, loaded))
    if not form.is_valid():
        shown = _shown(request, found, kind, loaded) | {"form": form}
        return render(request, "matching/board.html", shown)
    readings.reply(subject=found, by=request.user, now=request.now, **form.cleaned_data)
    said = found.organization.said
    messages.success(request, _("Sent. %(said)s reads it on its page now.") % {"said": said})
    return redirect("home")


@require_POST
@once
def read_again(request, kind, pk):
    found = load_subject(request, kind, pk)
    require(permissions.may_read_again(request.user, found))
    readings.read_again(subject=found, by=request.user, now=request.now)
    return redirect("matching:board", kind, pk)


def _apart(loaded):
    """All items two steps apart: once each has its note, a further talk may still add one."""
    return {row.item.key: row.item.title for row in loaded.rows if row.apart}


def _for_readers(request, kind, pk):
    """Load the subject for those who rate it or read its levels."""
    found = load_subject(request, kind, pk)
    if permissions.belongs(request.user, found):
        raise Http404  # its own people never learn that there is such a page
    return found


def _mine(request, pk):
    rows = Reading.objects.visible_to(request.user).select_related(
        "application__organization", "application__round", "offer__organization", "offer__round"
    )
    reading = get_object_or_404(rows, pk=pk)
    require(permissions.may_rate(request.user, reading))
    sheets = Sheet.objects.visible_to(request.user).select_related("instrument_version")
    return reading, get_object_or_404(sheets.about(reading))


def _by(request):
    return {"by": request.user, "now": request.now}


def _save(request, sheet):
    form = LevelForm(request.POST, sheet=sheet)
    if form.is_valid():
        by = {"by": request.user, "now": request.now}
        save_levels(sheet=sheet, levels=form.chosen, expected=form.expected, **by)
    return form


def _again(request, reading):
    found = reading.subject
    shown = _shown(request, found, kind_of(found)) | {"problem": True}
    return render(request, "matching/board.html", shown)


def _shown(request, found, kind, loaded=None):
    loaded = loaded or boards.load(found, request.user)
    asks = permissions.may_ask_second_reader(request.user, found) and not loaded.second
    reads_too = people.second_reader(found) if asks else None
    return {
        "subject": found,
        "kind": kind,
        "board": loaded,
        "form": _reply_form(request, found, kind, loaded),
        "may_ask_second": asks and not reads_too,
        "reads_too": reads_too,
        "may_change": bool(loaded.mine)
        and permissions.may_change_reading(request.user, loaded.mine),
        "is_application": isinstance(found, Application),
    }


def _reply_form(request, found, kind, loaded):
    """The prefilled reply, once it can be sent; None before."""
    ready = loaded.finished and loaded.outcome and not found.apart and not loaded.can_rate
    if not ready or not permissions.may_reply(request.user, found):
        return None
    draft = loaded.draft()
    day = working_days_after(timezone.localdate(request.now), draft.days)
    start = {"words": draft.words, "next_step": draft.next_step, "next_on": day}
    start["result"] = loaded.outcome.result
    return ReplyForm(initial=start, **_for_reply(request, kind, loaded))


def _for_reply(request, kind, loaded):
    """What a reply is held against: the results there are, our rule's one and its draft."""
    return {
        "results": RESULTS[kind],
        "by_rule": loaded.outcome.result if loaded.outcome else "",
        "draft": loaded.draft(),
        "today": timezone.localdate(request.now),
    }
