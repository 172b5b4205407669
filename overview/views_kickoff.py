"""The kickoff of a partnership, and the same as a workbook to print."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships.models import Partnership

from .kickoff_page import kickoff_page, with_counts
from .workbook import workbook


@require_safe
def kickoff(request, pk):
    rows = with_counts(Partnership.objects.with_plan(request.user).visible_to(request.user))
    row = get_object_or_404(rows, pk=pk)
    page = kickoff_page(row, request.user, now=request.now)
    return render(request, "overview/kickoff.html", {"partnership": row, "page": page})


@require_safe
def printed(request, pk):
    rows = Partnership.objects.with_plan(request.user).visible_to(request.user)
    row = get_object_or_404(rows, pk=pk)
    values = {"partnership": row, "book": workbook(row), "today": timezone.localdate(request.now)}
    return render(request, "overview/workbook.html", values)
