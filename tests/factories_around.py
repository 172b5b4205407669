"""A session under way or past, with words, for tests; dates follow `factories_sessions`."""

from datetime import timedelta

from partnerships.models import Phase, RosterEntry, Side
from sessions_app import live, reflection, wrapup
from sessions_app.models import Action, Decision, Session

from .factories_partnership import make_room
from .factories_sessions import make_session, starts

P, T = Side.PARTNER, Side.THOUGHT_PARTNER
BEGINS = starts()  # Thursday 18 March 2027, 3:30 pm Central
BEFORE = BEGINS - timedelta(days=5)
MINUTE = timedelta(minutes=1)


def room_of(**fields):
    """Return (room, session): the implementers lead day to day, so that they are asked."""
    room = make_room(phase=Phase.ACTIVE)
    for side in (P, T):
        RosterEntry.objects.filter(pk=room.people[side, "implementer"].pk).update(
            part=RosterEntry.Part.LEAD
        )
        room.people[side, "implementer"].refresh_from_db()
    return room, load(make_session(room, **fields))


def load(session) -> Session:
    """Load it again as pages do."""
    from sessions_app.queries import whole  # noqa: PLC0415 - the registry of apps is up by now

    return whole().get(pk=session.pk)


def written(session, person, now=BEFORE, **words):
    """Let `person` write the three answers, or the update (`words=`); return the row."""
    asks = reflection.ask_of(person, session)
    row = reflection.row_of(session, person, asks)
    hand = reflection.Hand(person, person)
    reflection.write(row, words, hand=hand, expected=row.version, now=now, done=True)
    return row


def run(room, session, at=BEGINS):
    """Start the clock."""
    return live.start(session, by=room.facilitator, now=at)


def held(room, session):
    """Start it on time and end it on time."""
    run(room, session)
    live.end(session, by=room.facilitator, now=BEGINS + 90 * MINUTE)
    return session


def promise(session, owner, *, side=P, text="Translate the cards", due_on=None, **also) -> Action:
    """Return an open promise of `owner`."""
    return Action.objects.create(
        session=session, partnership=session.partnership, text=text, owner=owner, side=side,
        due_on=due_on or session.local_date, created_at=BEGINS, changed_at=BEGINS, **also,
    )  # fmt: skip


def decide(session, text="Cards in Spanish go out") -> Decision:
    """Return a decision of the session."""
    return Decision.objects.create(session=session, text=text, created_at=BEGINS, changed_at=BEGINS)


def wrap(room, session, now=BEGINS + timedelta(hours=20)):
    """Say that everybody came, and send the notes."""
    session.attendance.update(came=True)
    wrapup.send(session, by=room.facilitator, now=now)
    return session
