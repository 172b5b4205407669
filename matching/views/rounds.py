"""The board of a round: solving it, two runs side by side, keeping a pair together or apart."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.errors import Refused
from foundation.once import once
from matching import permissions, round_board, round_compare
from matching.models import Application, AskedRun, MatchRun, RoundWish
from matching.round_forms import WishForm
from matching.services import round_wishes, runs

from .loading import require


@require_safe
def board(request, pk):
    return _board(request, _round(request, pk))


@require_POST
@once
def solve(request, pk):
    found = _round(request, pk)
    require(permissions.may_solve(request.user, found))
    last = list(round_board.newest(found, request.user)[:1])
    form = round_board.solve_form(found, last, request.now, request.POST)
    if not form.is_valid():
        return _board(request, found, form=form)
    asked, by = runs.Asked(**form.asked), {"by": request.user, "now": request.now}
    try:
        made = runs.solve(round=found, asked=asked, **by)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _board(request, found, form=form)
    messages.success(request, _solved(made, last))
    return redirect("matching:round", pk)


def _solved(made, last):
    if isinstance(made, AskedRun):
        return _("This round is large. It is being solved; open the page again in a few minutes.")
    if made in last:
        return _("Nothing has changed since run %(n)s: the same would come out.") % {
            "n": made.number
        }
    return _("Solved. This is run %(n)s.") % {"n": made.number}


@require_safe
def compare(request, pk):
    found = _round(request, pk)
    page = round_compare.load(
        found,
        request.user,
        first=request.GET.get("a", ""),
        second=request.GET.get("b", ""),
        after=request.GET.get("after", ""),
    )
    if page is None:
        raise Http404
    shown = {"round": found, "compared": page, "page": page.page}
    return render(request, "matching/round/compare.html", shown)


@require_POST
@once
def replay(request, pk):
    runs_of = MatchRun.objects.visible_to(request.user).select_related("round")
    run = get_object_or_404(runs_of, pk=pk)
    if runs.replay(run=run, by=request.user, now=request.now):
        text = _("Run %(n)s, solved again from what was kept, gives the same to the last letter.")
        messages.success(request, text % {"n": run.number})
    else:
        text = _("Run %(n)s does not come out the same: what was kept is damaged. Solve again.")
        messages.error(request, text % {"n": run.number})
    return redirect("matching:round", run.round_id)


@require_http_methods(["GET", "POST"])
@once
def place(request, pk):
    found = get_object_or_404(Application.objects.in_care_of(request.user).with_parties(), pk=pk)
    require(permissions.may_place(request.user, found))
    form = WishForm(
        request.POST or None, application=found, user=request.user,
        initial={"offer": request.GET.get("with", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _wished(request, found, form):
        messages.success(request, _("Kept, with your reason. It counts when you solve again."))
        return redirect("matching:round", found.round_id)
    mine = RoundWish.objects.visible_to(request.user).filter(application=found)
    wishes = mine.select_related("offer__organization", "instead_of__organization", "by",
                                 "lifted_by").order_by("-at", "-pk")  # fmt: skip
    shown = {"form": form, "application": found, "wishes": list(wishes)}
    return render(request, "matching/round/place.html", shown)


def _wished(request, found, form) -> bool:
    """Keep the wish; a refusal stands beside the form, with what was typed."""
    by = {"by": request.user, "now": request.now}
    try:
        round_wishes.wish(application=found, **form.cleaned_data, **by)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


@require_POST
@once
def lift(request, pk):
    rows = RoundWish.objects.visible_to(request.user).select_related("application__round")
    wish = get_object_or_404(rows, pk=pk)
    require(permissions.may_place(request.user, wish.application))
    round_wishes.lift(wish=wish, by=request.user, now=request.now)
    messages.success(request, _("Let go. Its reason stays; it counts when you solve again."))
    return redirect("matching:place", wish.application_id)


def _round(request, pk):
    found = get_object_or_404(round_board.rounds_of(request.user), pk=pk)
    require(permissions.may_read_round(request.user, found))
    return found


def _board(request, found, *, form=None):
    page = round_board.load(
        found,
        request.user,
        now=request.now,
        number=request.GET.get("run", ""),
        after=request.GET.get("after", ""),
        form=form,
        may_solve=permissions.may_solve(request.user, found),
    )
    shown = {"board": page, "page": page.page, "form": page.form}
    return render(request, "matching/round/board.html", shown)
