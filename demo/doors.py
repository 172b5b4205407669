"""Demonstration sign-in: one press a person, on this machine only."""

from django.conf import settings
from django.http import Http404

from .people import DOORS

LOCAL = {"127.0.0.1", "::1"}


def open_to(request) -> bool:
    """Say whether this visitor may walk in: in demo or test mode, and from this machine.

    A forwarded request is not from this machine, whatever its last hop is.
    """
    if settings.PRODUCTION:
        return False
    if settings.DEMO_FROM_ANYWHERE:
        return True
    return request.META.get("REMOTE_ADDR") in LOCAL and "HTTP_X_FORWARDED_FOR" not in request.META


def require_open(request) -> None:
    """Raise Http404 where the doors are closed."""
    if not open_to(request):
        raise Http404


def by_key(key: str):
    """Return the person of a door. Raises Http404 for an unknown key."""
    for person in DOORS:
        if person.key == key:
            return person
    raise Http404
