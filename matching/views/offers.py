"""Organizations that could share what they learned: asked, answering, read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.once import once
from instruments.models import Sheet, SheetState, Voice
from instruments.reading import progress
from matching import permissions, replies, status
from matching.forms import InviteForm, PlacesForm, WorryForm
from matching.models import MatchProposal, Offer, OfferState, Reasons, Worry
from matching.services import offers
from partnerships.models import Round

from .loading import kind_of, load, require
from .screening import care


@require_http_methods(["GET", "POST"])
@once
def invite(request, pk):
    rounds = Round.objects.visible_to(request.user).select_related("program")
    found = get_object_or_404(rounds, pk=pk)
    require(permissions.may_invite(request.user, found))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organization, by = form.cleaned_data["organization"], request.user
        asked = offers.invite(organization=organization, round=found, by=by, now=request.now)
        messages.success(request, _("Asked. They find nine questions on their page."))
        return redirect(asked)
    shown = {"form": form, "round": found}
    return render(request, "matching/invite.html", shown)


@require_http_methods(["GET"])
def offer(request, pk):
    found = load(Offer, request, pk)
    if permissions.belongs(request.user, found):
        return render(request, "matching/own_offer.html", _own(request, found))
    nine = replies.nine(found)
    shown = {
        "offer": found,
        "kind": kind_of(found),
        "words_sheet": nine.sheet,
        "worries": list(
            Worry.objects.visible_to(request.user).filter(offer=found).exclude(words="")
        ),
        "replies": replies.told(
            found, nine.texts, whole=permissions.may_read_levels(request.user, found)
        ),
        "may_set_places": permissions.may_set_places(request.user, found),
        **_reasons(request.user, found),
        **care(request.user, found),
    }
    return render(request, "matching/care_offer.html", shown)


@require_http_methods(["GET", "POST"])
@once
def worry(request, pk):
    found = load(Offer, request, pk)
    require(permissions.may_worry(request.user, found))
    mine = Worry.objects.filter(offer=found, created_by=request.user).first()
    form = WorryForm(request.POST or None, instance=mine)
    if request.method == "POST" and form.is_valid():
        words, by = form.cleaned_data["words"], {"by": request.user, "now": request.now}
        offers.save_worry(offer=found, words=words, expected=form.expected, **by)
        messages.success(request, _("Kept. You and the facilitator read it, nobody else."))
        return redirect(found)
    shown = {"form": form, "offer": found}
    return render(request, "matching/worry.html", shown)


@require_http_methods(["GET", "POST"])
@once
def places(request, pk):
    found = load(Offer, request, pk)
    require(permissions.may_set_places(request.user, found))
    form = PlacesForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        offers.set_places(offer=found, expected=form.expected, by=request.user, now=request.now)
        messages.success(request, _("Kept. Candidates are compared with it from now on."))
        return redirect(found)
    shown = {"form": form, "offer": found}
    return render(request, "matching/places.html", shown)


@require_POST
@once
def withdraw(request, pk):
    found = load(Offer, request, pk)
    require(permissions.may_withdraw_offer(request.user, found))
    offers.withdraw(offer=found, by=request.user, now=request.now)
    messages.success(request, _("Withdrawn. Nobody works on it."))
    return redirect(found)


@require_POST
@once
def take_back(request, pk):
    found = load(Offer, request, pk)
    require(permissions.belongs(request.user, found))
    offers.take_back(offer=found, by=request.user, now=request.now)
    waits = found.state == OfferState.ASKED
    said = _("Your nine answers are with the facilitator again.")
    messages.success(request, _("The nine questions wait again.") if waits else said)
    return redirect(found)


def _own(request, found):
    sheet = Sheet.objects.visible_to(request.user).about(found).filter(voice=Voice.WORDS).first()
    due = sheet is not None and sheet.state == SheetState.OPEN and found.state == OfferState.ASKED
    reply = status.newest(found)
    withdrawn = found.state == OfferState.WITHDRAWN
    held = None if due or withdrawn else MatchProposal.objects.held_by(found, request.user)
    return {
        "offer": found,
        "status": status.of_offer(found, reply, held).on(timezone.localdate(request.now)),
        "agreed_note": reply.agreed_note if reply else "",
        "sheet": sheet,
        "due": due,
        "progress": progress(sheet) if due else None,
        "worry": Worry.objects.filter(offer=found, created_by=request.user).first(),
        "withdrawn": withdrawn,
        "held": held,
        "may_withdraw": permissions.may_withdraw_offer(request.user, found),
        "may_set_places": permissions.may_set_places(request.user, found),
        **_reasons(request.user, found),
        "proposal": held if held and held.answers else None,
    }


def _reasons(user, found):
    """Why they come, for who may read it, and whether they may write it down."""
    reads = permissions.may_read_reasons(user, found)
    return {
        "reasons": Reasons.of(found) if reads else None,
        "may_write_reasons": permissions.may_write_reasons(user, found),
    }
