"""My own page, and a form that waited while I signed in again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from . import parked
from .forms import MeForm


@require_http_methods(["GET", "POST"])
def me(request):
    form = MeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. Times are now told in your zone."))
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"form": form})


@require_safe
def parked_form(request):
    kept = parked.waiting(request)
    if kept is None:
        return redirect("home")
    words = [value for _name, value in kept["fields"] if len(value) > 20]
    return render(request, "accounts/parked.html", {"kept": kept, "words": words})
