"""Walking in as one of the demonstration's people."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model, login, logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from . import doors

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_safe
def people(request):
    doors.require_open(request)
    return render(request, "demo/people.html")


@login_not_required
@require_POST
def enter(request, key):
    doors.require_open(request)
    person = doors.by_key(key)
    user = get_object_or_404(get_user_model(), email=person.email)
    logout(request)
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    onward = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        onward = reverse("home")
    return redirect(onward)
