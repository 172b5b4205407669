"""A proposal as those see it who look after it, and as each side reads and answers it."""

from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.forms import beside
from foundation.once import once
from foundation.returning import back
from matching import authority, briefs, candidates, findings, people, permissions, proposal_page
from matching.forms_proposals import AnswerForm, ProposalForm, SettleForm, WithdrawForm
from matching.models import AlignmentReview, Consent, MatchProposal, ProposalState
from matching.seats import Seats
from matching.services import consent, proposals
from partnerships.models import Side
from partnerships.neutral import of_a_side

from .loading import require


@require_safe
def proposal(request, pk):
    found = load_proposal(request, pk)
    if not permissions.cares_for_proposal(request.user, found):
        return _side_page(request, found)
    preview = request.GET.get("as", "")
    if preview in Side.values:
        page = proposal_page.preview(found, preview, request.now)
        return render(request, "matching/proposal_side.html", {"page": page})
    page = proposal_page.care(found, request.user, request.now)
    return render(request, "matching/proposal.html", {"page": page})


@require_http_methods(["GET", "POST"])
@once
def propose(request, pk):
    review = _review(request, pk)
    form = _form(request, review, initial=_first_draft(request, review))
    if request.method == "POST" and form.is_valid():
        with beside(form, None), _in_its_field(form):
            made = proposals.draft(
                review=review, values=form.values, people=form.people,
                override_reason=form.cleaned_data["override_reason"], **_by(request),
            )  # fmt: skip
            written = _("Written. Nobody has read it yet: look it over, then send.")
            messages.success(request, written)
            return redirect(made)
    shown = {"form": form, "pair": review}
    shown["nobody"] = form.seats.without_authority()
    return render(request, "matching/propose.html", shown)


@require_http_methods(["GET", "POST"])
@once
def change(request, pk):
    found = _steered(request, pk)
    named = found.people.all()
    form = _form(request, found, instance=found, named=named)
    if request.method == "POST" and form.is_valid():
        given = {"values": form.values, "people": form.people, "expected": form.expected}
        with _in_its_field(form):
            proposals.change(proposal=found, **given, **_by(request))
            messages.success(request, _("Kept."))
            return redirect(found)
    shown = {"form": form, "pair": found, "proposal": found}
    return render(request, "matching/propose.html", shown)


@require_POST
@once
def send(request, pk):
    found = _steered(request, pk)
    proposals.send(proposal=found, **_by(request))
    messages.success(request, _("Sent to both sides. Each has fourteen days, and answers unseen."))
    return redirect(back(request, found))


@require_http_methods(["GET", "POST"])
@once
def withdraw(request, pk):
    found = _steered(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proposals.withdraw(proposal=found, why=form.cleaned_data["why"], **_by(request))
        messages.success(request, _("Withdrawn."))
        return redirect(found)
    shown = {"form": form, "proposal": found}
    return render(request, "matching/withdraw.html", shown)


@require_POST
@once
def answer(request, pk):
    found = load_proposal(request, pk)
    require(found.side)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        consent.require_open(found, found.side, request.now)  # else its page has no form to show it
        return _side_page(request, found, form=form)
    given = dict(form.cleaned_data)
    expected = given.pop("version")
    consent.answer(proposal=found, side=found.side, expected=expected, **given, **_by(request))
    found.refresh_from_db(fields=["state"])
    if found.state == ProposalState.MATCHED:
        messages.success(request, _("Your answer is kept. Both of you said yes."))
    else:
        messages.success(request, _("Your answer is kept. The other side does not see it."))
    return redirect(found)


@require_safe
def answers(request, pk, side):
    """What one side answered, turn by turn: for those who decide there and who looks after it."""
    rows = Consent.objects.visible_to(request.user).filter(proposal=pk, side=side)
    given = list(rows.select_related("by").order_by("-turn"))
    if not given:
        raise Http404
    found = load_proposal(request, pk)
    own = found.organization(side).said
    shown = {"answers": given, "proposal": found, "own": own}
    shown["finding"] = findings.answers(given, own)
    return render(request, "matching/answers.html", shown)


@require_http_methods(["GET", "POST"])
@once
def settle(request, pk):
    found = _steered(request, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        consent.settle(proposal=found, words=form.cleaned_data["words"], **_by(request))
        messages.success(request, _("Both sides read it now, and answer once more."))
        return redirect(found)
    page = proposal_page.care(found, request.user, request.now)
    shown = {"form": form, "page": page}
    return render(request, "matching/settle.html", shown)


@require_POST
@once
def found_now(request, pk):
    found = _steered(request, pk)
    consent.found_now(proposal=found, **_by(request))
    messages.success(request, _("The partnership stands."))
    return redirect(found)


# -- loading --------------------------------------------------------------------------------------
def load_proposal(request, pk):
    """Load a proposal with `side`: for which the person decides, "" for none. Raises Http404."""
    led = authority.led_by(request.user)
    side = Case(
        When(application__organization__in=led, then=Value(Side.PARTNER.value)),
        When(offer__organization__in=led, then=Value(Side.THOUGHT_PARTNER.value)),
        default=Value(""),
        output_field=CharField(),
    )
    rows = MatchProposal.objects.visible_to(request.user).with_parties().annotate(side=side)
    return get_object_or_404(rows, pk=pk)


def _steered(request, pk):
    found = load_proposal(request, pk)
    require(permissions.may_steer_proposal(request.user, found))
    return found


def _review(request, pk):
    rows = AlignmentReview.objects.visible_to(request.user).select_related(
        "application__organization", "application__round__program", "application__initiative",
        "application__facts", "offer__organization",
    )  # fmt: skip
    review = get_object_or_404(rows, pk=pk)
    if permissions.belongs(request.user, review.offer):
        raise Http404
    require(permissions.may_match(request.user, review.application))
    return review


def _side_page(request, found, *, form=None):
    """The page of one side; who does not decide for it learns that, and nothing of the page."""
    if not found.side:
        raise PermissionDenied
    page = proposal_page.side(found, request.user, request.now, form=form)
    return render(request, "matching/proposal_side.html", {"page": page})


def _form(request, pair, *, instance=None, initial=None, named=()):
    """The form of a judgment or of a proposal: both name the two organizations."""
    application, offer, day = pair.application, pair.offer, request.now.date()
    others = people.facilitators(application.round.program, day)
    both = [application.organization_id, offer.organization_id]
    seats = Seats(application, offer, day)
    return ProposalForm(
        request.POST or None,
        instance=instance,
        initial={**seats.only(), **seats.of(named), **(initial or {})},
        seats=seats,
        facilitators=others.exclude(pk__in=of_a_side(both, day).values("user")),
    )


@contextmanager
def _in_its_field(form):
    """Say what does not hold beside the field that can put it right; leave it by `return`."""
    try:
        yield
    except proposals.NotLikeThis as refused:
        form.add_error(refused.field, str(refused))


def _first_draft(request, review):
    starts_on, ends_on = briefs.dates(timezone.localdate(request.now))
    application, offer = review.application, review.offer
    pair = briefs.Pair(
        partner=application.organization.said,
        thought_partner=offer.organization.said,
        title=application.initiative.title,
        stage=application.initiative.get_stage_display().partition(":")[0].lower(),
        why=candidates.evidence(application, offer, request.now),
    )
    return {
        "purpose": briefs.purpose(pair),
        "brief_partner": briefs.for_partner(pair, starts_on, ends_on),
        "brief_thought_partner": briefs.for_thought_partner(pair, starts_on, ends_on),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "facilitator": request.user.pk,
    }


def _by(request):
    return {"by": request.user, "now": request.now}
