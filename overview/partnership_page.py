"""The front page of a partnership: sections that stand open, then closed parts at the foot."""

from django.db.models import prefetch_related_objects
from django.urls import reverse

from partnerships import permissions
from partnerships.models import Phase

from .partnership_folds import DEEPER
from .partnership_sections import SECTIONS, Seen


def page(partnership, user, *, now, today) -> dict:
    """Return what the front page shows `user`, loaded with `front_rows`."""
    if partnership.phase == Phase.FORMING:  # a gate reads each kind of material
        prefetch_related_objects([partnership], "organizations", "boundaries")
    seen = Seen(partnership, user, permissions.place_of(user, partnership), now, today)
    sections = [s for s in (make(seen) for make in SECTIONS) if s]
    return {
        "partnership": partnership,
        "place": seen.place,
        "sides": [partnership.lead(side) for side in permissions.SIDES],
        "sections": sections,
        "taken": any(s.values.get("fills") for s in sections),  # the one filled button
        "deeper": [s for s in (make(seen) for make in DEEPER) if s],
        "url": reverse("partnership", args=[partnership.pk]),
    }
