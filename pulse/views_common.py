"""How each page of this room begins: as somebody the database knows, and for this person or not."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from accounts import links
from foundation.actor import actor

from .models import PulseRound, PulseTheme, PulseVoice


def as_actor(view):
    """Run a page inside `foundation.actor(request.user)`, templates included."""

    @wraps(view)
    def named(request, *args, **kwargs):
        with actor(request.user):
            return view(request, *args, **kwargs)

    return named


def found(request, pk) -> PulseRound:
    """Return a round this person may know of. Raises Http404 for a stranger."""
    return get_object_or_404(PulseRound.objects.with_talks().visible_to(request.user), pk=pk)


def theme_of(request, pk) -> PulseTheme:
    """Return a theme that this person holds or may decide about. Raises Http404.

    `said` tells whether this person said yes and others of the side have not yet.
    """
    said = PulseVoice.objects.filter(theme=OuterRef("pk"), person=request.user.pk)
    rows = PulseTheme.objects.visible_to(request.user).select_related("round")
    rows = rows.annotate(said=Exists(said))
    theme = get_object_or_404(rows, pk=pk)
    theme.round = PulseRound.objects.with_talks().get(pk=theme.round_id)
    return theme


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def by_link(request, pk):
    """Return (round, link) of the personal link this visitor opened, or (None, None)."""
    round = PulseRound.objects.with_sides().filter(pk=pk).first()
    link = links.opened(request, "answer", round) if round else None
    return (round, link) if link else (None, None)
