"""The whole program of the demonstration: two rounds, a dozen pairs, played to a moment."""

import datetime
import gc
from collections.abc import Collection
from contextlib import contextmanager

from django.db import transaction

from demo import people
from foundation import audit
from foundation.models import AuditEvent
from instruments.loading import load_instruments
from partnerships.models import (
    Membership,
    Organization,
    Program,
    ProgramRole,
    Role,
    Round,
    RoundState,
)

from . import calendar, pairs, timeline
from .life import Life
from .post import Post
from .room import Room

PLAYED = "played"  # the audit event that remembers how far the program was played
ROUNDS = {"last": "Last year’s round", "this": "This year’s round"}
DAY = datetime.timedelta(days=1)


def advance(now: datetime.datetime, *, seed: int = 1, only: Collection[str] = ()) -> int:
    """Play the demonstration to `now` and return how many acts there were.

    `only` names pairs by key; all of them otherwise.

    The first call plays it from its beginning; a later one only what happened since. All or
    nothing: a play that breaks leaves no half of it.
    """
    with transaction.atomic():
        first, last = _played()
        cast = [pair for pair in pairs.cast(seed) if not only or pair.key in only]
        rooms = _rooms(cast, (first or now).date(), seed)
        return _play(rooms, last, now, mail=Post(), strict=first is None)


def simulate(now: datetime.datetime, cast: list[pairs.Pair], *, seed: int = 1) -> list[Room]:
    """Play `cast` from its beginning to `now`, each mail by itself, and return its rooms."""
    with transaction.atomic():
        rooms = _rooms(cast, now.date(), seed)
        _play(rooms, None, now, mail=Post(whole=True), strict=True)
    return rooms


def _play(rooms, last, now, *, mail, strict) -> int:
    events = [event for room in rooms for event in Life(room).write()]
    begins = last or min(event.at for event in events) - DAY
    _ensure(rooms, now=begins)
    due = timeline.between([*events, *mail.rounds(begins, now)], begins, now)
    with _no_collection():
        played = timeline.play(due, strict=strict)
    audit.record(PLAYED, _program(), by=None, now=now)
    return played


@contextmanager
def _no_collection():
    """Spare the search for cycles among millions of short-lived rows; it comes after."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _program():
    return Program.objects.get(name=people.PROGRAM)


def _played():
    """Return the first and the last moment the program was played to."""
    of = Program.objects.filter(name=people.PROGRAM).values("pk")
    rows = AuditEvent.objects.filter(verb=PLAYED, context_id__in=of)
    moments = sorted(rows.values_list("at", flat=True))
    return (moments[0], moments[-1]) if moments else (None, None)


def _rooms(cast, today: datetime.date, seed: int) -> list[Room]:
    return [Room(pair, calendar.of(pair, today), seed) for pair in cast]


def _ensure(rooms, *, now):
    """Make the people of the doors, the second facilitator and both rounds, if they are new."""
    people.ensure(now=now)
    load_instruments(now=now)
    _colleague(_program(), now)
    for key in sorted({room.pair.round for room in rooms}):
        of_it = [room for room in rooms if room.pair.round == key]
        round = _round(key, min(room.calendar.kickoff for room in of_it), now)
        for room in of_it:
            room.round = round


def _round(key, first, now) -> Round:
    """Return one round, open in the months before its first kickoff."""
    dates = {
        "opens_on": first - 150 * DAY, "closes_on": first - 60 * DAY, "places": 12,
        "state": RoundState.MATCHED, "created_at": now, "changed_at": now,
    }  # fmt: skip
    return Round.objects.get_or_create(program=_program(), name=ROUNDS[key], defaults=dates)[0]


def _colleague(program, now):
    """The second facilitator, a colleague at the same center."""
    user = people.User.objects.invite(
        email="second.reader@seedbed.example", name="Second reader", now=now,
        time_zone="America/Chicago",
    )  # fmt: skip
    center = Organization.objects.get(name=people.CENTER)
    Membership.objects.get_or_create(
        organization=center, user=user, defaults={"title": "Facilitator", "since": now.date()}
    )
    ProgramRole.objects.get_or_create(
        program=program, user=user, role=Role.FACILITATOR, defaults={"since": now.date()}
    )
