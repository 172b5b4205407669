"""How each page of a session begins: it is there for this person, or it is not (404)."""

from django.shortcuts import get_object_or_404

from .models import Session
from .queries import whole


def opened(request, pk, rows=None) -> Session:
    """Return the session with what its pages show. Raises Http404 for a stranger."""
    rows = whole() if rows is None else rows
    return get_object_or_404(rows.visible_to(request.user), pk=pk)
