"""Rows of Today that can wait: all of them, and putting one off with a reason."""

from operator import attrgetter

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.answers import render
from foundation.dates import say_day
from foundation.once import once
from foundation.paging import listed
from partnerships.models import Role
from partnerships.models.standing import standing

from . import participant, today
from .forms import LaterForm


def _asks(request):
    """What this facilitator is asked and put off. Raises Http404 for everybody else."""
    if not _has_today(request.user):
        raise Http404
    rows = today.partnerships_of(request.user, request.now)
    return today.of_facilitator(request.user, request.now, rows)


def _has_today(user) -> bool:
    return standing(user).has(Role.FACILITATOR, Role.FACILITATION_LEAD)


@require_safe
def everything(request):
    asks, put_off = _asks(request)
    arranged = today.arrange(asks, put_off, request.now)
    page = listed(arranged.rest, request.GET.get("after", ""), key=attrgetter("key"))
    return render(request, "overview/today/everything.html", {"today": arranged, "page": page})


@require_http_methods(["GET", "POST"])
@once
def later(request, key):
    ask = today.find(_asks(request)[0], key)
    if ask is None:
        _say_done(request)
        return redirect("home")
    form = LaterForm(request.POST or None, today=timezone.localdate(request.now))
    if request.method == "POST" and form.is_valid():
        today.put_off(ask, by=request.user, now=request.now, **form.cleaned_data)
        text = _("It comes back on %(day)s, or sooner if it matters more.")
        messages.success(request, text % {"day": say_day(form.cleaned_data["until"])})
        return redirect("home")
    return render(request, "overview/today/later.html", {"ask": ask, "form": form})


@require_POST
@once
def not_now(request, key):
    """Take one thing off the home of a person of a side, for some days."""
    ask = today.find(participant.asked(request.user, request.now), key)
    until = today.not_now_until(ask, request.now) if ask else None
    if ask is None or until is None:  # a page from before a colleague did it
        messages.info(request, _("That cannot be put off any more: it is done, or due too soon."))
        return redirect("home")
    today.put_off(ask, until=until, why=_("Not now"), by=request.user, now=request.now)
    text = _("It comes back on %(day)s, or sooner if it matters more.")
    messages.success(request, text % {"day": say_day(until)})
    return redirect("home")


@require_POST
@once
def now_again(request, key):
    at_desk = _has_today(request.user)
    asks = _asks(request)[0] if at_desk else participant.asked(request.user, request.now)
    today.take_back(key, by=request.user)
    if today.find(asks, key) is None:
        _say_done(request)
    else:
        messages.success(request, _("It stands on Today again."))
    return redirect("today_all" if at_desk else "home")


def _say_done(request):
    """Answer a page from before it was done."""
    messages.info(request, _("That is done, or nobody asks you for it any more."))
