"""Several hands on one form: colleagues, time offered, a sign of life, evidence of a level."""

from django import shortcuts
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.fields import id_or_none
from foundation.once import once
from instruments import presence
from matching import hands, interest, permissions
from matching.forms_hands import EvidenceForm, NewColleagueForm, TimeForm
from matching.models import Application, OfferedTime, Reading
from matching.services import hands as services

from .loading import kind_of, load, load_subject, require
from .typed import full, sent_to


@require_http_methods(["GET", "POST"])
@once
def colleagues(request, kind, pk):
    """The organization's people: who may be asked to write too; a POST names one of them."""
    found = load_subject(request, kind, pk)
    require(permissions.may_ask_colleague(request.user, found))
    if request.method == "POST":
        person = id_or_none(request.POST.get("person", ""))
        member = get_object_or_404(hands.members(found, request), user=person)
        by = {"by": request.user, "now": request.now}
        services.ask_colleague(subject=found, person=member.user, **by)
        messages.success(
            request, _("%(who)s gets one mail with the way here.") % {"who": member.user}
        )
        return redirect("matching:colleagues", kind, pk)
    return render(request, "matching/colleagues.html", hands.colleagues_page(found, kind, request))


@require_http_methods(["GET", "POST"])
@once
def colleague_new(request, kind, pk):
    found = load_subject(request, kind, pk)
    require(permissions.may_ask_colleague(request.user, found) and hands.may_add(found, request))
    form = NewColleagueForm(request.POST or None)
    by = {"by": request.user, "now": request.now}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if sent_to(form, services.add_colleague, subject=found, **said, **by):
            gets = _("%(who)s gets one mail with the way here.") % {"who": said["name"]}
            messages.success(request, gets)
            return redirect("matching:colleagues", kind, pk)
    shown = {"form": form, "subject": found, "kind": kind, "full": full(form, found, **by)}
    return render(request, "matching/colleague_new.html", shown)


@require_POST
def here(request, pk, page):
    """Note that a person has this page of the form open, and say who else has."""
    found = load(Application, request, pk)
    require(permissions.may_write(request.user, found))
    if page not in interest.BY_KEY:
        raise Http404
    presence.touch(about=found, place=page, by=request.user, now=request.now)
    return shortcuts.render(request, "components/here.html", hands.here(found, page, request))


@require_http_methods(["GET", "POST"])
@once
def time(request, pk):
    found = load(Application, request, pk)
    require(permissions.may_write(request.user, found))
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = {"by": request.user, "now": request.now}
        services.offer_time(application=found, **form.cleaned_data, **by)
        return redirect("matching:time", pk)
    shown = {"form": form, "application": found, "offered": hands.offered(found)}
    return render(request, "matching/time.html", shown)


@require_POST
@once
def time_off(request, pk, row):
    found = load(Application, request, pk)
    require(permissions.may_write(request.user, found))
    services.take_off_time(row=get_object_or_404(OfferedTime, application=found, pk=row))
    return redirect("matching:time", pk)


@require_http_methods(["GET", "POST"])
@once
def evidence(request, pk, item):
    """What a reader holds a level against: their own reading alone, until the reply is sent."""
    rows = Reading.objects.visible_to(request.user).select_related(
        "application__organization", "application__round", "offer__organization", "offer__round"
    )
    reading = get_object_or_404(rows, pk=pk)
    require(permissions.may_add_evidence(request.user, reading))
    asked = hands.item_of(reading, item)
    if asked is None:
        raise Http404
    form = EvidenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.add_evidence(reading=reading, item=item, now=request.now, **said)
        page = reverse("matching:board", args=[kind_of(reading.subject), reading.subject.pk])
        return redirect(f"{page}#{item}-1")
    shown = {
        "form": form,
        "subject": reading.subject,
        "item": asked,
        "kind": kind_of(reading.subject),
    }
    return render(request, "matching/evidence.html", shown)
