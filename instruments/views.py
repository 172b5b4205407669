"""Filling in a sheet: the list of questions, one question a screen, the words read at the end."""

from django import shortcuts
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.answers import render
from foundation.errors import Refused, Stale
from foundation.methods import get_or_post
from foundation.middleware import both_texts
from foundation.once import once
from foundation.one_line import line, saved

from . import owners, permissions, presence, reading, services
from .forms import AnswerForm, ReopenForm, SignOffForm
from .models import Item, Sheet, SheetState


@require_safe
def sheet(request, pk):
    found = _sheet(request, pk)
    if found.state == SheetState.SIGNED_OFF:
        return redirect("instruments:check", pk)
    page = _page(found)
    here = presence.others(found, request.user, request.now)
    page["rows"] = [(question, here.get(question.item.key, [])) for question in page["questions"]]
    return render(request, "instruments/sheet.html", page)


@require_POST
def here(request, pk, key):
    """Note that a person has this question open, and say who else has; nothing typed is sent."""
    found = _sheet(request, pk)
    if not permissions.may_fill(request.user, found):
        raise PermissionDenied
    get_object_or_404(Item, instrument_version=found.instrument_version_id, key=key)
    presence.touch(about=found, place=key, by=request.user, now=request.now)
    return shortcuts.render(request, "components/here.html", _here(request, found, key))


@get_or_post
def answer(request, pk, key):
    found = _sheet(request, pk)
    if not permissions.may_fill(request.user, found):
        raise PermissionDenied
    if request.method != "POST" and found.state == SheetState.SIGNED_OFF:
        return redirect("instruments:check", pk)
    page = _page(found, key)
    form = AnswerForm(
        request.POST or None,
        sheet=found,
        item=page["question"].item,
        answer=page["question"].answer,
    )
    saving = _autosave if request.headers.get("X-Autosave") else _save
    if request.method == "POST":
        return saving(request, form, page)
    shown = page | _here(request, found, key) | {"form": form}
    return render(request, "instruments/answer.html", shown)


def _here(request, sheet, key):
    """What components/here.html needs: who else writes at this question, and where to ask."""
    names = presence.others(sheet, request.user, request.now).get(key, [])
    return {"names": names, "here": reverse("instruments:here", args=[sheet.pk, key])}


def _save(request, form, page):
    """Keep the words and go on; words that cannot be kept stay in the box, with the reason.

    Words that a colleague changed meanwhile stand beside one's own, under the same question.
    """
    if form.is_valid():
        try:
            if not form.is_blank:
                _keep(request, form, page)
            key = page["question"].item.key
            presence.leave(about=page["sheet"], place=key, by=request.user)
            return redirect(_onward(request, page))
        except Stale as stale:
            shown = page | both_texts(request, stale) | {"form": form}
            return shortcuts.render(request, "instruments/answer.html", shown, status=409)
        except Refused as refused:
            form.add_error(None, str(refused))
    shown = page | _here(request, page["sheet"], page["question"].item.key) | {"form": form}
    return render(request, "instruments/answer.html", shown)


def _autosave(request, form, page):
    """Answer with one plain line for the live region, and the version in a header."""
    if not form.is_valid():
        return line(" ".join(form.errors.get("words", [])), 422)
    if form.is_blank:
        return line("")
    kept = _keep(request, form, page)  # what is refused or stale, the edge says in one line
    answer = line(saved(kept.changed_at))
    answer["X-Version"] = str(kept.version)
    return answer


def _keep(request, form, page):
    return services.save_answer(
        sheet=page["sheet"],
        item=page["question"].item,
        words=form.words,
        expected=form.expected,
        by=request.user,
        now=request.now,
    )


@get_or_post
@once
def check(request, pk):
    """All words on one page; here one named person signs off."""
    found = _sheet(request, pk)
    if request.method == "POST":
        if not permissions.may_sign_off(request.user, found):
            raise PermissionDenied
        form = SignOffForm(request.POST)
        seen = form.cleaned_data["seen"] if form.is_valid() else ""
        services.sign_off(sheet=found, by=request.user, now=request.now, seen=seen)
        messages.success(request, _("Signed off. Thank you, this is all for now."))
        return redirect(owners.of(found).home(found.context_id))
    page = _page(found)
    words = {q.item.key: q.answer.words for q in page["questions"] if q.answered}
    page["form"] = SignOffForm(initial={"seen": reading.digest(words)})
    ended = found.state == SheetState.SIGNED_OFF
    page["may_sign_off"] = not ended and permissions.may_sign_off(request.user, found)
    page["may_reopen"] = ended and permissions.may_reopen(request.user, found)
    return render(request, "instruments/check.html", page)


@get_or_post
@once
def reopen(request, pk):
    found = _sheet(request, pk)
    if not permissions.may_reopen(request.user, found):
        raise PermissionDenied
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        services.reopen(sheet=found, by=request.user, now=request.now, why=why)
        messages.success(request, _("Open again. The people who wrote can change their words."))
        return redirect(owners.of(found).home(found.context_id))
    return render(request, "instruments/reopen.html", _page(found) | {"form": form})


def _sheet(request, pk):
    rows = Sheet.objects.visible_to(request.user).in_words().with_version()
    return get_object_or_404(rows, pk=pk)


def _page(found, key=None):
    """Return what each page of a sheet shows; with `key` also that question and the next."""
    questions, owner = reading.questions(found), owners.of(found)
    page = {
        "sheet": found,
        "asked": found.instrument_version,
        "questions": questions,
        "title": owner.title(found.context_id),
        "home": owner.home(found.context_id),
        "answered": sum(question.answered for question in questions),
        "left": sum(not question.answered for question in questions),
        "empty": next((q for q in questions if not q.answered), None),
    }
    if key is None:
        return page
    here = next((q for q in questions if q.item.key == key), None)
    if here is None:
        raise Http404
    return page | {"question": here, "next": next(iter(questions[here.number :]), None)}


def _onward(request, page):
    place = page["sheet"].pk
    if "stop" in request.POST:
        messages.success(request, _("Kept. Come back whenever it suits you."))
        return redirect("instruments:sheet", place).url
    if page["next"] is None:
        return redirect("instruments:check", place).url
    return redirect("instruments:answer", place, page["next"].item.key).url
