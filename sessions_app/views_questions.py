"""Quick questions between sessions: the thread, one question, its answer, what becomes of it."""

from dataclasses import dataclass
from typing import Any

from django import shortcuts
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Purpose
from foundation.answers import render
from foundation.errors import Stale
from foundation.methods import get_or_post
from foundation.once import once
from foundation.returning import back
from foundation.views import typed_in
from partnerships.views_common import require

from . import permissions_questions as may
from . import questions as services
from . import questions_page as pages
from . import visitors
from .forms_questions import AnswerForm, AskForm, QuestionPutOffForm, SettleForm
from .models import Question, QuestionState

ANSWERING = "sessions_app/question_answer.html"


@get_or_post
@once
def thread(request, pk):
    partnership = get_object_or_404(pages.room().visible_to(request.user), pk=pk)
    sides = pages.sides(partnership, request.user)
    asks = bool(sides) and services.may_begin(partnership)
    form = AskForm(request.POST or None, sides=sides) if asks else None
    if request.method == "POST":
        require(bool(sides))
        if form is None or form.is_valid():
            return _asked(request, partnership, form, sides)
    page = pages.thread(partnership, request.user, form, after=request.GET.get("after", ""))
    return render(request, "sessions_app/questions.html", page)


def _asked(request, partnership, form, sides):
    given = form.cleaned_data if form else {"words": request.POST.get("words", "")}
    side = given.get("side") or sides[0][0]
    services.ask(partnership, side, given["words"], by=request.user, now=request.now)
    messages.success(
        request, _("Asked. It stands on their page, and in the next mail that goes anyway.")
    )
    return redirect("sessions_app:thread", partnership.pk)


def _opened(request, pk) -> Question:
    return get_object_or_404(pages.whole().visible_to(request.user), pk=pk)


@require_safe
def one(request, pk):
    question = _opened(request, pk)
    page = pages.one(question, request.user, now=request.now)
    return render(request, "sessions_app/question.html", page)


@require_POST
@once
def settle(request, pk):
    question = _opened(request, pk)
    require(may.may_settle(request.user, question))
    ways = may.ways(request.user, question, request.now)
    to = request.POST.get("to", "")
    require(to != QuestionState.RESET or may.may_reset(request.user, question))
    require(to != QuestionState.LESSON or may.may_make_lesson(request.user, question))
    form = SettleForm(request.POST, ways=QuestionState.values)
    if not form.is_valid():
        page = pages.one(question, request.user, form if to in ways else None, now=request.now)
        return render(request, "sessions_app/question.html", page)
    messages.success(request, _settled(request, question, **form.cleaned_data))
    return redirect(back(request, question))


def _settled(request, question, to, word) -> str:
    how = {"by": request.user, "now": request.now}
    if to == QuestionState.LESSON:
        services.make_lesson(question, **how)
        return _("It becomes a draft among the lessons within a minute.")
    if to == QuestionState.NEXT:
        session = services.take_up(question, **how)
        return _("It stands in the agenda of %(name)s.") % {"name": session.name.lower()}
    if to == QuestionState.RESET:
        services.reset(question, word, **how)
        return _("Said. Both sides read your sentence.")
    if to == QuestionState.LET_GO:
        services.let_go(question, word, **how)
        return _("Let go. Both sides read why.")
    raise Http404


@dataclass(frozen=True)
class Asked:
    """A question and who stands before it: signed in, or by the link of a mail."""

    question: Question
    who: Any  # a visitors.Visitor

    @property
    def shows_answer(self) -> bool:
        """True for who signed in; by link only where the own answer was written here."""
        own = self.question.answered_by_id == self.who.person.pk == self.question.changed_by_id
        return not self.who.by_link or (own and self.who.reads)


def _answering(request, pk) -> Asked | None:
    """Return who may answer here, or None for a visitor without a link.

    Raises Http404 for a stranger, PermissionDenied for who reads but is not asked.
    """
    question = get_object_or_404(pages.whole(), pk=pk)
    who = visitors.visitor(request, Purpose.ANSWER, question, question)
    if who is None and Question.objects.visible_to(request.user).filter(pk=pk).exists():
        require(False)
    if who is None:
        return None
    require(may.may_answer(who.person, question))
    return Asked(question, who)


@login_not_required
@get_or_post
@once
def answer(request, pk):
    asked = _answering(request, pk)
    if asked is None:
        return visitors.turned_away(request)
    question, who = asked.question, asked.who
    if question.settled and not who.by_link and request.method != "POST":
        return redirect(question)
    if not question.waits and not asked.shows_answer:
        return _page(request, asked, None, typed=typed_in(request))
    form = AnswerForm(request.POST if request.method == "POST" else None, instance=question)
    if request.method == "POST" and form.is_valid():
        return _answered(request, asked, form)
    return _page(request, asked, form)


def _page(request, asked, form, **more):
    page = pages.answering(asked.question, form, asked.who, **more)
    return render(request, ANSWERING, page)


def _answered(request, asked, form):
    question, who = asked.question, asked.who
    words = form.cleaned_data["answer"]
    try:
        services.answer(
            question, words, expected=form.expected, by=who.person, now=request.now,
            by_link=who.by_link,
        )  # fmt: skip
    except Stale:
        if not who.by_link:
            raise
        page = pages.answering(question, form, who, quicker=True)  # a link reads nothing back
        return shortcuts.render(request, ANSWERING, page, status=409)
    visitors.wrote(request, who)
    messages.success(request, _("Thank you. Both sides and the facilitator read it now."))
    if who.by_link:
        return redirect("sessions_app:thread_answer", question.pk)
    return redirect(back(request, question))


@login_not_required
@get_or_post
@once
def put_off(request, pk):
    asked = _answering(request, pk)
    if asked is None:
        return visitors.turned_away(request)
    question, who = asked.question, asked.who
    mates = [
        entry for entry in question.partnership.people(question.asked_of)
        if entry.user_id != who.person.pk
    ]  # fmt: skip
    form = QuestionPutOffForm(
        request.POST if request.method == "POST" else None,
        mates=[(str(mate.user_id), mate.title) for mate in mates],
        wanted=request.GET.get("way", ""), choose=not who.by_link,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return _put_off(request, asked, form.cleaned_data, mates)
    page = pages.answering(question, form, who)
    return render(request, "sessions_app/question_put_off.html", page)


def _put_off(request, asked, given, mates):
    colleague = next((m.user for m in mates if str(m.user_id) == given["colleague"]), None)
    services.put_off(
        asked.question, given["way"], colleague=colleague, by=asked.who.person, now=request.now
    )
    visitors.wrote(request, asked.who)
    messages.success(request, _("Thank you. Your colleagues still see it; nobody reminds you."))
    if asked.who.by_link:
        return redirect("sessions_app:thread_answer", asked.question.pk)
    return redirect("home")
