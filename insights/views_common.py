"""How each page of a lesson or brief begins: it is there for this person, or it is not (404)."""

from django.shortcuts import get_object_or_404

from partnerships.models import Partnership

from .models import Brief, Insight


def opened_room(request, pk) -> Partnership:
    """Return the partnership with its sides. Raises Http404 for a stranger."""
    rows = Partnership.objects.with_sides().visible_to(request.user)
    return get_object_or_404(rows, pk=pk)


def opened(request, pk) -> Insight:
    """Return the lesson with what its page shows. Raises Http404 for whom its level leaves out."""
    return get_object_or_404(Insight.objects.whole().visible_to(request.user), pk=pk)


def opened_brief(request, pk) -> Brief:
    """Return the brief with its sections. Raises Http404 for a stranger."""
    return get_object_or_404(Brief.objects.whole().visible_to(request.user), pk=pk)
