"""The six minutes, by personal link or signed in, and reading them back."""

from django import shortcuts
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts import links
from foundation import one_line
from foundation.actor import actor
from foundation.answers import render
from foundation.forms import beside
from foundation.methods import get_or_post
from foundation.once import once
from partnerships import permissions as room

from . import answers, days, guide, permissions
from .forms import AnswerForm
from .models import PulseForm, PulseRound
from .statement import standing
from .views_common import as_actor, by_link, require


@login_not_required
@sensitive_post_parameters()
@get_or_post
@once
def answer(request, pk):
    """Answer, or say "just talk to me"; whoever opened a link in another browser reads nothing."""
    if request.user.is_authenticated:
        row = PulseRound.objects.with_sides().visible_to(request.user).filter(pk=pk).first()
        if row is not None:
            require(permissions.may_answer(request.user, row))
            return _answered(request, row, request.user, None)
    row, link = by_link(request, pk)
    if link is None or not room.side_of(link.user, row.partnership):
        return links.lost(request)
    return _answered(request, row, link.user, link)


def _answered(request, row, person, link):
    with actor(person):
        side = room.side_of(person, row.partnership)
        own = PulseForm.objects.filter(round=row, person=person).first()
        shown = link is None or links.may_read_back(request, link)
        form = _form(request, row, own, side, shown)
        today = days.today(person, request.now)
        takes_answers = row.takes_answers(today)
        just = takes_answers and "just" in request.POST and form.asks_to_talk()
        if just:
            own = _sent_just_this(request, row, person, side, link, shown)
            if form.changed_data == ["talk"]:
                return redirect("pulse:answer", row.pk)
        elif request.method == "POST" and takes_answers and _filled(request, form):
            keep = _unsent if "X-Autosave" in request.headers else _kept
            return keep(request, row, person, side, link, form, shown)
        values = {
            "round": row, "partnership": row.partnership, "form": form, "link": link,
            "shown": shown, "own": own if shown or just else None, "just": just,
            "takes_answers": takes_answers, "rests": row.rests(today), "lines": standing(row),
            "unsent": form.typed if request.method == "POST" else [],
        }  # fmt: skip
        draw = shortcuts.render if just else render  # that one press was taken
        return draw(request, "pulse/answer.html", values)


def _form(request, row, own, side, shown) -> AnswerForm:
    known = answers.read(own) if own and shown else {}
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        side=side,
        holder=row.holder.name,
        answers=known,
        talk=bool(own and shown and own.talk),
    )


def _filled(request, form) -> bool:
    """Say beside the first choice that nothing was answered; what saves itself may be empty."""
    if "X-Autosave" not in request.headers:
        with beside(form, "talk"):
            links.refuse_empty(request, *form.starts_empty())
    return form.is_valid()


def _kept(request, row, person, side, link, form, shown):
    own, made = PulseForm.objects.get_or_create(round=row, person=person, defaults={"side": side})
    today = days.today(person, request.now)
    answers.save(
        form=own, said=form.said, talk=form.cleaned_data["talk"], today=today,
        by_link=link is not None, unseen=not shown, seen=answers.seen_on(form.marks),
    )  # fmt: skip
    if link:
        links.used(request, link, unseen=not (made or shown))
    text = _("It is with %(holder)s. You can change it until the window closes.")
    messages.success(request, text % {"holder": row.holder.name})
    return redirect("pulse:answer", row.pk)


def _sent_just_this(request, row, person, side, link, shown):
    own, made = PulseForm.objects.get_or_create(round=row, person=person, defaults={"side": side})
    today = days.today(person, request.now)
    answers.ask_to_talk(form=own, today=today, by_link=link is not None)
    if link:
        links.used(request, link, unseen=not (made or shown))
    text = _("%(holder)s knows that you would rather say it.")
    messages.success(request, text % {"holder": row.holder.name})
    return own


def _unsent(request, row, person, side, link, form, shown):
    """Keep what is being written; nothing is made of a form in which nothing was touched."""
    chosen = form.cleaned_data["talk"] or any(said != answers.Said() for said in form.said.values())
    known = PulseForm.objects.filter(round=row, person=person)
    if not chosen and not (shown and known.exists()):
        return one_line.line("")
    own, made = PulseForm.objects.get_or_create(round=row, person=person, defaults={"side": side})
    if link and made:  # the browser that began reads on, and no other
        links.wrote(request, link)
    today = days.today(person, request.now)
    said, talk = form.said, form.cleaned_data["talk"]
    seen = answers.seen_on(form.marks)
    answers.keep_unsent(form=own, said=said, talk=talk, today=today, unseen=not shown, seen=seen)
    kept = one_line.line(one_line.saved(request.now))
    if shown or made:  # a mark of words that this browser did not write stays here
        kept["X-Version"] = answers.marks(answers.read(own))
    return kept


@require_safe
@as_actor
def read(request, pk):
    """One person's form, for that person and for whoever holds the round (rows 42, 43)."""
    rows = PulseForm.objects.visible_to(request.user).select_related("person")
    form = get_object_or_404(rows.prefetch_related("answers"), pk=pk)
    row = PulseRound.objects.with_sides().get(pk=form.round_id)
    values = {
        "round": row, "partnership": row.partnership, "own": form, "rows": guide.told(form),
        "mine": form.person_id == request.user.pk,
        "inside": room.may_read_inside(request.user, row.partnership),
    }  # fmt: skip
    return render(request, "pulse/read.html", values)
