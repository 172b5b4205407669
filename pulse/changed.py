"""What a change of people or phase of a partnership does to its check (see access.py)."""

from contextlib import nullcontext
from datetime import datetime

from django.db import transaction

from foundation.actor import actor
from partnerships.models import Partnership, RosterEntry

from . import rounds
from .models import PulseRound, RoundState, TalkState


@transaction.atomic
def partnership_changed(partnership, *, by, now: datetime) -> None:
    """Take who left out of the talks they were booked for, and tell them; nobody else is told.

    Once the partnership is over, what was still to come is called off and the check closes, with
    its tally. A talk that was stays as it is, for whoever holds it notes who came. A pause leaves
    days as they are, like those of sessions: nothing is asked in it (see days.py).
    """
    found = PulseRound.objects.select_for_update(of=("self",)).filter(
        partnership=partnership.pk, state=RoundState.OPEN
    )
    for round in found:
        round.partnership = Partnership.objects.with_sides().get(pk=partnership.pk)
        talks = _ahead(round, now)
        if round.partnership.over:
            _end(round, talks, by=by, now=now)
        else:
            _take_out_who_left(round, talks, by=by, now=now)


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


def _end(round, talks, *, by, now):
    for talk in talks:
        rounds.take_out(talk=talk, people=list(talk.people.all()), by=by, now=now)
    with actor(by) if by else nullcontext():
        rounds.end(round=round, by=by, now=now)
