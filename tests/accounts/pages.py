"""Pages as a room would write them, to try sign-in, parking and personal links on."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts import links
from config.urls import handler400, handler403, handler500, urlpatterns
from foundation.once import once
from partnerships.models import Program

__all__ = ["handler400", "handler403", "handler500"]
PAGE = """<form method="post">{% csrf_token %}{% load seedbed %}{% form_key %}
<input type="radio" name="coming" value="yes"><input type="radio" name="coming" value="no">
<textarea name="words">{{ words }}</textarea><p>{{ name }}</p>
<button name="go" value="yes">Send</button><button name="other" value="no">Not now</button></form>
<a href="/">home</a>"""


@require_http_methods(["GET", "POST"])
@once
def note(request):
    if request.method == "GET":
        return HttpResponse("the page")
    Program.objects.create(
        name=request.POST["name"], boilerplate=request.POST["words"],
        created_at=request.now, changed_at=request.now,
    )  # fmt: skip
    return redirect("home")


@require_GET
def zone(request):
    return HttpResponse(timezone.get_current_timezone_name())


@login_not_required
@require_http_methods(["GET", "POST"])
def rsvp(request, pk):
    program = get_object_or_404(Program, pk=pk)
    link = links.opened(request, "rsvp", program)
    if link is None:
        return links.lost(request)
    if request.method == "POST":
        return _answer(request, program, link)
    shown = {}
    if links.may_read_back(request, link):
        shown = {"words": program.boilerplate, "name": link.user.name}
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render(shown, request))


def _answer(request, program, link):
    links.refuse_empty(request, "coming", "words")
    program.sponsor = request.POST.get("coming", "")
    program.boilerplate = request.POST.get("words", "")
    program.save()
    links.used(request, link)
    return redirect(request.path)


urlpatterns = [
    path("test/note/", note, name="note"),
    path("test/zone/", zone, name="zone"),
    path("test/rsvp/<uuid:pk>/", rsvp, name="rsvp"),
    *urlpatterns,
]
