"""The bar on every page of the demonstration."""

from .doors import open_to
from .people import DOORS


def bar(request):
    """Return the people of the bar and which of them is looking."""
    if not open_to(request):
        return {}
    user = getattr(request, "user", None)
    address = user.email if user is not None and user.is_authenticated else ""
    return {"demo_people": [(person, person.email == address) for person in DOORS]}
