"""Administrators change questions here without a release."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.answers import render
from foundation.methods import get_or_post
from foundation.once import once
from foundation.versions import difference

from . import editing, permissions
from .forms import ItemForm, VersionForm
from .models import Instrument, InstrumentVersion, Item


def editors_only(view):
    """Answer 403 to everyone who may not change questions."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not permissions.may_edit_questions(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@editors_only
def instruments(request):
    versions = Prefetch("versions", InstrumentVersion.objects.newest_first())
    rows = Instrument.objects.order_by("title").prefetch_related(versions)
    return render(request, "instruments/instruments.html", {"instruments": rows})


@require_POST
@editors_only
@once
def new_draft(request, key):
    instrument = get_object_or_404(Instrument, key=key)
    draft = editing.new_version(instrument, request.user, request.now)
    messages.success(request, _("Here is the draft. Nobody is asked these words yet."))
    return redirect("instruments:version", draft.pk)


@require_safe
@editors_only
def version(request, pk):
    found = _version(pk)
    items = found.items.order_by("order").prefetch_related("anchors")
    return render(request, "instruments/version.html", {"version": found, "items": items})


@get_or_post
@editors_only
@once
def around(request, pk):
    found = _version(pk)
    found.require_draft()
    form = VersionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        by, now, fields = request.user, request.now, form._meta.fields
        editing.change_version(found, fields, expected=form.expected, by=by, now=now)
        messages.success(request, _("Kept in the draft."))
        return redirect("instruments:version", pk)
    return render(request, "instruments/around.html", {"version": found, "form": form})


@get_or_post
@editors_only
@once
def item(request, pk):
    found = get_object_or_404(
        Item.objects.select_related("instrument_version__instrument").prefetch_related("anchors"),
        pk=pk,
    )
    found.instrument_version.require_draft()
    form = ItemForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        who = {"by": request.user, "now": request.now}
        fields, levels = form._meta.fields, form.levels
        editing.change_item(found, fields, levels=levels, expected=form.expected, **who)
        messages.success(request, _("Kept in the draft."))
        return redirect("instruments:version", found.instrument_version_id)
    return render(request, "instruments/item.html", {"item": found, "form": form})


@get_or_post
@editors_only
@once
def publish(request, pk):
    """Show what changes for people, then ask these words from now on."""
    found = _version(pk)
    if request.method == "POST":
        editing.publish(found, request.user, request.now)
        messages.success(request, _("Published. Sheets opened from now on ask these words."))
        return redirect("instruments:instruments")
    found.require_draft()
    old = found.instrument.versions.published().first()
    changes = difference(editing.text(old) if old else {}, editing.text(found))
    return render(request, "instruments/publish.html", {"version": found, "changes": changes})


def _version(pk):
    return get_object_or_404(InstrumentVersion.objects.select_related("instrument"), pk=pk)
