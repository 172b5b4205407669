"""My own page, a form that waited while I signed in again, and links that came by mail."""

import copy

from allauth.account import views as allauth_views
from allauth.account.utils import passthrough_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from foundation.answers import render
from foundation.methods import get_or_post
from foundation.views import typed_words

from . import links, parked, services
from .forms import MeForm


@require_http_methods(["GET", "POST"])
def me(request):
    form = MeForm(request.POST or None, instance=copy.copy(request.user))
    if request.method == "POST" and form.is_valid():
        services.describe(request.user, **form.cleaned_data)
        messages.success(request, _("Saved. Times are now told in your zone."))
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"form": form})


@require_safe
def parked_form(request):
    kept = parked.waiting(request)
    if kept is None:
        return redirect("home")
    words = typed_words(kept["fields"])
    return render(request, "accounts/parked.html", {"kept": kept, "words": words})


@login_not_required
@require_safe
def link(request, token):
    found = links.read(token, None, request.now)
    if found is None:
        return links.lost(request)
    return redirect(links.remember(request, found))


@login_not_required
@get_or_post
def sign_in(request):
    """Ask for an address and send it a code; another address, or another way on, starts anew."""
    if request.method == "POST":
        services.start_over(request)
        return allauth_views.login(request)
    response = allauth_views.login(request)
    if request.user.is_authenticated:
        return response
    if isinstance(response, HttpResponseRedirect) and "next" in request.GET:
        return redirect(passthrough_next_redirect_url(request, response.url, "next"))
    return response


@login_not_required
def sign_out(request):
    """Ask, then end the session; the browser forgets the pages it kept (trust K14)."""
    response = allauth_views.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        response.headers["Cache-Control"] = "no-store"
    return response
