"""The edge: gives each request its time, and turns refusals into pages that lose nothing."""

import structlog
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django_structlog.middlewares import RequestMiddleware

from . import clock, conflicts
from .errors import Refused, Stale
from .one_line import refusal
from .views import logged_path, typed_in

NOT_ALLOWED = 405
# The cache counts who tries how often; without it nobody is let try (trust L10).
AWAY = gettext_lazy("A part of Seedbed does not answer just now. Try again in a minute.")
log = structlog.get_logger("seedbed.errors")


class EdgeMiddleware:
    """Sets `request.now`, keeps private pages out of caches, answers Stale and Refused.

    Private is what a signed-in person reads, and whoever's session holds anything: a personal link
    they opened shows them their own words again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = clock.now()
        response = self.get_response(request)
        if response.status_code == NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html", request=request)
        session = getattr(request, "session", None)
        if session is not None and not session.is_empty():
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(self, request, view, args, kwargs):
        conflicts.settle(request)

    def process_exception(self, request, error):
        if type(error).__module__.startswith("redis."):
            log.error("cache_away", error=type(error).__name__, path=logged_path(request))
            return refused(request, AWAY, status=503)
        if not isinstance(error, Stale | Refused):
            return None
        if "X-Autosave" in request.headers:
            return refusal(error, request.user)
        if isinstance(error, Stale):
            return conflict(request, error)
        return refused(request, error)


class LogMiddleware(RequestMiddleware):
    """Notes each request by its path alone: what somebody searched for is in no log (trust K20)."""

    @staticmethod
    def format_request(request):
        return f"{request.method} {logged_path(request)}"


def refused(request, error, *, status=409):
    """Return the page of a refusal: the sentence, what was typed, and the page it was typed on."""
    where = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(where, {request.get_host()}, request.is_secure()):
        where = "/" if request.method == "POST" else request.path
    back_to = getattr(error, "back_to", "") or where
    shown = {"sentence": str(error), "typed": typed_in(request), "back_to": back_to}
    return render(request, "refused.html", shown, status=status)


def conflict(request, error):
    """Return the 409 page that asks what to keep, field by field (design, mechanism 3)."""
    return render(request, "conflict.html", both_texts(request, error), status=409)


def both_texts(request, error) -> dict:
    """Return what components/conflict.html needs, for a page that shows both texts in its place."""
    own = error.current.changed_by is not None and error.current.changed_by == request.user
    by_link = not request.user.is_authenticated
    return conflicts.page(request.POST, error) | {"own": own, "by_link": by_link}
