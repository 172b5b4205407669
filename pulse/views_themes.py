"""Themes: written by the holder, let travel or kept by those who said it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.once import once
from partnerships.models import Side

from . import permissions, themes
from .forms import PromiseForm, ThemeForm, WordsForm, YesForm
from .models import PulseTheme, ThemeState
from .views_common import Decided, as_actor, found, require, theme_of, theme_to_decide


def _name(row) -> str:
    return row.round.partnership.lead(row.side).said


def _values(row, **more) -> dict:
    round = row.round
    return {
        "theme": row, "round": round, "partnership": round.partnership, "name": _name(row), **more,
    }  # fmt: skip


def _held(request, pk) -> PulseTheme:
    row = theme_of(request, pk)
    require(permissions.may_hold(request.user, row.round))
    return row


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once
@as_actor
def new(request, pk, side):
    round = found(request, pk)
    require(permissions.may_hold(request.user, round))
    if side not in Side.values:
        raise Http404
    row = PulseTheme(round=round, side=side)
    form = ThemeForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "about")}
        themes.draft(round=round, side=side, by=request.user, now=request.now, **said)
        messages.success(request, _("Written. It stays with you until you send it."))
        return redirect(round)
    return render(request, "pulse/theme_edit.html", _values(row, form=form))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@once
@as_actor
def theme(request, pk):
    """The holder words it; a respondent of the side reads it and decides."""
    try:
        row = theme_to_decide(request, pk)
    except Decided as gone:
        if request.method != "GET":
            raise
        messages.info(request, str(gone))
        return redirect(gone.back_to)
    if not permissions.may_hold(request.user, row.round):
        require(request.method == "GET")
        return render(request, "pulse/theme_decide.html", _to_decide(request, row))
    form = ThemeForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "about")}
        themes.reword(theme=row, expected=form.expected, by=request.user, now=request.now, **said)
        messages.success(request, _("Kept. Send it when the words fit."))
        return redirect(row.round)
    return render(request, "pulse/theme_edit.html", _values(row, form=form))


def _to_decide(request, row, form=None, words=None) -> dict:
    alone = themes.alone(row)
    row.said = row.said and not themes.agreed(row)  # who they waited for left: they say it again
    form = form or YesForm(theme=row, name=_name(row), alone=alone)
    sealed = row.round.sealed(timezone.localdate(request.now))
    return _values(row, form=form, words_form=words or WordsForm(), alone=alone, sealed=sealed)


@require_POST
@once
@as_actor
def send(request, pk):
    row = _held(request, pk)
    themes.send(theme=row, by=request.user, now=request.now)
    text = _("%(name)s sees it now, and nobody else.")
    messages.success(request, text % {"name": _name(row)})
    return redirect(row.round)


@require_POST
@once
@as_actor
def take_back(request, pk):
    row = _held(request, pk)
    themes.take_back(theme=row, by=request.user, now=request.now)
    messages.success(request, _("It is with you again. Change the words, then send it."))
    return redirect(row)


@require_http_methods(["GET", "POST"])
@once
@as_actor
def promise(request, pk):
    row = _held(request, pk)
    require(row.state == ThemeState.RELEASED)
    form = PromiseForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        themes.promise(
            theme=row, words=said["promise"], on=said["promise_on"], expected=form.expected,
            by=request.user, now=request.now,
        )  # fmt: skip
        messages.success(request, _("Both sides read it now, with its date."))
        return redirect(row.round)
    return render(request, "pulse/promise.html", _values(row, form=form))


@require_POST
@once
@as_actor
def say_yes(request, pk):
    row = theme_to_decide(request, pk)
    require(permissions.may_decide(request.user, row))
    form = YesForm(request.POST, theme=row, name=_name(row), alone=themes.alone(row))
    if not form.is_valid():
        return render(request, "pulse/theme_decide.html", _to_decide(request, row, form))
    said = form.cleaned_data
    travels = themes.say_yes(
        theme=row, person=request.user, named=said.get("named", False),
        sure=said.get("sure", False), now=request.now,
    )  # fmt: skip
    waits = _(
        "Yours is in. It travels when everybody of your side who answered or talked says yes."
    )
    gone = _("It travels: the other side reads it now.")
    if row.round.sealed(timezone.localdate(request.now)):
        gone = _("It travels: the other side reads it as soon as both talks are over.")
    messages.success(request, gone if travels else waits)
    return redirect(row.round)


@require_POST
@once
@as_actor
def keep_here(request, pk):
    row = theme_to_decide(request, pk)
    require(permissions.may_decide(request.user, row))
    themes.keep_here(theme=row, now=request.now)
    messages.success(request, _("It goes no further. Nobody is told who said so."))
    return redirect(row.round)


@sensitive_post_parameters()
@require_POST
@once
@as_actor
def other_words(request, pk):
    row = theme_to_decide(request, pk)
    require(permissions.may_decide(request.user, row))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "pulse/theme_decide.html", _to_decide(request, row, words=form))
    themes.ask_for_other_words(theme=row, words=form.cleaned_data["words"], now=request.now)
    messages.success(request, _("It went back, with your words beside it."))
    return redirect(row.round)
