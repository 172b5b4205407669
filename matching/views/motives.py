"""Why each side comes: kept beside an offer, read together before the charter is talked about."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.once import once
from matching import findings, motives, permissions
from matching.forms_second_round import ReasonsForm
from matching.models import Offer, Reasons
from matching.services import beside
from partnerships import permissions as inside
from partnerships.models import Partnership

from .loading import load, require


@require_http_methods(["GET", "POST"])
@once
def reasons(request, pk):
    found = load(Offer, request, pk)
    require(permissions.may_write_reasons(request.user, found))
    row = Reasons.of(found) or Reasons(offer=found)
    form = ReasonsForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        beside.keep(form=form, by=request.user, now=request.now)
        messages.success(request, _("Kept. The organization reads it on its page."))
        return redirect(found)
    shown = {"form": form, "offer": found}
    return render(request, "matching/reasons.html", shown)


@require_safe
def talk(request, pk):
    """Both sides' motives as talking points: for who hears each side alone, and the leads."""
    rows = Partnership.objects.heard_by(request.user).with_sides()
    partnership = get_object_or_404(rows, pk=pk)
    require(inside.may_read_motives(request.user, partnership))
    page = motives.page(partnership, request.user)
    shown = {"partnership": partnership, "page": page, "finding": findings.motives(page)}
    shown["inside"] = inside.may_read_inside(request.user, partnership)
    return render(request, "matching/motives.html", shown)
