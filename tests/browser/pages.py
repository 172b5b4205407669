"""A page to edit, one of each kind of bad news and a clock, beside all the real ones."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.urls import handler400, handler500, urlpatterns
from foundation.forms import VersionedForm
from foundation.once import once
from foundation.stale import save_version
from partnerships.models import Program

__all__ = ["handler400", "handler500"]
FRAME = (
    "{% extends 'base.html' %}{% block title %}A page{% endblock %}"
    "{% block heading %}A page{% endblock %}{% block content %}"
)
EDIT = FRAME + (
    "{% include 'components/form.html' with button='Keep this' autosave=autosave %}{% endblock %}"
)
CLOCK = FRAME + "{% include 'components/clock.html' %}{% endblock %}"


class ProgramForm(VersionedForm):
    class Meta:
        model = Program
        fields = ["name", "boilerplate"]
        widgets = {"boilerplate": forms.Textarea}


def saved(request, form):
    names = ["name", "boilerplate"]
    save_version(form.instance, names, expected=form.expected, by=request.user, now=request.now)


@require_http_methods(["GET", "POST"])
@once
def edit(request, pk):
    form = ProgramForm(request.POST or None, instance=get_object_or_404(Program, pk=pk))
    if request.method == "POST" and form.is_valid():
        saved(request, form)
        return redirect(request.path)
    values = {"form": form, "autosave": f"/test/autosave/{pk}/"}
    return HttpResponse(engines["django"].from_string(EDIT).render(values, request))


@require_POST
def autosave(request, pk):
    form = ProgramForm(request.POST, instance=get_object_or_404(Program, pk=pk))
    form.is_valid()
    saved(request, form)
    return HttpResponse("Saved 10:42", headers={"X-Version": form.instance.version})


@login_not_required
@require_safe
def template(request, name):
    values = {
        "reference": "1a2b3c4d",
        "typed": ["What I had typed before the page grew old."],
        "sentence": "The window closed on Friday. You can still write to the facilitator.",
    }
    page = engines["django"].get_template(f"{name}.html")
    return HttpResponse(page.render(values, request))


@require_safe
def clock(request):
    now = int(request.now.timestamp())
    left = int(request.GET["left"])
    values = {"now": now, "ends_at": now + left, "left": "6:12"}
    return HttpResponse(engines["django"].from_string(CLOCK).render(values, request))


urlpatterns = [
    path("test/edit/<uuid:pk>/", edit),
    path("test/autosave/<uuid:pk>/", autosave),
    path("test/template/<str:name>/", template),
    path("test/clock/", clock),
    *urlpatterns,
]
