"""How each page of this room begins: as somebody the database knows, and for this person or not."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts import links
from foundation.actor import actor
from foundation.errors import Refused

from . import permissions
from .models import PulseRound, PulseTheme, PulseVoice


class Decided(Refused):
    """A page of a theme was open while others changed its words or decided about it."""

    def __init__(self, round):
        super().__init__(
            _("Its words are being changed, or it is decided. The pulse page tells what travelled.")
        )
        self.back_to = round.get_absolute_url()


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


def theme_to_decide(request, pk) -> PulseTheme:
    """Return the same. Raises Decided where it is not with the side of this respondent any more."""
    try:
        return theme_of(request, pk)
    except Http404:
        rows = permissions.themes_once_with(request.user).select_related("round")
        if gone := rows.filter(pk=pk).first():
            raise Decided(gone.round) from None
        raise


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def by_link(request, pk):
    """Return (round, link) of the personal link this visitor opened, or (None, None)."""
    round = PulseRound.objects.with_sides().filter(pk=pk).first()
    link = links.opened(request, "answer", round) if round else None
    return (round, link) if link else (None, None)
