"""The bar on every page of the demonstration."""

from django.urls import reverse

from .doors import open_to
from .mailbox import has_mailbox
from .people import DOORS


def bar(request):
    """Return the people of the bar, which of them is looking, and the way to that one's mailbox."""
    if not open_to(request):
        return {}
    user = getattr(request, "user", None)
    address = user.email if user is not None and user.is_authenticated else ""
    mine = has_mailbox(user) if user is not None else False
    return {
        "demo_people": [(person, person.email == address) for person in DOORS],
        "mailbox_url": reverse("demo:mailbox") if mine else "",
    }
