"""The program officer's sheet, and how each of its figures is counted."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import officer


@require_safe
def sheet(request):
    programs = officer.programs_of(request.user)
    wanted = request.GET.get("program", "")
    chosen = next((row for row in programs if wanted in ("", str(row.program.pk))), None)
    if chosen is None:
        raise Http404
    page = officer.sheet(programs, chosen, after=request.GET.get("after", ""), now=request.now)
    return render(request, "overview/officer/sheet.html", {"sheet": page})


@require_safe
def counted(request):
    if not officer.reads_sheets(request.user):
        raise Http404
    return render(request, "overview/officer/counted.html")
