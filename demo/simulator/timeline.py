"""Events in their order, and the play of those between two moments."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import structlog
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from foundation.errors import Refused, Stale

log = structlog.get_logger("seedbed.simulator")
# What a person did meanwhile by hand makes some acts impossible; then the play steps aside.
IMPOSSIBLE = (Refused, Stale, ObjectDoesNotExist, ValidationError)


@dataclass(frozen=True, order=True)
class Event:
    """`act(room, now=at, **more)` at a moment; `who` keeps the order of equal moments."""

    at: datetime.datetime
    who: str
    act: Callable = field(compare=False)
    room: object = field(compare=False)
    more: dict = field(compare=False, default_factory=dict)

    def play(self) -> None:
        self.act(self.room, now=self.at, **self.more)


def between(
    events: Iterable[Event], since: datetime.datetime | None, until: datetime.datetime
) -> list[Event]:
    """Return the events after `since` (None: from the beginning) and not after `until`."""
    return sorted(e for e in events if (since is None or e.at > since) and e.at <= until)


def play(events: Iterable[Event], *, strict: bool) -> int:
    """Play `events` and return how many could be played.

    `strict` lets what is impossible be raised: in a story nobody has touched that is a fault.
    """
    played = 0
    for event in events:
        try:
            with transaction.atomic():
                event.play()
        except IMPOSSIBLE as reason:
            if strict:
                raise
            log.info("act_left_out", act=event.act.__name__, because=type(reason).__name__)
        else:
            played += 1
    return played
