"""Partnerships in which somebody whose home is another one has a seat on a side."""

from partnerships.asks_names import names, where
from partnerships.models import RUNNING, Partnership
from partnerships.standing import standing

MOST = 12


def elsewhere(user, besides=frozenset()) -> list[tuple[str, str]]:
    """Return (address, name) of the running partnerships on whose roster `user` is, but `besides`.

    One query, none for whoever has no seat.
    """
    ids = standing(user).partnerships - besides
    if not ids:
        return []
    rows = Partnership.objects.filter(pk__in=ids, phase__in=RUNNING).annotate(**names("pk"))
    return [(row.get_absolute_url(), where(row)) for row in rows.order_by("ends_on", "pk")[:MOST]]
