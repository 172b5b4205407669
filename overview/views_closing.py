"""The close-out of a partnership."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from insights.gates import with_reviewed, with_unshared
from partnerships.models import Partnership

from .closing_page import closing_page


@require_safe
def closing(request, pk):
    rows = Partnership.objects.with_plan(request.user).visible_to(request.user)
    rows = with_reviewed(rows.select_related("charter", "close_out"))
    rows = with_unshared(rows, request.user)
    row = get_object_or_404(rows, pk=pk)
    page = closing_page(row, request.user, now=request.now)
    return render(request, "overview/closing/page.html", {"partnership": row, "page": page})
