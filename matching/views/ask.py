"""The public page "Tell us about your initiative", and the way from it to a form."""

from allauth.account.views import request_login_code
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.services import describe, start_over
from foundation.answers import render
from foundation.dates import zone_name
from foundation.fields import id_or_none
from foundation.once import once
from matching import findings, permissions, typed_wish
from matching.forms_ask import AskForm, KindForm, NamedForm, PlaceForm
from matching.interest import MINUTES
from matching.models import Arrival, ArrivalState
from matching.rounds import open_rounds, where_they_are
from matching.services import arrivals

from .loading import require

MOST_WAITING = 25  # shown at once, the longest waiting first


@login_not_required
@require_http_methods(["GET", "POST"])
@once
def ask(request):
    with where_they_are(request.user):
        return _ask(request)


def _ask(request):
    rounds = open_rounds(request.now)
    start = _typed(request) if request.method == "GET" else {}
    form = _form_of(request.user)(request.POST or None, rounds=rounds, initial=start)
    if request.method == "POST":
        if limited := consume_or_429(request, action="ask"):
            return limited
        if form.is_valid() and (onward := _note(request, form)):
            return onward
    zone = zone_name(timezone.localtime(request.now))
    shown = {"form": form, "rounds": rounds, "minutes": MINUTES, "zone": zone}
    return render(request, "matching/ask.html", shown)


def _form_of(user):
    if not user.is_authenticated:
        return AskForm
    return PlaceForm if user.name else NamedForm


def _typed(request):
    """What was typed here before the code was, for the person it was typed by to go on with."""
    if not request.user.is_authenticated:
        return typed_wish.to_correct(request)
    wish = typed_wish.of(request)
    if wish is None:
        return {}
    name = typed_wish.name_of(request)  # asked again only of whom nobody has named yet
    where = {"organization": wish.organization_name, "title": wish.title, "round": wish.round_id}
    return where | {"name": name}


def _note(request, form):
    """Keep the wish; a visitor gets a code, the same for known and unknown addresses."""
    given = form.cleaned_data
    wish = {"title": given["title"], "organization_name": given["organization"]}
    wish["round"] = given["round"]
    if request.user.is_authenticated:
        if "name" in given:
            zone = request.user.time_zone
            describe(request.user, name=given["name"], time_zone=zone)
        arrivals.arrive(user=request.user, now=request.now, **wish)
        typed_wish.forget(request)
        return redirect("matching:go_on")
    people = get_user_model().objects
    try:
        people.invite(email=given["email"], name="", now=request.now)  # a stranger names nobody
    except ValidationError as error:
        form.add_error("email", error.messages)
        return None
    start_over(request)
    typed_wish.keep(request, email=given["email"], name=given["name"], **wish)
    request.POST = request.POST.copy()
    request.POST["next"] = reverse("matching:go_on")
    return request_login_code(request)


@require_http_methods(["GET", "POST"])
@once
def go_on(request):
    arrival = _wish(request)
    if arrival is None:
        return redirect("matching:interest")
    door = arrivals.door(arrival, request.user) if arrival.state == ArrivalState.STARTED else ""
    form = KindForm(request.POST or None) if door == "new" else None
    if request.method == "POST" and door and (form is None or form.is_valid()):
        return _begin(request, arrival, form.cleaned_data["kind"] if form else None)
    near = arrivals.near(arrival.organization_name, request.user) if door == "new" else []
    shown = {"arrival": arrival, "minutes": MINUTES, "form": form, "door": door, "near": near}
    if arrival._state.adding:
        shown |= {"earlier": _earlier(request), "name": typed_wish.name_of(request)}
    return render(request, "matching/go_on.html", shown)


def _wish(request):
    """The wish the address names, else what was typed in this browser, else the newest one."""
    rows = Arrival.objects.filter(user=request.user)
    rows = rows.select_related("round__program", "organization")
    if "wish" in request.GET:
        return get_object_or_404(rows, pk=id_or_none(request.GET["wish"]))
    return typed_wish.of(request) or rows.order_by("-at").first()


def _earlier(request):
    """The wish begun before the one typed in this browser, which takes its place once started."""
    begun = Arrival.objects.filter(user=request.user, state=ArrivalState.STARTED)
    return begun.select_related("round").order_by("-at").first()


def _begin(request, arrival, kind):
    """Start the form, or ask to be let in; what was typed in this browser is kept only now."""
    by = {"by": request.user, "now": request.now}
    if arrival._state.adding:
        name = typed_wish.name_of(request)
        application = arrivals.begin_typed(wish=arrival, name=name, kind=kind, **by)
    else:
        application = arrivals.begin(arrival=arrival, kind=kind, **by)
    typed_wish.forget(request)
    if application is not None:
        return redirect(application)
    waits = arrivals.waiting_for(request.user, arrival.organization_name)
    return redirect(waits or "matching:go_on")


@require_safe
def waiting(request):
    rows = Arrival.objects.waiting_for(request.user)
    rows = rows.select_related("user", "organization", "round").order_by("at", "pk")
    listed = list(rows[:MOST_WAITING])
    shown = {"arrivals": listed, "finding": findings.arrivals(listed, MOST_WAITING)}
    return render(request, "matching/arrivals.html", shown)


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
