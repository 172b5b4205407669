"""The bar on every page of the demonstration."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from . import finds
from .doors import open_to
from .mailbox import has_mailbox
from .people import DOORS


def bar(request):
    """Return the people of the bar, who of them is looking, their mailbox and the tour."""
    if not open_to(request):
        return {}
    user = getattr(request, "user", None)
    address = user.email if user is not None and user.is_authenticated else ""
    mine = has_mailbox(user) if user is not None else False
    told = finds.kept()
    return {
        "demo_people": [
            (replace(person, finds=told.get(person.key, person.finds)), person.email == address)
            for person in DOORS
        ],
        "mailbox_url": reverse("demo:mailbox") if mine else "",
        "tour_url": reverse("demo:tour"),
        "demo_code": _code(request),
    }


def _code(request) -> str:
    """Return the code that waits to be typed, to whoever sits at this machine; else ""."""
    if not settings.DEMO or settings.DEMO_FROM_ANYWHERE:
        return ""
    stage = getattr(request, "_login_stage", None)
    return stage.state.get("code", "") if stage is not None else ""
