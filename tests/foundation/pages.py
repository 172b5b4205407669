"""Pages that do one thing wrong each, beside all the real ones."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from config.urls import handler400, handler404, handler500, urlpatterns
from foundation.errors import AlreadyMoved, Refused
from foundation.forms import VersionedForm
from foundation.once import once
from foundation.stale import save_version
from partnerships.models import Program

__all__ = ["handler400", "handler404", "handler500"]


class NoteForm(VersionedForm):
    tags = forms.MultipleChoiceField(choices=[("a", "a"), ("b", "b")], required=False)

    class Meta:
        model = Program
        fields = ["name", "boilerplate"]


@require_POST
def edit(request, pk):
    program = get_object_or_404(Program, pk=pk)
    form = NoteForm(request.POST, instance=program)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422)
    names = ["name", "boilerplate"]
    save_version(program, names, expected=form.expected, by=request.user, now=request.now)
    return redirect("home")


@require_POST
@once
def add(request):
    if not request.POST.get("name"):
        return HttpResponse("a name is missing", status=422)
    if request.POST["name"] == "refuse":
        raise Refused("Not today.")
    made = Program.objects.create(
        name=request.POST["name"], created_at=request.now, changed_at=request.now
    )
    return redirect("program", pk=made.pk)


@require_POST
@once
def elsewhere(request):
    return redirect("home")


@require_POST
def moved(request):
    raise AlreadyMoved


@login_not_required
@require_http_methods(["GET", "POST"])
def refuse(request):
    raise Refused("The window closed on Friday. You can still write to the facilitator.")


@require_GET
def program(request, pk):
    return HttpResponse(get_object_or_404(Program, pk=pk).name)


@login_not_required
def boom(request):
    raise RuntimeError("ZQ-secret")


@login_not_required
@require_http_methods(["GET", "POST"])
def words(request):
    return HttpResponse(request.POST.get("words", ""))


urlpatterns = [
    path("test/edit/<uuid:pk>/", edit, name="edit"),
    path("test/add/", add, name="add"),
    path("test/elsewhere/", elsewhere, name="elsewhere"),
    path("test/refuse/", refuse, name="refuse"),
    path("test/moved/", moved, name="moved"),
    path("test/program/<uuid:pk>/", program, name="program"),
    path("test/boom/", boom, name="boom"),
    path("test/words/", words, name="words"),
    *urlpatterns,
]
