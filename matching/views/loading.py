"""How views load: a stranger gets 404, a person without the right 403."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from matching.models import Application, Offer

KINDS = {"applications": Application, "offers": Offer}


def load(model, request, pk):
    """Return the row with its parties, if this person may see it. Raises Http404."""
    rows = model.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows, pk=pk)


def load_subject(request, kind, pk):
    """The same for an application or an offer, named by the address. Raises Http404."""
    if kind not in KINDS:
        raise Http404
    return load(KINDS[kind], request, pk)


def taken_up(kind, pk):
    """Return an application or offer that somebody looks after, else None; the caller asks who may
    hear of it: to those who could have taken it up it is hidden from then on."""
    model = KINDS.get(kind)
    rows = model.objects.exclude(facilitator=None) if model else Application.objects.none()
    return rows.filter(pk=pk).select_related("round").first()


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless `allowed`."""
    if not allowed:
        raise PermissionDenied


def kind_of(subject) -> str:
    """Return the word for `subject` in addresses."""
    return "applications" if isinstance(subject, Application) else "offers"
