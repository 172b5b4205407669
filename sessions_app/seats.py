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
    return told((pk, *_mine(pk, came, spoke, was)) for pk, was in shown.items())


@transaction.atomic
def tick(session: Session, came: set, spoke: set, shown: Ticks | None = None) -> None:
    """Note who came and who spoke, by ids of attendance rows; whoever spoke came.

    Where a page showed both ticks and only "came" was taken off, without scripts, both are off.

    Of a page that `shown` them, a tick that it left as it was stays as somebody set it elsewhere
    since, and so does all of a seat that it did not show.
    """
    rows = joined(session.attendance.select_for_update(), came, spoke, shown)
    Attendance.objects.bulk_update(rows, ["came", "spoke"])


def joined(
    seats: Iterable[Attendance], came: set, spoke: set, shown: Ticks | None
) -> list[Attendance]:
    """Return `seats`, unsaved, as `tick` with the same ticks leaves them."""
    rows = list(seats)
    for seat in rows:
        mine = _mine(seat.pk, came, spoke, shown.get(seat.pk) if shown else None)
        if shown is None or seat.came is None:
            seat.came, seat.spoke = mine
        else:
            seat.came, seat.spoke = _changed(seat, mine, shown.get(seat.pk, mine))
        seat.came = seat.came or seat.spoke
    return rows


def _mine(pk, came, spoke, was) -> tuple[bool, bool]:
    """Return (came, spoke) of one place as a page that showed them so means them."""
    said = pk in spoke and (pk in came or was != (True, True))
    return pk in came or said, said


def _changed(seat, mine, was) -> list[bool]:
    """Return (came, spoke) as they stand, and as `mine` where that differs from what `was`."""
    stands = (seat.came, bool(seat.spoke))
    both = zip(stands, mine, was, strict=True)
    return [now if said == before else said for now, said, before in both]
