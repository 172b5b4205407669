"""Back to where a person came from: `?next=` on the address, this site's addresses only.

A page opened with `?next=` goes back there once what it asks for is done: when a form of it leads
away from it. A form that leads back to the same page, a line added or a block moved, stays there
and still knows the way back; one whose answer names a `next` of its own takes a step in between.
"""

from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

OWN_WAY = "/account/"  # signing in has its own next
NAME = "next"


def back(request: HttpRequest, default) -> str:
    """Return the address to go back to, or `default` (whatever redirect() takes) without one.

    It stands on the address, in the form, or on the address of the page the form was on.
    """
    sent = _address(request, request.POST.get(NAME, ""))
    return sent or _wanted(request) or resolve_url(default)


def with_next(url: str, wanted: str) -> str:
    """Return `url` with `wanted` as where to go back to; a fragment stays at the end."""
    parts = urlsplit(url)
    query = "&".join(filter(None, [parts.query, urlencode({NAME: wanted})]))
    return urlunsplit(parts._replace(query=query))


class ReturningMiddleware:
    """Leads a sent form of a page that was opened with `?next=` back there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method != "POST" or response.status_code != 302:
            return response
        onward = urlsplit(response.headers["Location"])
        signing_in = OWN_WAY in (request.path[: len(OWN_WAY)], onward.path[: len(OWN_WAY)])
        own_way = signing_in or NAME in parse_qs(onward.query)
        wanted = "" if own_way else _wanted(request)
        if wanted and onward.path != urlsplit(wanted).path:
            stays = onward.path == _page(request).path
            url = with_next(response.headers["Location"], wanted) if stays else wanted
            response.headers["Location"] = url
        return response


def _page(request):
    """Return the address of the page a form was on, in parts."""
    where = request.headers.get("Referer", "")
    return urlsplit(where if _allowed(request, where) else "")


def _wanted(request) -> str:
    onward = request.GET.get(NAME, "") or parse_qs(_page(request).query).get(NAME, [""])[0]
    return _address(request, onward)


def _address(request, onward: str) -> str:
    """Return `onward` as a header may carry it; a word is no address, though a browser takes it."""
    return iri_to_uri(_allowed(request, onward)) if onward.startswith("/") else ""


def _allowed(request, url: str) -> str:
    ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if ours else ""
