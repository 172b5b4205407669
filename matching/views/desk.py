"""The facilitators' list of what organizations asked and offered, and the program's cut-offs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.once import once
from foundation.paging import keyset
from matching import desk_words, permissions, workup_counts
from matching.forms import RuleForm
from matching.models import Application, Arrival, Offer, RuleSet
from matching.models.applications import BY_DUE
from matching.models.offers import OFFERS_BY_DUE
from matching.rounds import takes_forms
from matching.services import cut_offs
from partnerships.models import Program, Role, Round, RoundState
from partnerships.models.standing import standing

from .loading import require

MOST_LED = 3  # programs whose sentence on preparations stands on the desk
CARE = (Role.FACILITATOR, Role.FACILITATION_LEAD)
_LEAD = Role.FACILITATION_LEAD


@require_safe
def desk(request):
    require(standing(request.user).has(*CARE))
    cared = Application.objects.in_care_of(request.user).exclude(submitted_at=None)
    due = cared.with_parties().due_first()
    page = keyset(due, request.GET.get("after", ""), by=BY_DUE)
    rounds, leads = _under_way(request.user), standing(request.user).programs(_LEAD)
    shown = {
        "page": page,
        "offers": _offers(request),
        "arrivals": list(_arrivals(request.user)),
        "rounds": [round for round in rounds if takes_forms(round, request.now)],
        "rounds_now": [round for round in rounds if round.state != RoundState.MATCHED],
        "rounds_past": [round for round in rounds if round.state == RoundState.MATCHED],
        "lead": desk_words.lead(page.items) if page.first and not page.after else "",
        "leads": leads,
        "prepared": workup_counts.sentences(leads, most=MOST_LED) if leads else [],
        "programs": standing(request.user).programs(*CARE),
    }
    return render(request, "matching/desk.html", shown)


def _under_way(user):
    """Return the rounds of the programs in which the person facilitates, the newest first."""
    under_way = [RoundState.OPEN, RoundState.CLOSED, RoundState.MATCHED]
    mine = standing(user).programs(*CARE)
    rows = Round.objects.filter(program__in=mine, state__in=under_way)
    return list(rows.order_by("-opens_on", "name", "pk")[:12])


def _offers(request):
    rows = Offer.objects.in_care_of(request.user).with_parties().due_first()
    return keyset(rows, request.GET.get("offers", ""), by=OFFERS_BY_DUE)


def _arrivals(user):
    rows = Arrival.objects.waiting_for(user).select_related("user", "organization", "round")
    return rows.order_by("at", "pk")[:25]


@require_http_methods(["GET", "POST"])
@once
def rules(request, pk):
    mine = standing(request.user).programs(*CARE, Role.ADMINISTRATOR, Role.PROGRAM_OFFICER)
    program = get_object_or_404(Program, pk__in=mine & {pk})
    require(permissions.may_edit_rules(request.user, program))
    found = RuleSet.of(program)
    form = RuleForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        fields, who = list(form.Meta.fields), {"by": request.user, "now": request.now}
        cut_offs.keep(form.instance, fields, expected=form.expected, **who)
        messages.success(request, _("Saved. Replies already sent stay as they are."))
        return redirect("matching:rules", pk)
    shown = {"form": form, "program": program}
    return render(request, "matching/rules.html", shown)
