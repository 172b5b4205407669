"""The course of a round: people are asked, two talks are booked and held, the round closes."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused
from partnerships import meetings, partnership_services
from partnerships.models import Partnership, Phase, RosterEntry, Side

from . import days, invitations, statement
from .models import (
    ROUND_MOVES,
    TALK_MOVES,
    TALKED,
    PulseAnswer,
    PulseConversation,
    PulseNote,
    PulseRound,
    PulseSnapshot,
    PulseTally,
    RoundState,
    TalkState,
)
from .offers import LASTS, is_free
from .suppression import Tally, may_publish, share

BEFORE, AFTER = datetime.timedelta(days=14), datetime.timedelta(days=7)  # domain 3, rows 41, 42
SHORTEST = datetime.timedelta(days=10)  # our rule: a round opened late stays open this long
PHASES = (Phase.ACTIVE, Phase.MIDPOINT)
GAINS = ("4", "5")


def window(partnership, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the days from and to which people are asked, centred on the true midpoint.

    A round that is opened later begins today and stays open for ten days at least.
    """
    opens = max(partnership.midpoint - BEFORE, today)
    return opens, max(partnership.midpoint + AFTER, opens + SHORTEST)


@transaction.atomic
def open_round(*, partnership, by, now: datetime.datetime) -> PulseRound:
    """Ask both sides: the statement is frozen, and each side gets a talk of its own to book.

    A partnership in its monthly sessions moves to the midpoint review. Raises Refused outside
    these phases, or while a round is open.
    """
    room = Partnership.objects.select_for_update(of=("self",)).with_sides().get(pk=partnership.pk)
    _require_phase(room)
    if room.phase == Phase.ACTIVE:
        partnership_services.move_phase(partnership=room, new=Phase.MIDPOINT, by=by, now=now)
    opens, closes = window(room, days.today(by, now))
    earlier = room.pulse_rounds.count()
    made = PulseRound(
        partnership=room, number=earlier + 1, midpoint=room.midpoint, opens_on=opens,
        closes_on=closes, created_at=now, created_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    made.reader, made.statement = made.holder, statement.text(made.holder.name)
    made.save(force_insert=True)
    for side in Side:
        PulseConversation.objects.create(round=made, side=side)
    audit.record("opened", made, by=by, now=now)
    return made


def note_reader(partnership, *, by, now: datetime.datetime) -> None:
    """Note where another person holds a round by now, so that people are told (decision 10).

    Registered in access.py; runs with each change of a partnership's people. Of a round without a
    reader, of before there was this column, it only fills that in.
    """
    for row in PulseRound.objects.with_sides().filter(partnership=partnership.pk):
        if row.reader_id != row.holder.pk:
            PulseRound.objects.filter(pk=row.pk).update(
                reader=row.holder, reader_since=now if row.reader_id else None
            )
            audit.record("handed_on", row, by=by, now=now, fields=["reader"])


def _require_phase(room):
    if room.phase not in PHASES:
        raise Refused(_("The check belongs to the middle, once the monthly sessions have begun."))
    if room.pulse_rounds.filter(state=RoundState.OPEN).exists():
        raise AlreadyMoved(_("The check is open already."))


def people_of(round: PulseRound, side: str) -> list[RosterEntry]:
    """Return who is on `side`, the ones who do the work first."""
    seats = RosterEntry.objects.standing().filter(partnership=round.partnership_id, side=side)
    return list(seats.select_related("user").order_by("-implements", "created_at", "pk"))


@transaction.atomic
def book(*, talk, starts_at: datetime.datetime, place: str, people, by, now) -> None:
    """Book one side's own half hour and invite `people` of that side; again moves it.

    Raises Refused for a time that is past, in a session of theirs, or that meets the other side's
    talk, and without anybody.
    """
    _lock_talk(talk)
    people = list(people)
    if not people:
        raise Refused(_("A talk needs at least one person of that side."))
    if starts_at <= now:
        raise Refused(_("That time is past. A talk needs a time to come."))
    _require_free(talk, starts_at, now)
    _require_apart(talk, starts_at)
    before = list(talk.people.all()) if talk.state == TalkState.BOOKED else []
    sequence = talk.sequence + bool(talk.starts_at)  # one above whatever calendars hold
    also = {"starts_at": starts_at, "place": place, "sequence": sequence}
    states.move(talk, TalkState.BOOKED, moves=TALK_MOVES, by=by, now=now, **also)
    talk.people.set(people)
    invitations.send(talk, people, before, now=now)
    audit.record("booked", talk, by=by, now=now, fields=["starts_at", "people", "place"])


def booked(partnership, now: datetime.datetime) -> list[meetings.Span]:
    """Return (start, end) of the talks of `partnership` that are booked and not over."""
    rows = PulseConversation.objects.filter(
        round__partnership=partnership, state=TalkState.BOOKED, starts_at__gt=now - LASTS
    )
    found = rows.values_list("starts_at", flat=True)
    return [(start, start + LASTS) for start in found if start]


def _require_free(talk, starts_at, now):
    if not is_free(starts_at, meetings.ahead(talk.round.partnership, now)):
        raise Refused(_("Both sides sit in a session then. Choose another time."))


def _require_apart(talk, starts_at):
    others = talk.round.conversations.exclude(pk=talk.pk).filter(
        state=TalkState.BOOKED, starts_at__range=(starts_at - LASTS, starts_at + LASTS)
    )
    if others.exists():
        raise Refused(_("That is the other side’s half hour, or next to it. Leave time between."))


@transaction.atomic
def held(*, talk, by, now, people=None) -> None:
    """Say that a talk was held with `people`, or with those who were invited.

    They decide later which themes travel. A booked time that is still to come is called off.
    Raises Refused without anybody, AlreadyMoved when it is past that.
    """
    _lock_talk(talk)
    invited = list(talk.people.all())
    present = invited if people is None else list(people)
    if not present:
        raise Refused(_("Say who was there: they decide later which themes travel."))
    booked = talk.state == TalkState.BOOKED
    as_booked = booked and talk.starts_at <= now
    if booked and not as_booked:
        invitations.cancel(talk, invited, now=now)
    also = {} if as_booked else {"starts_at": now}
    states.move(talk, TalkState.HELD, moves=TALK_MOVES, by=by, now=now, **also)
    talk.people.set(present)
    audit.record("held", talk, by=by, now=now, fields=["people"])


@transaction.atomic
def declined(*, talk, why: str, by, now) -> None:
    """Note that a side said no; why stays with the holder's notes."""
    _lock_talk(talk)
    if talk.state == TalkState.BOOKED:
        invitations.cancel(talk, list(talk.people.all()), now=now)
    states.move(talk, TalkState.DECLINED, moves=TALK_MOVES, by=by, now=now)
    note = note_of(talk.round, talk.side, now=now)
    note.said_no = why
    note.save(update_fields=["said_no"])


@transaction.atomic
def take_out(*, talk, people, by, now) -> None:
    """Call a booked talk off for `people` of it; with nobody left it is to book again.

    Its round is locked by the caller, and was loaded `with_sides()`.
    """
    left = talk.people.exclude(pk__in=[person.pk for person in people]).exists()
    invitations.cancel(talk, people, now=now, without=left)
    talk.people.remove(*people)
    if not left:
        states.move(talk, TalkState.TO_BOOK, moves=TALK_MOVES, by=by, now=now)
    audit.record("called_off", talk, by=by, now=now, fields=["people"])


def note_of(round, side: str, *, now) -> PulseNote:
    """Return the holder's note of `side`, laid down empty if there is none."""
    blank = {"created_at": now, "changed_at": now}
    return PulseNote.objects.get_or_create(round=round, side=side, defaults=blank)[0]


@transaction.atomic
def close(*, round, by, now) -> None:
    """End the round: answers stay as they are, and only a tally leaves this room.

    Raises Refused while a talk is neither held nor declined: nobody could note it afterwards, and
    the partnership would never leave its midpoint (see gates.py).
    """
    _lock(round)
    _require_told(round)
    end(round=round, by=by, now=now)


@transaction.atomic
def end(*, round, by, now) -> None:
    """Do the same whatever became of the talks: its partnership is over. The caller has locked it.

    Raises AlreadyMoved where it is closed.
    """
    states.move(round, RoundState.CLOSED, moves=ROUND_MOVES, by=by, now=now)
    _tally(round)
    _publish(round.partnership.round.program_id, now)
    audit.record("closed", round, by=by, now=now)


def _require_told(round):
    waiting = round.conversations.exclude(state__in=TALKED).order_by("side").first()
    if waiting is not None:
        text = _("Note first that the talk with %(name)s was held, or that it needs none.")
        raise Refused(text % {"name": round.partnership.lead(waiting.side).said})


def _tally(round):
    """Count who rated "my organization is gaining"; one row a round, without people (K34)."""
    rated = PulseAnswer.objects.filter(
        form__round=round, form__answered=True, question="we_gain", rating__in=list("12345")
    )
    ratings = list(rated.values_list("rating", flat=True))
    gaining = sum(rating in GAINS for rating in ratings)
    PulseTally.objects.create(round=round, people=len(ratings), gaining=gaining)


def tallies(program_id) -> list[Tally]:
    """Return the closed rounds of a program in which somebody answered."""
    rows = PulseTally.objects.filter(
        round__partnership__round__program=program_id, people__gt=0
    ).values_list("round", "round__partnership", "people", "gaining")
    return [Tally(str(one), str(of), people, gaining) for one, of, people, gaining in rows]


def _publish(program_id, now):
    """Freeze what the program may read now, unless subtraction would pick somebody out."""
    rows = tallies(program_id)
    earlier = PulseSnapshot.objects.filter(program=program_id).order_by("number")
    before = [frozenset(kept.rounds) for kept in earlier]
    if frozenset(row.round for row in rows) in before or not may_publish(rows, before):
        return
    try:
        with transaction.atomic():
            PulseSnapshot.objects.create(
                program_id=program_id, number=len(before) + 1, on=now.date(),
                rounds=sorted(row.round for row in rows), people=sum(row.people for row in rows),
                partnerships=len({row.partnership for row in rows}), share=share(rows),
            )  # fmt: skip
    except IntegrityError:  # another round of the program closed at this moment and froze it
        return


def _lock_talk(talk):
    """Take turns at the round of a talk, and see what calendars hold of it. Raises as `_lock`."""
    _lock(talk.round)
    talk.refresh_from_db(fields=["starts_at", "sequence"])


def _lock(round):
    """Take turns at one round, and see whether it is still open. Raises Refused when it closed."""
    current = PulseRound.objects.select_for_update().get(pk=round.pk)
    round.state = current.state
    if not current.open:
        raise Refused(_("This check is closed. What was shared stays where both sides read it."))
