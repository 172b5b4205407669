"""Calendar mails of sessions, written in the transaction of their cause (trust W6 to W9, U10).

One mail a person, however many dates it tells of. Each date is a calendar entry of its own, whose
SEQUENCE rises with every change, so that whatever leaves last says what holds. Which dates a person
was told of is read from the calendar files of their messages.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation import dates
from notifications import ics, outbox, rules
from notifications.models import MAY_HAVE_GONE, OPEN, Message, MessageKind

from . import spans
from .models import TO_COME, Session, SessionState

RSVP = "rsvp"


@rules.register
class Invitation(rules.Rule):
    """Its rows are written by `request`; one that failed and is sent again must still be true."""

    name = "sessions.invitation"
    kind = MessageKind.INVITATION

    def due(self, now):
        return []

    def stopped(self, message: Message, now: datetime) -> str:
        """Say so where none of its dates stands as told for this person; a newer mail told them."""
        uids = ics.uids(message.calendar_text)
        rows = Session.objects.filter(
            uid__in=uids, state__in=TO_COME, starts_at__gt=now, attendance__user=message.person_id
        )
        if len(uids) == 1 and message.expires_at:
            rows = rows.filter(starts_at=message.expires_at)
        return "" if rows.exists() else _("The date it tells does not hold any more.")


def key(sessions: Sequence[Session], person) -> str:
    """Return the key of the calendar mail to `person` about these dates as they stand now."""
    first = sessions[0]
    told = "".join(f"{session.uid}:{session.sequence}" for session in sessions)
    last = hashlib.sha256(told.encode()).hexdigest()[:16] if sessions[1:] else first.sequence
    return f"session:{first.pk}:invitation:{person.pk}:{last}"


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


def request(
    sessions: Sequence[Session],
    people,
    *,
    why: str,
    now: datetime,
    before=None,
    because="",
    by=None,
) -> None:
    """Invite `people` to these dates of one partnership, one mail a person; none for no date.

    Or tell them that one date changed: `before` is the moment it was, `because` the words of `by`.
    What still waits for them about these dates is superseded; what it told of other dates goes with
    the new mail.
    """
    for person in people if sessions else ():
        rest = _take_back(sessions, person, now)
        moved = {} if rest else {"before": before, "because": because, "by": by}
        _invite([*sessions, *rest], person, why=why, now=now, **moved)


def cancel(
    sessions: Sequence[Session], people, *, why: str, now: datetime, because: str = "", by=None
) -> None:
    """Take these dates out of the calendars of `people`, one mail a person.

    `because` are the words of `by`, ours without. Whoever heard of none gets nothing. Each
    `sequence` is one above what was sent last.
    """
    if not sessions:
        return
    heard = _heard(sessions, people)
    for person in people:
        if rest := _take_back(sessions, person, now):
            _invite(rest, person, why=_("A date it told of was called off."), now=now)
        if gone := [session for session in sessions if session.uid in heard.get(person.pk, ())]:
            _uninvite(gone, person, why=why, now=now, because=because, by=by)


def _telling(sessions):
    """Return the messages that tell of any of these dates."""
    of_any = reduce(or_, (Q(calendar_text__contains=session.uid) for session in sessions))
    return Message.objects.filter(of_any)


def _heard(sessions, people) -> dict:
    """Return person id to the UIDs of invitations that may have reached them."""
    went = _telling(sessions).filter(
        person__in=[person.pk for person in people],
        kind=MessageKind.INVITATION, state__in=MAY_HAVE_GONE,
    )  # fmt: skip
    found: dict = {}
    for person, text in went.values_list("person", "calendar_text"):
        found.setdefault(person, set()).update(ics.uids(text))
    return found


def _take_back(sessions, person, now) -> list[Session]:
    """End what waits for `person` about these dates; return the other dates it invited to."""
    ours = {session.uid for session in sessions}
    waiting = _telling(sessions).filter(person=person, state__in=OPEN)
    stale = [row.pk for row in waiting if _invites(row) or set(ics.uids(row.calendar_text)) <= ours]
    rows = outbox.take_back(Message.objects.filter(pk__in=stale), now=now) if stale else []
    others = {uid for row in rows if _invites(row) for uid in ics.uids(row.calendar_text)} - ours
    if not others:
        return []
    found = Session.objects.filter(uid__in=others, state__in=TO_COME, starts_at__gt=now)
    rest = list(found.filter(attendance__user=person))
    for session in rest:
        session.partnership = sessions[0].partnership
    return rest


def _invites(message) -> bool:
    return message.kind == MessageKind.INVITATION


def _invite(sessions, person, *, why, now, before=None, because="", by=None):
    sessions = sorted(sessions, key=lambda session: session.starts_at)
    first, last = sessions[0], sessions[-1]
    label = _("Say which dates you can make") if sessions[1:] else _("Say whether you come")
    subject, body = _text("invitation", sessions, person, before=before, because=because, by=by)
    parts = [ics.invitation(meeting(session), to=person, now=now) for session in sessions]
    outbox.put(
        key=key(sessions, person), kind=MessageKind.INVITATION,
        person=person, subject=subject, body=body, why=why, about=first, now=now,
        expires_at=last.starts_at, calendar=ics.together(parts),
        links={RSVP: rules.Link(RSVP, label, until=last.starts_at)}, rule=Invitation.name,
        reply_to=first.partnership.facilitator,
    )  # fmt: skip


def _uninvite(sessions, person, *, why, now, because, by):
    sessions = sorted(sessions, key=lambda session: session.starts_at)
    subject, body = _text("cancellation", sessions, person, because=because, by=by)
    parts = [ics.cancellation(meeting(session), to=person, now=now) for session in sessions]
    outbox.put(
        key=key(sessions, person), kind=MessageKind.CANCELLATION,
        person=person, subject=subject, body=body, why=why, about=sessions[0], now=now,
        calendar=ics.together(parts), reply_to=sessions[0].partnership.facilitator,
    )  # fmt: skip


def _text(name, sessions, person, *, before=None, because="", by=None):
    zone, first = str(person.time_zone), sessions[0]
    theirs = [dates.say_when(session.starts_at, zone) for session in sessions]
    agreed = dates.say_when(first.starts_at, first.zone)
    return rules.text(
        f"sessions_app/mail/{name}{'s' if sessions[1:] else ''}.txt",
        session=first,
        name=first.partnership.name,
        url=rules.address(first),
        **spans.mailed(first),
        off=first.state == SessionState.CANCELLED,
        day=dates.say_day(first.starts_at.astimezone(ZoneInfo(zone))),
        when=theirs[0],
        every=theirs,
        count=len(sessions),
        agreed="" if agreed == theirs[0] else agreed,
        before=dates.say_when(before, zone) if before else "",
        because=because,
        by=by,
    )
