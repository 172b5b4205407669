"""One part of a preparation a page: saved while it is written, by one person or another."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.answers import render
from foundation.methods import get_or_post
from foundation.once import once
from foundation.one_line import line, saved
from matching import workup_forms as forms
from matching import workup_permissions as permissions
from matching.models import Cause, PreparationSession, Why, WhyChain
from matching.models.workups import MOST_WHYS
from matching.services import workups

from .loading import require
from .workup import HERE, load

ROWS = {
    "chain": (WhyChain, forms.ChainForm),
    "cause": (Cause, forms.CauseForm),
    "session": (PreparationSession, forms.SessionForm),
}
PARTS = {"problem": forms.ProblemForm, "solution": forms.SolutionForm}


@get_or_post
@once
def part(request, pk, kind):
    """The problem statement or the possible solution."""
    found = _writable(request, pk)
    if kind not in PARTS:
        raise Http404
    form = PARTS[kind](request.POST or None, instance=getattr(found, kind))
    return _answer(request, found, form, kind)


@require_safe
def add(request, pk, kind):
    """Lead to a page for a new row; it comes to be when its first words are saved."""
    _writable(request, pk)
    if kind not in ROWS:
        raise Http404
    page = reverse("matching:workup_row", args=[pk, kind, uuid.uuid4()])
    return redirect(f"{page}?{request.GET.urlencode()}" if request.GET else page)


@get_or_post
@once
def row(request, pk, kind, row):
    """One chain, cause or session, known by an id that its page brought along."""
    found = _writable(request, pk)
    model, form_class = ROWS.get(kind, (None, None))
    if model is None:
        raise Http404
    instance = model.objects.filter(pk=row).first() or model(pk=row, workup=found)
    if instance.workup_id != found.pk:
        raise Http404
    more = {"today": timezone.localdate(request.now)} if kind == "session" else {}
    start = _start(request, found) if kind == "cause" and instance._state.adding else {}
    form = form_class(request.POST or None, instance=instance, initial=start, **more)
    return _answer(request, found, form, kind)


@get_or_post
@once
def why(request, pk, row, number):
    """One answer to "why?"; the one before stands above it."""
    found = _writable(request, pk)
    chain = get_object_or_404(found.chains.standing(), pk=row)
    whys = {why.number: why for why in chain.whys.order_by("number")}
    if number not in range(1, MOST_WHYS + 1):
        raise Http404
    instance = whys.get(number) or Why(chain=chain, number=number)
    form = forms.WhyForm(request.POST or None, instance=instance)
    earlier = [why for why in whys.values() if why.number < number and why.because]
    shown = {"chain": chain, "number": number, "earlier": earlier, "last": number == MOST_WHYS}
    return _answer(request, found, form, "why", **shown)


@require_POST
@once
def set_aside(request, pk, kind, row):
    """Set a row aside or, with `back`, take it back."""
    found = _writable(request, pk)
    model, _form = ROWS.get(kind, (None, None))
    if model is None:
        raise Http404
    instance = get_object_or_404(model, pk=row, workup=found)
    aside, by = "back" not in request.POST, {"by": request.user, "now": request.now}
    workups.set_aside(workup=found, part=instance, aside=aside, **by)
    told = _("Set aside. Its words are kept below.") if aside else _("It stands again.")
    messages.success(request, told)
    return redirect(found)


def _writable(request, pk):
    found = load(request, pk)
    require(permissions.may_write(request.user, found))
    return found


def _start(request, found):
    """A cause can start from a why of one of the chains."""
    wanted = request.GET.get("why", "")
    try:
        why = Why.objects.filter(chain__workup=found, pk=uuid.UUID(wanted)).first()
    except ValueError:
        return {}
    return {"text": " ".join(why.because.split())[:300], "evidence": why.evidence} if why else {}


def _answer(request, found, form, kind, **more):
    """Save what was sent, in a line while somebody writes; else show the form."""
    writing = "X-Autosave" in request.headers
    if request.method == "POST" and form.is_valid():
        _save(request, found, form, kind)
        if writing:
            kept = line(saved(request.now))
            kept["X-Version"] = str(form.instance.version)
            return kept
        return redirect(_onward(request, found, form, kind))
    if request.method == "POST" and writing:
        return line(_("Not saved yet: something on this page still needs an answer."), 422)
    shown = {"workup": found, "form": form, "kind": kind, "application": found.application, **more}
    return render(request, f"{HERE}{kind}.html", shown)


def _save(request, found, form, kind):
    by, row = {"by": request.user, "now": request.now}, form.instance
    fields = list(form.Meta.fields)
    if kind == "why":
        values = {name: form.cleaned_data[name] for name in fields}
        about = {"chain": row.chain, "number": row.number, "values": values}
        form.instance = workups.save_why(workup=found, expected=form.expected, **about, **by)
    else:
        workups.save_part(workup=found, part=row, fields=fields, expected=form.expected, **by)


def _onward(request, found, form, kind):
    """Where the button leads: the next why of a chain, else the page of the preparation."""
    if kind == "chain" and not form.instance.whys.exists():
        return reverse("matching:workup_why", args=[found.application_id, form.instance.pk, 1])
    row = form.instance
    if kind == "why" and "stop" not in request.POST and row.number < MOST_WHYS and row.because:
        return reverse(
            "matching:workup_why", args=[found.application_id, row.chain_id, row.number + 1]
        )
    messages.success(request, _("Kept. Come back whenever it suits you."))
    return found.get_absolute_url()
