"""The leader's word on a form: asked by a link of their own, or typed by the facilitator."""

import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import links
from accounts.models import Purpose
from foundation.answers import render
from foundation.errors import Refused
from foundation.methods import get_or_post
from foundation.once import once
from matching import permissions
from matching.forms_hands import AskLeaderForm, CorrectLeaderForm, EndorseForm, TypedLeaderForm
from matching.models import Application, Endorsement
from matching.services import hands

from .loading import load, require
from .typed import full, sent_to


@require_http_methods(["GET", "POST"])
@once
def ask(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_ask_leader(request.user, found))
    form = AskLeaderForm(request.POST or None, initial={"name": found.leader})
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, _by(request)
        if sent_to(form, hands.ask_leader, application=found, **said, **by):
            messages.success(request, _("One mail goes out. Their answer stands on this page."))
            return redirect(found)
    shown = {"form": form, "application": found, "full": full(form, found, **_by(request))}
    return render(request, "matching/leader_ask.html", shown)


@require_http_methods(["GET", "POST"])
@once
def correct(request, pk):
    """Write to another address instead, while the leader who was asked has not answered."""
    found = load(Application, request, pk)
    require(permissions.may_correct_leader(request.user, found))
    stands = Endorsement.of(found)
    if stands.answer:
        raise Refused(hands.answered(stands))
    form = CorrectLeaderForm(request.POST or None, instance=copy.copy(stands))
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, _by(request) | {"expected": form.expected}
        said = {"name": said["name"], "email": said["email"]}
        if sent_to(form, hands.correct_leader, endorsement=stands, **said, **by):
            messages.success(
                request, _("One mail goes to this address. The first link opens nothing any more.")
            )
            return redirect(found)
    shown = {"form": form, "application": found, "full": full(form, found, **_by(request))}
    return render(request, "matching/leader_correct.html", shown)


def _by(request):
    return {"by": request.user, "now": request.now}


@require_http_methods(["GET", "POST"])
@once
def typed(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_type_leader(request.user, found))
    stands = Endorsement.of(found)
    start = {"name": stands.name, "version": stands.version} if stands else {"name": found.leader}
    form = TypedLeaderForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        hands.type_leader(application=found, **form.said, expected=form.expected, **_by(request))
        messages.success(request, _("Kept, with how it reached you."))
        return redirect(found)
    shown = {"form": form, "application": found}
    return render(request, "matching/leader_typed.html", shown)


@login_not_required
@get_or_post
@once
def endorse(request, pk):
    """The leader's own page: one choice and one press, no password (design, "Personal links")."""
    related = (
        "application__organization", "application__round", "created_by", "changed_by", "leader"
    )  # fmt: skip
    found = Endorsement.objects.filter(pk=pk).select_related(*related).first()
    link = links.opened(request, Purpose.ANSWER, found) if found else None
    own = found is not None and request.user == found.leader
    if found is None or not (own or (link and link.user_id == found.leader_id)):
        return links.lost(request)
    reads = link is None or own or links.may_read_back(request, link)
    start = {"answer": found.answer, "words": found.words} if reads and not found.told else {}
    form = EndorseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        return _endorsed(request, found, form.cleaned_data, None if own else link, reads)
    shown = {"form": form, "endorsement": found, "reads": reads}
    return render(request, "matching/endorse.html", shown)


def _endorsed(request, found, said, link, reads):
    words = said["words"] if said["words"] or reads or found.told else None
    unseen = words is None and bool(found.words)
    hands.endorse(
        endorsement=found, answer=said["answer"], words=words, by=found.leader, now=request.now
    )
    if link is not None:
        links.used(request, link, unseen=unseen)
    messages.success(request, _("Thank you. You can change it here until the form is read."))
    return redirect("matching:endorse", found.pk)
