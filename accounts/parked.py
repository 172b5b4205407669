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
    """Keep what the POST carried in the visitor's session; False when it is too long for that.

    Where an idle session just ended, only the person whose it was is offered the words again.
    """
    fields = [(n, v) for n in request.POST for v in request.POST.getlist(n) if n not in NEVER]
    if sum(len(n) + len(v) for n, v in fields) > MOST:
        return False
    request.session[KEY] = {
        "path": request.get_full_path(),
        "by": getattr(request, "was", None),
        "fields": fields,
        "at": int(request.now.timestamp()),
    }
    return True


def waiting(request) -> dict | None:
    """Return what is parked for this visitor, or None when there is nothing or it is too old."""
    kept = request.session.get(KEY)
    if not kept or request.now.timestamp() - kept["at"] > SECONDS:
        return None
    return kept if kept["by"] in {None, str(request.user.pk)} else None


def forget(request) -> None:
    """Drop what was parked."""
    request.session.pop(KEY, None)


def sent_again(request) -> None:
    """Drop what was parked once it arrives where it was meant to; from then on that page has it."""
    kept = request.session.get(KEY)
    if kept and request.method == "POST" and kept["path"] == request.get_full_path():
        forget(request)


def sign_in_address() -> str:
    """Return the sign-in page that leads back to what was parked."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': reverse('accounts:parked')})}"
