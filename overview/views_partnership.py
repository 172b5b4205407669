"""A partnership's front page, and the list of those a person is in."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.paging import keyset
from partnerships.models import Partnership

from . import findings, front_rows
from .partnership_page import page

NEWEST_FIRST = ("-matched_at", "-pk")


@require_safe
def partnership(request, pk):
    row = get_object_or_404(front_rows.rows(request.user), pk=pk)
    today = timezone.localdate(request.now)
    context = page(row, request.user, now=request.now, today=today)
    return render(request, "overview/partnership/page.html", context)


@require_safe
def partnerships(request):
    rows = Partnership.objects.with_sides().visible_to(request.user)
    listed = keyset(rows, request.GET.get("after", ""), by=NEWEST_FIRST)
    today = timezone.localdate(request.now)
    shown = {"page": listed, "finding": findings.partnerships(listed, today)}
    return render(request, "overview/partnership/list.html", shown)
