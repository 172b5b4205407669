"""The course of a partnership: on to the next phase, paused, ended, handed over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.answers import render
from foundation.errors import AlreadyMoved
from foundation.forms import beside
from foundation.once import once
from foundation.returning import back

from . import partnership_services as services
from . import permissions
from .forms_partnership import HandOverForm, NeutralForm, ReasonForm, SentenceForm
from .models import Partnership, Phase
from .views_common import opened, require


@require_POST
@once
def move(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_steer(request.user, partnership))
    services.move_phase(
        partnership=partnership, new=request.POST.get("new", ""), by=request.user, now=request.now
    )
    text = _("Now: %(phase)s. Both sides see it on the partnership’s page.")
    messages.success(request, text % {"phase": partnership.get_phase_display()})
    return redirect(back(request, partnership))


@require_http_methods(["GET", "POST"])
@once
def pause(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_steer(request.user, partnership))
    if request.method == "GET" and (partnership.over or partnership.phase == Phase.PAUSED):
        return _moved_on(request, partnership)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.pause(
            partnership=partnership, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, _("Paused. Both sides read why on this page."))
        return redirect(partnership)
    return render(request, "partnerships/pause.html", {"partnership": partnership, "form": form})


@require_POST
@once
def resume(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_steer(request.user, partnership))
    services.resume(partnership=partnership, by=request.user, now=request.now)
    text = _("It goes on where it was. Both sides see it on the partnership’s page.")
    messages.success(request, text)
    return redirect(partnership)


@require_http_methods(["GET", "POST"])
@once
def end(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_steer(request.user, partnership))
    if request.method == "GET" and partnership.over:
        return _moved_on(request, partnership)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.end_early(
            partnership=partnership, by=request.user, now=request.now, **form.cleaned_data
        )
        messages.success(request, _("Ended. What was written stays here for both sides to read."))
        return redirect(partnership)
    return render(request, "partnerships/end.html", {"partnership": partnership, "form": form})


def _moved_on(request, partnership):
    """Lead back to its page who would write a reason that no move takes any more."""
    messages.info(request, str(AlreadyMoved()))
    return redirect(partnership)


def _handed(request, pk) -> Partnership:
    """Return a partnership whose people between the sides may change, with those of today."""
    rows = Partnership.objects.with_plan(request.user).select_related("neutral_person")
    partnership = get_object_or_404(rows.visible_to(request.user), pk=pk)
    require(permissions.may_steer(request.user, partnership) and not partnership.over)
    return partnership


@require_http_methods(["GET", "POST"])
@once
def hand_over(request, pk):
    partnership = _handed(request, pk)
    form = HandOverForm(request.POST or None, partnership=partnership, day=request.now.date())
    if request.method == "POST" and form.is_valid():
        with beside(form, None):
            services.hand_over(
                partnership=partnership, by=request.user, now=request.now, **form.cleaned_data
            )
            text = _("%(who)s facilitates it from now on.")
            messages.success(request, text % {"who": partnership.facilitator})
            return redirect("home")
    return render(
        request, "partnerships/hand_over.html", {"partnership": partnership, "form": form}
    )


@require_http_methods(["GET", "POST"])
@once
def neutral(request, pk):
    """Who hears each side alone: there only where the facilitator belongs to one (domain 0.62)."""
    partnership = _handed(request, pk)
    if partnership.facilitator_kind != Partnership.FacilitatorKind.INTERNAL:
        raise Http404
    form = NeutralForm(request.POST or None, partnership=partnership, day=request.now.date())
    if request.method == "POST" and form.is_valid():
        with beside(form, "neutral_person"):
            services.name_neutral(
                partnership=partnership, person=form.cleaned_data["neutral_person"],
                by=request.user, now=request.now,
            )  # fmt: skip
            text = _("%(who)s hears each side alone from now on.")
            messages.success(request, text % {"who": partnership.neutral_person})
            return redirect(partnership)
    return render(request, "partnerships/neutral.html", {"partnership": partnership, "form": form})


@require_http_methods(["GET", "POST"])
@once
def sentence(request, pk):
    partnership = opened(request, pk)
    require(permissions.may_facilitate(request.user, partnership) and not partnership.over)
    form = SentenceForm(request.POST or None, instance=partnership)
    if request.method == "POST" and form.is_valid():
        services.say_where_it_stands(
            partnership=partnership, sentence=form.cleaned_data["sentence"],
            expected=form.expected, by=request.user, now=request.now,
        )  # fmt: skip
        text = _("Both sides read it now. The program officer reads it in three days.")
        messages.success(request, text)
        return redirect(back(request, partnership))
    return render(request, "partnerships/sentence.html", {"partnership": partnership, "form": form})
