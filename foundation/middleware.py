"""The edge: gives each request its time, and turns refusals into pages that lose nothing."""

from django.shortcuts import render

from . import clock
from .errors import Refused, Stale


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
        session = getattr(request, "session", None)
        if session is not None and not session.is_empty():
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request, error):
        if isinstance(error, Stale):
            return conflict(request, error)
        if isinstance(error, Refused):
            return render(request, "refused.html", {"sentence": str(error)}, status=409)
        return None


def conflict(request, error):
    """Return the 409 page: both texts side by side and three ways on (design, mechanism 3)."""
    mine = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    carried = [(n, v) for n, v in mine if n not in {"csrfmiddlewaretoken", "form_key", "version"}]
    clashing = {name for _label, name, _theirs, _mine in error.clashes}
    return render(
        request,
        "conflict.html",
        {
            "current": error.current,
            "clashes": error.clashes,
            "carried": carried,
            "rest": [(n, v) for n, v in carried if n not in clashing],
        },
        status=409,
    )
