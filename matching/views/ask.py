"""The public page "Tell us about your initiative", and the way from it to a form."""

from allauth.account.views import request_login_code
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.services import start_over
from foundation.once import once
from matching import permissions
from matching.forms import AskForm, KindForm, PlaceForm
from matching.interest import MINUTES
from matching.models import Arrival, ArrivalState
from matching.rounds import open_rounds
from matching.services import arrivals

from .loading import require


@login_not_required
@require_http_methods(["GET", "POST"])
@once
def ask(request):
    rounds = open_rounds(request.now)
    known = request.user.is_authenticated
    form = (PlaceForm if known else AskForm)(request.POST or None, rounds=rounds)
    if request.method == "POST":
        if limited := consume_or_429(request, action="ask"):
            return limited
        if form.is_valid():
            return _note(request, form)
    shown = {"form": form, "rounds": rounds, "minutes": MINUTES}
    return render(request, "matching/ask.html", shown, status=_status(form))


def _status(form):
    return 422 if form.is_bound else 200


def _note(request, form):
    """Keep the wish; a visitor gets a code, the same for known and unknown addresses."""
    given = form.cleaned_data
    place = {"title": given["title"], "organization_name": given["organization"]}
    if request.user.is_authenticated:
        arrivals.arrive(user=request.user, round=given["round"], now=request.now, **place)
        return redirect("matching:go_on")
    person = {"email": given["email"], "name": given["name"]}
    start_over(request)
    arrivals.note(**person, round=given["round"], now=request.now, **place)
    request.POST = request.POST.copy()
    request.POST["next"] = reverse("matching:go_on")
    return request_login_code(request)


@require_http_methods(["GET", "POST"])
@once
def go_on(request):
    rows = Arrival.objects.filter(user=request.user).select_related(
        "round__program", "organization"
    )
    arrival = rows.order_by("-at").first()
    if arrival is None:
        return redirect("matching:interest")
    started = arrival.state == ArrivalState.STARTED
    form = _kind_form(request, arrival) if started else None
    if request.method == "POST" and started and (form is None or form.is_valid()):
        kind = form.cleaned_data["kind"] if form else None
        application = arrivals.begin(arrival=arrival, kind=kind, by=request.user, now=request.now)
        return redirect(application or "matching:go_on")
    shown = {"arrival": arrival, "minutes": MINUTES, "form": form}
    return render(request, "matching/go_on.html", shown, status=_status(form) if form else 200)


def _kind_form(request, arrival):
    new = arrivals.is_new(arrival.organization_name)
    return KindForm(request.POST or None) if new else None


@require_safe
def waiting(request):
    rows = Arrival.objects.waiting_for(request.user)
    rows = rows.select_related("user", "organization", "round").order_by("at", "pk")[:25]
    return render(request, "matching/arrivals.html", {"arrivals": list(rows)})


@require_POST
@once
def let_in(request, pk):
    arrival = _arrival(request, pk)
    arrivals.let_in(arrival=arrival, by=request.user, now=request.now)
    said = {"who": arrival.user, "where": arrival.organization.said}
    messages.success(request, _("%(who)s may now write for %(where)s.") % said)
    return redirect("home")


@require_POST
@once
def decline(request, pk):
    arrival = _arrival(request, pk)
    arrivals.decline(arrival=arrival, by=request.user, now=request.now)
    messages.success(request, _("They are not let in, and read so when they come back."))
    return redirect("home")


def _arrival(request, pk):
    rows = Arrival.objects.visible_to(request.user).select_related(
        "user", "organization", "round__program"
    )
    arrival = get_object_or_404(rows, pk=pk)
    require(permissions.may_settle(request.user, arrival))
    return arrival
