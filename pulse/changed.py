"""What a change of the people of a partnership does to its check (registered in access.py)."""

from datetime import datetime

from django.db import transaction

from partnerships.models import Partnership, RosterEntry

from . import rounds
from .models import PulseRound, RoundState, TalkState


@transaction.atomic
def partnership_changed(partnership, *, by, now: datetime) -> None:
    """Take who left out of the talks they were booked for, and tell them; nobody else is told.

    A talk that was stays as it is, for whoever holds it notes who came.
    """
    found = PulseRound.objects.select_for_update(of=("self",)).filter(
        partnership=partnership.pk, state=RoundState.OPEN
    )
    for round in found:
        round.partnership = Partnership.objects.with_sides().get(pk=partnership.pk)
        _take_out_who_left(round, _ahead(round, now), by=by, now=now)


def _ahead(round, now) -> list:
    """Return the booked talks of a round that are still to come, each with its people."""
    rows = round.conversations.filter(state=TalkState.BOOKED, starts_at__gt=now)
    talks = list(rows.prefetch_related("people"))
    for talk in talks:
        talk.round = round
    return talks


def _take_out_who_left(round, talks, *, by, now):
    seats = RosterEntry.objects.standing().filter(partnership=round.partnership_id)
    seated = set(seats.values_list("user", "side")) if talks else set()
    for talk in talks:
        gone = [person for person in talk.people.all() if (person.pk, talk.side) not in seated]
        if gone:
            rounds.take_out(talk=talk, people=gone, by=by, now=now)
