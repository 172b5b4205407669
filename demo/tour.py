"""The tour: six presses that follow one partnership across roles (docs/tour.md says it too)."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from partnerships.models import Partnership

from . import doors

FOLLOWED = "Feedback for residents from prepared host teachers"  # its initiative


@dataclass(frozen=True)
class Step:
    """One press: who looks, at what, what is there and what is not. `page` names an address."""

    key: str
    title: str | Promise
    shows: str | Promise
    hides: str | Promise
    page: str = "home"
    inside: bool = False  # the address takes the partnership

    @property
    def person(self):
        return doors.by_key(self.key)

    def url(self, partnership) -> str:
        """Return where the press leads; home where the partnership is not there."""
        if self.inside and partnership is None:
            return reverse("home")
        return reverse(self.page, args=[partnership.pk] if self.inside else [])


STEPS = [
    Step(
        "facilitator", _("Start where the work is"),
        _("At most five things, the one that hurts most first, each with the button that ends it."),
        _("Nobody else has this page. Neither side sees what waits for the other."),
    ),
    Step(
        "beacon.lead", _("Be asked one thing"),
        _("Three short answers before the next session, and three ways to say “not me”."),
        _("What Lakeview wrote for the session. It opens on the day of the session."),
    ),
    Step(
        "lakeview.coaching", _("See the same partnership from the other side"),
        _("The path, the last decision, the promises of both sides."),
        _("What Beacon writes before the session, the facilitator’s own notes, any pulse answer."),
        page="partnership", inside=True,
    ),
    Step(
        "lakeview.superintendent", _("Decide, and be left alone"),
        _("One thing that only a leader can do, with its minutes."),
        _("Who said what in the pulse check, although two of them are her own people."),
    ),
    Step(
        "officer", _("Read the program on one sheet"),
        _("Where each partnership is, and lessons that both sides made public."),
        _("Who came, what was decided, why something ended. The foot of the sheet says so."),
        page="officer",
    ),
    Step(
        "facilitator", _("Come back for what was said apart"),
        _("The talks in the middle, each side’s own, and which themes were let travel."),
        _("The notes and answers open for one person. The other four find none of them."),
        page="pulse:of", inside=True,
    ),
]  # fmt: skip


@login_not_required
@require_safe
def page(request):
    """Show the six steps; each button walks in as somebody and leads on."""
    doors.require_open(request)
    followed = Partnership.objects.filter(initiative__title=FOLLOWED).first()
    steps = [(number, step, step.url(followed)) for number, step in enumerate(STEPS, 1)]
    return render(request, "demo/tour.html", {"steps": steps})
