"""A form sent after the session ended is kept for half an hour and offered again (trust L14)."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "parked_form"
SECONDS = 30 * 60
MOST = 200_000  # characters
NEVER = {"csrfmiddlewaretoken"}


def park(request) -> bool:
    """Keep what the POST carried in the visitor's session; False when it is too long for that.

    Where a session just ended, only the person whose it was is offered the words again.
    What saved itself while it was typed waits for the page that it was typed on.
    """
    fields = [(n, v) for n in request.POST for v in request.POST.getlist(n) if n not in NEVER]
    if sum(len(n) + len(v) for n, v in fields) > MOST:
        return False
    earlier = request.session.get(KEY) or {}
    request.session[KEY] = {
        "path": _page_of(request),
        "by": getattr(request, "was", None) or _ended(request) or earlier.get("by"),
        "fields": fields,
        "at": int(request.now.timestamp()),
    }
    return True


def _ended(request) -> str | None:
    """Return whose session the browser still names, though its twelve hours are over."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(session_key=key).first()
    return ended.get_decoded().get(SESSION_KEY) if ended else None


def _page_of(request) -> str:
    """Return the address that takes the whole form; an autosave may have one of its own."""
    page = request.headers.get("Referer", "")
    allowed = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    if "X-Autosave" not in request.headers or not (page and allowed):
        return request.get_full_path()
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


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
