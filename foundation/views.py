"""Pages that belong to no room: health, and what is shown when something is not right."""

import re
import uuid

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

log = structlog.get_logger("seedbed.errors")

HIDDEN = {"csrfmiddlewaretoken", "form_key", "base", "next", "credential"}
SHORT = 20  # characters; less is quickly written again
MACHINE = re.compile(r"[0-9a-f-]{36}|[0-9a-f]{64}")  # an identifier or a digest
TOKEN = re.compile(r"[^/]{96,}")  # of a personal link; nothing else in an address is as long


def logged_path(request) -> str:
    """Return the address of a request as logs may hold it: no query, no token of a link."""
    return TOKEN.sub("…", request.path)


@login_not_required
@require_safe
def healthz(request):
    """Answer `ok` and nothing else; it says that the web process stands, not what is behind it."""
    return HttpResponse("ok", content_type="text/plain")


def bad_request(request, exception=None):
    """Say in words that what arrived was too long, or could not be read."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request):
    """Say that it is our fault, with a reference that the log carries too.

    The page is made without the request: whatever the frame would look up may be what broke.
    """
    reference = uuid.uuid4().hex[:8]
    log.error("server_error", reference=reference, path=logged_path(request))
    return render(None, "500.html", {"reference": reference}, status=500)


def csrf_failure(request, reason=""):
    """Say that the page was open too long; what was typed can still be copied."""
    return render(request, "csrf.html", {"typed": typed_in(request)}, status=403)


def forbidden(request, exception=None):
    """Say that another person takes this step; what was typed can still be copied."""
    return render(request, "403.html", {"typed": typed_in(request)}, status=403)


def too_many(request):
    """Say that it was too often, and until when; what was typed can still be copied."""
    return render(request, "429.html", {"typed": typed_in(request)}, status=429)


def not_found(request, exception=None):
    """Say that nothing is here; who was taken off with a form open can still copy what they typed.

    An address that no page has reads nothing: what came with it may not be a form at all.
    """
    typed = typed_in(request) if request.resolver_match else []
    return render(request, "404.html", {"typed": typed}, status=404)


def typed_in(request) -> list[str]:
    """Return the words of a form that could not be taken, so that they can still be copied."""
    return typed_words([(n, words) for n in request.POST for words in request.POST.getlist(n)])


def typed_words(fields) -> list[str]:
    """Return what a person typed among (name, value), without short words and hidden fields."""
    return [
        words
        for name, words in fields
        if name not in HIDDEN
        and not name.endswith("version")
        and not name.startswith(("theirs-", "was-"))
        if len(words) > SHORT and not MACHINE.fullmatch(words)
    ]
