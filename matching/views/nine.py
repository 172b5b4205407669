"""The nine answers in the organization's own words."""

from django.http import Http404
from django.views.decorators.http import require_safe

from foundation.answers import render
from instruments.models import Sheet, SheetState, Voice
from instruments.reading import progress, questions
from matching import permissions

from .loading import kind_of, load_subject


@require_safe
def nine(request, kind, pk):
    """Its own people read their words any time; those who look after it once signed off.

    Before that the facilitator learns how far they are and nobody else that they exist (trust 9).
    """
    found = load_subject(request, kind, pk)
    rows = Sheet.objects.about(found).filter(voice=Voice.WORDS)
    own = permissions.writes(request.user, found)
    sheet = rows.first()
    done = sheet is not None and sheet.state == SheetState.SIGNED_OFF
    if sheet is None or not (own or done or permissions.holds(request.user, found)):
        raise Http404
    shown = {"subject": found, "kind": kind_of(found), "sheet": sheet, "own": own, "done": done}
    if own or done:
        shown["questions"] = questions(sheet)
    else:
        shown["progress"] = progress(sheet)
    return render(request, "matching/nine.html", shown)
