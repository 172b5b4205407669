"""What a signed-in request needs: the person's time zone, an idle limit, a second factor."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from . import parked, second_factor

SEEN, BEGAN = "seen_at", "began_at"
OPEN_WITHOUT_FACTOR = ("mfa_", "account_", "usersessions_", "accounts:parked")


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page needs sign-in unless it says otherwise; typed words wait for the sign-in."""

    def handle_no_permission(self, request, view_func):
        if in_background(request):
            return HttpResponse(status=401)
        if request.method == "POST" and parked.park(request):
            return _whole_page(request, redirect(parked.sign_in_address()))
        return _whole_page(request, super().handle_no_permission(request, view_func))


def in_background(request) -> bool:
    """Say whether the page asks by itself (a sign of life), while its reader types or is away.

    Such a request neither keeps a session alive nor ends the page when the session is over: what
    is being typed there is saved, or parked, by its own request.
    """
    return "X-Background" in request.headers


def _whole_page(request, response):
    """Send htmx's browser to sign-in, instead of putting the sign-in page into a part of a page."""
    if request.headers.get("HX-Request") != "true":
        return response
    return HttpResponse(headers={"HX-Redirect": response.url})


class PersonMiddleware:
    """Ends idle sessions, speaks in the person's time zone, insists on the second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(None):
            if request.user.is_authenticated:
                if self._idle(request):
                    if in_background(request):
                        return HttpResponse(status=401)
                    was = str(request.user.pk)
                    logout(request)
                    request.was = was
                else:
                    timezone.activate(request.user.time_zone)
            response = self.get_response(request)
        if request.user.is_authenticated and response.status_code < 400:
            parked.sent_again(request)
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name or ""
        if name.startswith(OPEN_WITHOUT_FACTOR) or getattr(view, "login_required", True) is False:
            return None
        if second_factor.missing(request.user):
            return redirect("mfa_index")
        return None

    def _idle(self, request):
        """Say whether the last request is over an hour ago, or the sign-in over twelve; note this
        one at most each minute (trust K14)."""
        now = int(request.now.timestamp())
        seen, began = request.session.get(SEEN, now), request.session.get(BEGAN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            return True
        if in_background(request):
            return False
        if now - seen >= 60 or SEEN not in request.session:
            request.session[SEEN], request.session[BEGAN] = now, began
        return False
