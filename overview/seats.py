"""What else is somebody's own, linked from a home that is about something else."""

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.asks_names import names, where
from partnerships.models import RUNNING, Partnership
from partnerships.models.standing import standing

MOST = 12


def kept(user) -> list[tuple[str, str]]:
    """Return (address, name) of the organizations whose page `user` looks after; no query."""
    where_they_are = standing(user)
    return sorted(
        (reverse("partnerships:organization", args=[pk]), short or _("your organization"))
        for pk, (short, _title) in where_they_are.organizations.items()
        if pk in where_they_are.administers
    )[:MOST]


def elsewhere(user, besides=frozenset()) -> list[tuple[str, str]]:
    """Return (address, name) of the running partnerships on whose roster `user` is, but `besides`.

    One query, none for whoever has no seat.
    """
    ids = standing(user).partnerships - besides
    if not ids:
        return []
    rows = Partnership.objects.filter(pk__in=ids, phase__in=RUNNING).annotate(**names("pk"))
    return [(row.get_absolute_url(), where(row)) for row in rows.order_by("ends_on", "pk")[:MOST]]
