"""What is asked before a session: by personal link, signed in, or typed after a call."""

from contextlib import nullcontext

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import links
from accounts.models import Purpose
from foundation import dates, one_line
from foundation.answers import render
from foundation.errors import Stale
from foundation.forms import beside
from foundation.methods import get_or_post
from foundation.once import once
from foundation.returning import back
from partnerships.views_common import require

from . import answer_page, asks_work, questions_asks, reflection, reminders, visitors
from . import permissions_work as may
from .forms_work import AnswerForm, PutOffForm, TypedForm
from .views_common import opened


@login_not_required
@require_safe
def ask(request, pk):
    session = visitors.session_of(pk)
    who = visitors.visitor(request, Purpose.ANSWER, session, session)
    if who is None:
        return visitors.turned_away(request)
    page = answer_page.ask(session, who, now=request.now)
    return render(request, "sessions_app/answer.html", page)


@login_not_required
@get_or_post
@once
def question(request, pk, name):
    session = visitors.session_of(pk)
    who = visitors.visitor(request, Purpose.ANSWER, session, session)
    if who is None:
        return visitors.turned_away(request)
    asked = answer_page.question(session, who, name)
    row = reflection.row_of(session, who.person, asked.ask)
    answer_page.require_own_words(row, who)
    if request.method == "POST":
        return _write(request, session, who, asked, row)
    form = AnswerForm(None, question=asked.question, initial=answer_page.initial(row, asked, who))
    page = answer_page.writing(session, who, asked, row, form, now=request.now)
    return render(request, "sessions_app/answer_question.html", page)


def _write(request, session, who, asked, row):
    form, saves = AnswerForm(request.POST, question=asked.question), "X-Autosave" in request.headers
    if not reflection.has_words(row):
        with nullcontext() if saves else beside(form, "words"):
            links.refuse_empty(request, "words")
    if not form.is_valid():
        page = answer_page.writing(session, who, asked, row, form, now=request.now)
        return render(request, "sessions_app/answer_question.html", page)
    hand = reflection.Hand(who.person, who.person, who.by_link)
    values = {asked.question.field: form.cleaned_data["words"]}
    try:
        version = reflection.write(
            row, values, hand=hand, expected=form.expected, now=request.now, done=not saves
        )
    except Stale as stale:
        raise answer_page.as_asked(stale, asked.question) from None
    visitors.wrote(request, who)
    if saves:
        return HttpResponse(one_line.saved(request.now), headers={"X-Version": version})
    return redirect(answer_page.onward(session, asked, stop="stop" in request.POST))


@login_not_required
@get_or_post
@once
def put_off(request, pk):
    session = visitors.session_of(pk)
    who = visitors.visitor(request, Purpose.ANSWER, session, session)
    if who is None:
        return visitors.turned_away(request)
    mates = answer_page.mates(session, who.person)
    later, said = answer_page.later(session, who.person, now=request.now)
    form = PutOffForm(
        request.POST if request.method == "POST" else None,
        mates=[(str(mate.user_id), mate.title) for mate in mates],
        wanted=request.GET.get("way", ""), choose=not who.by_link, later=later,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with beside(form, "colleague"):
            answer_page.put_off(session, who, form.cleaned_data, mates, now=request.now)
            visitors.wrote(request, who, unseen=answer_page.unseen(session, who))
            messages.success(request, answer_page.thanks(form.cleaned_data["way"], said))
            return redirect("sessions_app:ask", pk)
    page = {"session": session, "form": form, "asks": reflection.ask_of(who.person, session)}
    return render(request, "sessions_app/answer_put_off.html", page)


@require_safe
def words(request, pk, side):
    session = opened(request, pk)
    page = answer_page.words_of(session, request.user, side, now=request.now)
    return render(request, "sessions_app/answer_read.html", page)


@require_http_methods(["GET", "POST"])
@once
def typed(request, pk):
    session = opened(request, pk)
    require(may.may_type_for(request.user, session))
    person, row = answer_page.spoken_with(session)
    form = TypedForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with beside(form, "did"):
            _write_down(request, person, row, form)
            messages.success(request, _("Written down. It opens the lesson in the agenda."))
            return redirect(session)
    page = {"session": session, "form": form, "author": answer_page.label(session, person)}
    page["open"] = reflection.still_open(session, request.now)
    return render(request, "sessions_app/answer_typed.html", page)


def _write_down(request, person, row, form):
    links.refuse_empty(request, *reflection.FIELDS)
    hand = reflection.Hand(person, request.user)
    values = {name: form.cleaned_data[name] for name in reflection.FIELDS}
    reflection.write(row, values, hand=hand, expected=form.expected, now=request.now, done=True)


@require_POST
@once
def ask_today(request, pk):
    session = opened(request, pk)
    require(may.may_run(request.user, session))
    message = reminders.ask_now(session, now=request.now)
    text = _("Asked. The mail goes at once.")
    if message.due_at > request.now:
        text = _("Asked. The mail goes %(when)s.") % {"when": dates.say_when(message.due_at)}
    messages.success(request, text)
    if "agenda" in request.POST:
        return redirect("sessions_app:agenda", pk)
    return redirect(back(request, session))


@require_safe
def asked_of_me(request):
    rows = asks_work.for_participant(request.user, request.now)
    rows += questions_asks.for_participant(request.user, request.now)
    return render(request, "sessions_app/answer_asked.html", {"asks": sorted(rows)})
