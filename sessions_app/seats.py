"""Who came and who spoke: ticked on the live page, after the session, in two tabs at once."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from foundation.fields import id_or_none

from .models import Attendance, Session

Ticks = dict[uuid.UUID, tuple[bool, bool]]  # by id of a place: came, spoke


def told(ticks: Iterable[tuple[uuid.UUID, bool, bool]]) -> str:
    """Return (id, came, spoke) as a page carries them."""
    return ",".join(f"{pk}:{came:d}{spoke:d}" for pk, came, spoke in ticks)


def read(carried: str) -> Ticks:
    """Return what `told` carried; what is none is left out."""
    pairs = (one.partition(":") for one in carried.split(","))
    return {
        pk: (ticks[:1] == "1", ticks[1:] == "1")
        for pk, ticks in ((id_or_none(key), ticks) for key, _colon, ticks in pairs)
        if pk
    }


def sent(shown: Ticks, came: set, spoke: set) -> str:
    """Return how the ticks of a page that `shown` them and sent these stand by now."""
    return told((pk, pk in came or pk in spoke, pk in spoke) for pk in shown)


@transaction.atomic
def tick(session: Session, came: set, spoke: set, shown: Ticks | None = None) -> None:
    """Note who came and who spoke, by ids of attendance rows; whoever spoke came.

    Of a page that `shown` them, a tick that it left as it was stays as somebody set it elsewhere
    since, and so does all of a seat that it did not show.
    """
    rows = joined(session.attendance.select_for_update(), came, spoke, shown)
    Attendance.objects.bulk_update(rows, ["came", "spoke"])


def joined(
    seats: Iterable[Attendance], came: set, spoke: set, shown: Ticks | None
) -> list[Attendance]:
    """Return `seats`, unsaved, as `tick` with the same ticks leaves them."""
    came, rows = came | spoke, list(seats)
    for seat in rows:
        mine = (seat.pk in came, seat.pk in spoke)
        if shown is None or seat.came is None:
            seat.came, seat.spoke = mine
        else:
            seat.came, seat.spoke = _changed(seat, mine, shown.get(seat.pk, mine))
        seat.came = seat.came or seat.spoke
    return rows


def _changed(seat, mine, was) -> list[bool]:
    """Return (came, spoke) as they stand, and as `mine` where that differs from what `was`."""
    stands = (seat.came, bool(seat.spoke))
    both = zip(stands, mine, was, strict=True)
    return [now if said == before else said for now, said, before in both]
