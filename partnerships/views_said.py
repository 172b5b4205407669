"""What one side says by itself: its leader, its sealed ratings, two questions after the kickoff."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from foundation.answers import render
from foundation.once import once

from . import leader_services, permissions, sealed_services
from .forms_said import CheckForm, LeaderForm, RatingForm
from .models import FocusArea, Partnership, Side
from .views_common import opened, planned, require


@require_http_methods(["GET", "POST"])
@once
def leader(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_say_as_leader(request.user, partnership))
    said = leader_services.statements(partnership)
    starting = leader_services.starting_words(partnership)
    form = LeaderForm(request.POST or None, said=said, starting=starting)
    if request.method == "POST" and form.is_valid():
        given = leader_services.say(
            partnership, form.words, seen_digest=request.POST.get("seen", ""), by=request.user,
            now=request.now,
        )  # fmt: skip
        messages.success(request, _said(given))
        return redirect("partnerships:charter", partnership.pk)
    boundaries = partnership.shared()
    values = {
        "partnership": partnership,
        "form": form,
        "boundaries": boundaries,
        "seen": leader_services.seen(said, boundaries),
        "name": partnership.lead(Side.THOUGHT_PARTNER).said,
    }
    return render(request, "partnerships/leader.html", values)


def _said(given) -> str:
    if not given:
        return _("Nothing changed: your name stands under these words already.")
    return ngettext(
        "One statement stands in the charter, with your name and today’s date.",
        "%(n)s statements stand in the charter, with your name and today’s date.",
        given,
    ) % {"n": given}


@require_http_methods(["GET", "POST"])
@once
def rate(request, pk):
    partnership = planned(request, pk)
    require(permissions.may_rate_focus(request.user, partnership))
    side = permissions.side_of(request.user, partnership)
    areas = list(FocusArea.objects.filter(partnership=partnership).order_by("created_at", "pk"))
    seal = sealed_services.seal_of(partnership, side)
    if seal.opened or not areas:
        return redirect("partnerships:focus", partnership.pk)
    mine = {pk: by_side[side] for pk, by_side in seal.ratings.items() if side in by_side}
    form = RatingForm(request.POST or None, areas=areas, side=side, mine=mine)
    if request.method == "POST" and form.is_valid():
        sealed_services.rate(partnership, form.answers, side=side, by=request.user, now=request.now)
        messages.success(request, _("Kept. It is shown when both sides have answered."))
        return redirect("partnerships:focus", partnership.pk)
    other = partnership.lead(next(one for one in Side if one != side)).said
    values = {"partnership": partnership, "form": form, "side": side, "other": other}
    return render(request, "partnerships/rate.html", values)


@require_http_methods(["GET", "POST"])
@once
def check(request, pk):
    rows = Partnership.objects.with_plan(request.user).heard_by(request.user)
    rows = rows.select_related("neutral_person")
    partnership = get_object_or_404(rows, pk=pk)
    require(permissions.may_open_check(request.user, partnership))
    may_answer = permissions.may_answer_check(request.user, partnership)
    said = sealed_services.checks_for(partnership, request.user)
    own = next((row for row in said if row.user_id == request.user.pk), None)
    form = CheckForm(request.POST or None, instance=own)
    if request.method == "POST":
        require(may_answer)
        if form.is_valid():
            return _answered(request, partnership, form)
    values = {
        "partnership": partnership,
        "form": form if may_answer else None,
        "inside": permissions.may_read_inside(request.user, partnership),
        "holds": permissions.holds_talks(request.user, partnership),
        "rows": said,
        "holder": partnership.talks_with,
        "sides": [(side, partnership.lead(side).said) for side in permissions.SIDES],
    }
    return render(request, "partnerships/check.html", values)


def _answered(request, partnership, form):
    side = permissions.side_of(request.user, partnership)
    sealed_services.answer_check(
        partnership, form.cleaned_data, side=side, by=request.user, now=request.now
    )
    messages.success(request, _("Kept. You may change it until the midpoint."))
    return redirect("kickoff", partnership.pk)
