"""What a side gained so far: written from the midpoint on, read by both sides."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundation.answers import render
from foundation.once import once

from . import closing_services as services
from . import permissions
from . import permissions_closing as closing
from .charter_text import BENEFITS
from .forms_closing import SoFarForm
from .models import Benefit
from .views_common import planned, require


@require_http_methods(["GET", "POST"])
@once
def so_far(request, pk):
    partnership = planned(request, pk)
    today = timezone.localdate(request.now)
    require(closing.may_write_so_far(request.user, partnership, today))
    side = permissions.side_of(request.user, partnership)
    own = {"side": side, "point": Benefit.Point.SO_FAR}
    row = partnership.benefits.filter(**own).first() or Benefit(partnership=partnership, **own)
    name = partnership.lead(side).said
    form = SoFarForm(request.POST or None, instance=row, name=name)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data.get("version") or 0
        given = {"expected": expected, "by": request.user, "now": request.now}
        services.save_so_far(row, form.written, **given)
        messages.success(request, _("Kept. Both sides read it now."))
        return redirect("partnership", partnership.pk)
    shown = {
        "partnership": partnership, "form": form, "name": name,
        "hoped": getattr(partnership.charter, BENEFITS[side]),
    }  # fmt: skip
    return render(request, "partnerships/so_far.html", shown)
