"""How each page of a lesson or brief begins: it is there for this person, or it is not (404)."""

from django.shortcuts import get_object_or_404

from partnerships.models import Partnership

from .beside import with_kickoff_words
from .models import Brief, Insight


def opened_room(request, pk, *, writing: bool = False) -> Partnership:
    """Return the partnership with the reader's seat; `writing`, with what stands beside the form.

    Raises Http404 for a stranger.
    """
    rows = Partnership.objects.with_seat(request.user).visible_to(request.user)
    return get_object_or_404(with_kickoff_words(rows) if writing else rows, pk=pk)


def opened(request, pk, *, writing: bool = False) -> Insight:
    """Return the lesson with what its page shows; `writing`, with what stands beside the form.

    Raises Http404 for whom its level leaves out.
    """
    rows = Insight.objects.whole().visible_to(request.user)
    return get_object_or_404(with_kickoff_words(rows, "partnership") if writing else rows, pk=pk)


def opened_brief(request, pk) -> Brief:
    """Return the brief with its sections. Raises Http404 for a stranger."""
    return get_object_or_404(Brief.objects.whole().visible_to(request.user), pk=pk)
