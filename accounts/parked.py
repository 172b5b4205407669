"""A form sent after the session ended is kept for half an hour and offered again (trust L14)."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse

KEY = "parked_form"
SECONDS = 30 * 60
MOST = 200_000  # characters
NEVER = {"csrfmiddlewaretoken"}


def park(request) -> bool:
    """Keep what the POST carried in the visitor's session; False when it is too long for that."""
    fields = [(n, v) for n in request.POST for v in request.POST.getlist(n) if n not in NEVER]
    if sum(len(n) + len(v) for n, v in fields) > MOST:
        return False
    request.session[KEY] = {
        "path": request.path,
        "fields": fields,
        "at": int(request.now.timestamp()),
    }
    return True


def waiting(request) -> dict | None:
    """Return what is parked for this visitor, or None when there is nothing or it is too old."""
    kept = request.session.get(KEY)
    if kept and request.now.timestamp() - kept["at"] <= SECONDS:
        return kept
    return None


def forget(request) -> None:
    """Drop what was parked."""
    request.session.pop(KEY, None)


def sign_in_address() -> str:
    """Return the sign-in page that leads back to what was parked."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': reverse('accounts:parked')})}"
