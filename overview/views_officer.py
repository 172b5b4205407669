"""The program officer's sheet, and how each of its figures is counted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.once import once
from partnerships import lengths
from partnerships.models import Partnership, Role
from partnerships.models.standing import standing

from . import officer


@require_safe
def sheet(request):
    programs = officer.programs_of(request.user)
    wanted = request.GET.get("program", "")
    chosen = next((row for row in programs if wanted in ("", str(row.program.pk))), None)
    if chosen is None:
        raise Http404
    page = officer.sheet(programs, chosen, after=request.GET.get("after", ""), now=request.now)
    notes = page.program.pk in standing(request.user).programs(Role.PROGRAM_OFFICER)
    values = {"sheet": page, "may_note": notes}
    return render(request, "overview/officer/sheet.html", values)


@require_safe
def counted(request):
    if not officer.reads_sheets(request.user):
        raise Http404
    return render(request, "overview/officer/counted.html")


@require_POST
@once
def length_seen(request, pk):
    """An officer has seen that a partnership is no six to twelve months long (domain 0.09)."""
    where = standing(request.user)
    programs = where.programs(*officer.READERS)
    found = get_object_or_404(
        Partnership.objects.select_related("round").filter(round__program__in=programs), pk=pk
    )
    program = found.round.program_id
    if program not in where.programs(Role.PROGRAM_OFFICER):
        raise PermissionDenied
    if not lengths.to_note(found):
        raise Http404
    lengths.acknowledge(found, by=request.user, now=request.now)
    messages.success(request, _("Noted with today’s date. Nothing waited for it."))
    return redirect(f"{reverse('officer')}?program={program}")
