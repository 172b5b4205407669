"""What people do around a session, through the services: write before it, meet, send the notes.

`set_stage` plays it for the past sessions of Lakeview and Beacon; a moving clock may call the acts
one by one. Everything is said by roles of invented organizations.
"""

import uuid
from datetime import datetime, timedelta

from partnerships.models import Partnership, Side
from sessions_app import catching, live, reflection, wrapup
from sessions_app.models import TO_COME, Session, SessionState
from sessions_app.queries import whole

from .partnerships import LAKEVIEW

MINUTE = timedelta(minutes=1)
ANSWERS = {
    "did": "In October two of our host teachers raised a card in the lesson, not after it.",
    "happened": "Residents changed course within minutes. One class found the cards funny.",
    "transfers": "Agree the signal before the lesson. It needs one practice with the class.",
}
NEWS = "The board approved a second year of the residency. Bus times change in April."
SAID = [
    ("decision", "Cards in Spanish go out together with the English ones.", ""),
    ("insight", "Agree the signal before the lesson, never during it.", Side.THOUGHT_PARTNER),
    ("quote", "I stopped waiting for the end of the lesson.", Side.PARTNER),
    ("condition", "A host teacher would need ten minutes with the resident before first period.",
     Side.PARTNER),
    ("parked", "Pay for host teachers in summer.", ""),
]  # fmt: skip
PROMISES = [
    (Side.PARTNER, "Translate the ten-word cards into Spanish."),
    (Side.THOUGHT_PARTNER, "Show the second-day plan of the workshop."),
]


def set_stage(*, now: datetime) -> None:
    """Play the sessions of Lakeview and Beacon that are past; a second time changes nothing."""
    partnership = Partnership.objects.filter(initiative__title=LAKEVIEW.initiative).first()
    if partnership is None:
        return
    past = whole().filter(partnership=partnership, state__in=TO_COME, starts_at__lt=now)
    for session in past.order_by("starts_at"):
        write_before(session, now=session.starts_at - timedelta(days=4))
        if session.ends_at < now:
            hold(session)
            if session.ends_at + timedelta(hours=20) < now:
                send_notes(session, now=session.ends_at + timedelta(hours=20))


def write_before(session: Session, *, now: datetime) -> None:
    """Let each side write what it is asked; whoever wrote already is left alone."""
    words = {Side.THOUGHT_PARTNER: ANSWERS, Side.PARTNER: {"words": NEWS}}
    for side, values in words.items():
        person = reflection.asked(session, side, session.put_off.all())
        if person is None:
            continue
        row = reflection.row_of(session, person, reflection.ASKED_OF[side])
        if not reflection.has_words(row) and reflection.still_open(session, now):
            hand = reflection.Hand(person, person, by_link=True)
            reflection.write(row, values, hand=hand, expected=row.version, now=now, done=True)


def hold(session: Session) -> None:
    """Run it on time: every block its minutes, words caught on the way, ended at its end."""
    by, now = session.partnership.facilitator, session.starts_at
    run = live.start(session, by=by, now=now)
    while at := live.where(session, run, live.blocks_of(session.agenda), now):
        now += at.block.minutes * MINUTE
        if at.next is None:
            break
        live.go_on(session, leaving=at.block.pk, by=by, now=now)
        run.refresh_from_db()
    _catch(session, by, session.starts_at + 40 * MINUTE)
    seats = list(session.attendance.values_list("pk", flat=True))
    catching.tick(session, set(seats), set(seats[1:]))
    live.end(session, by=by, now=session.ends_at)


def _catch(session, by, now):
    for kind, words, side in SAID:
        key = uuid.uuid5(session.pk, words)
        catching.keep(session, kind, words, key=key, side=side, by=by, now=now)
    for side, words in PROMISES:
        owner = reflection.asked(session, side)
        key = uuid.uuid5(session.pk, words)
        catching.keep(session, "action", words, key=key, owner=owner, by=by, now=now)


def send_notes(session: Session, *, now: datetime) -> None:
    """Send the notes of a session that was held."""
    if session.state == SessionState.HELD:
        wrapup.send(session, by=session.partnership.facilitator, now=now)
