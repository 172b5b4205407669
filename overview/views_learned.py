"""What the program learns from its own judgments: for its facilitation leads."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from partnerships.models import Program, Role
from partnerships.models.standing import standing
from pulse import released

from . import learned, learned_facts


@require_safe
def what_we_learn(request, pk):
    program = get_object_or_404(Program.objects.visible_to(request.user), pk=pk)
    if program.pk not in standing(request.user).programs(Role.FACILITATION_LEAD):
        raise PermissionDenied
    cases = learned_facts.cases(request.user, program)
    counted = sum(not case.own for case in cases)
    few = learned.too_few(counted)
    tables = [] if few else learned.tables(cases, _pulse(program, cases))
    shown = {"program": program, "few": few, "tables": tables, "counted": counted}
    shown |= {"rates": learned.RATES, "finding": few or learned.finding(tables)}
    return render(request, "overview/learned.html", shown)


def _pulse(program, cases):
    """Told of all partnerships, whoever reads it, so that two readers cannot subtract."""
    return released.group_sentences(program, {case.partnership: case.judged for case in cases})
