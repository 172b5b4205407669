"""Calendar mails of sessions, written in the transaction of their cause (trust W6 to W9, U10).

One mail a person. SEQUENCE rises with every change, so that whatever leaves last says what holds.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import dates
from notifications import ics, outbox, rules
from notifications.models import MAY_HAVE_GONE, Message, MessageKind

from .models import Session

RSVP = "rsvp"


def key(session: Session, person=None) -> str:
    """Return what all calendar mails about `session`, or of one person, begin with."""
    return f"session:{session.pk}:invitation:{f'{person.pk}:' if person else ''}"


def meeting(session: Session) -> ics.Meeting:
    """Return what a calendar is told; load the partnership with `with_sides()`."""
    return ics.Meeting(
        uid=session.uid,
        sequence=session.sequence,
        starts=session.starts_at,
        ends=session.ends_at,
        zone=session.zone,
        organizations=session.partnership.name,
        path=reverse("sessions_app:session", args=[session.pk]),
        place=session.place,
    )


def request(session: Session, people, *, why: str, now: datetime, before=None, because="") -> None:
    """Invite `people`, or tell them what changed: `before` is the moment it was, if it moved.

    What still waits for them about this session is superseded.
    """
    for person in people:
        outbox.supersede(key(session, person), now=now)
        subject, body = _text("invitation", session, person, before=before, because=because)
        outbox.put(
            key=f"{key(session, person)}{session.sequence}", kind=MessageKind.INVITATION,
            person=person, subject=subject, body=body, why=why, about=session, now=now,
            expires_at=session.starts_at,
            calendar=ics.invitation(meeting(session), to=person, now=now),
            links={RSVP: rules.Link(RSVP, _("Say whether you come"), until=session.starts_at)},
            reply_to=session.partnership.facilitator,
        )  # fmt: skip


def cancel(session: Session, people, *, why: str, now: datetime, because: str = "") -> None:
    """Take the session out of the calendars of `people`; whoever had nothing gets nothing.

    `session.sequence` is one above what was sent last.
    """
    went = set(
        Message.objects.filter(
            key__startswith=key(session), kind=MessageKind.INVITATION, state__in=MAY_HAVE_GONE
        ).values_list("person", flat=True)
    )
    for person in people:
        outbox.supersede(key(session, person), now=now)
        if person.pk not in went:
            continue
        subject, body = _text("cancellation", session, person, because=because)
        outbox.put(
            key=f"{key(session, person)}{session.sequence}", kind=MessageKind.CANCELLATION,
            person=person, subject=subject, body=body, why=why, about=session, now=now,
            calendar=ics.cancellation(meeting(session), to=person, now=now),
            reply_to=session.partnership.facilitator,
        )  # fmt: skip


def _text(name, session, person, *, before=None, because=""):
    zone = str(person.time_zone)
    theirs = dates.say_when(session.starts_at, zone)
    agreed = dates.say_when(session.starts_at, session.zone)
    return rules.text(
        f"sessions_app/mail/{name}.txt",
        session=session,
        name=session.partnership.name,
        day=dates.say_day(session.starts_at.astimezone(ZoneInfo(zone))),
        when=theirs,
        agreed="" if agreed == theirs else agreed,
        before=dates.say_when(before, zone) if before else "",
        because=because,
        facilitator=session.partnership.facilitator,
    )
