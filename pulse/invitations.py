"""The calendar entry of one side's own half hour: each person of that side gets their own."""

import datetime
from dataclasses import replace

from django.utils.translation import gettext as _

from foundation.dates import say_when
from notifications import ics, outbox, rules
from notifications.models import MessageKind

from .models import TALK_MINUTES


def meeting(talk) -> ics.Meeting:
    """Return what a calendar may know: the side's organization, when, and where to read more."""
    round = talk.round
    name = round.partnership.lead(talk.side).said
    return ics.Meeting(
        uid=f"pulse-{talk.pk}@seedbed",
        sequence=talk.sequence,
        starts=talk.starts_at,
        ends=talk.starts_at + datetime.timedelta(minutes=TALK_MINUTES),
        zone=str(round.holder.time_zone),
        organizations=_("%(name)s, midpoint talk") % {"name": name},
        path=round.get_absolute_url(),
        place=talk.place,
    )


def send(talk, people, before, *, now) -> None:
    """Invite `people`, tell them again when it moved, and call it off for whoever is out."""
    outbox.supersede(_prefix(talk), now=now)
    keys = {person.pk for person in people}
    _call_off(
        talk,
        [person for person in before if person.pk not in keys],
        talk.sequence,
        now,
        without=True,
    )
    for person in people:
        part = ics.invitation(meeting(talk), to=person, now=now)
        _put(talk, person, "invitation", MessageKind.INVITATION, part, talk.sequence, now)


def cancel(talk, people, *, now) -> None:
    """Call the talk off for `people`."""
    outbox.supersede(_prefix(talk), now=now)
    _call_off(talk, people, talk.sequence + 1, now)


def _call_off(talk, people, sequence, now, without=False):
    when = replace(meeting(talk), sequence=sequence)
    for person in people:
        part = ics.cancellation(when, to=person, now=now)
        _put(talk, person, "cancelled", MessageKind.CANCELLATION, part, sequence, now, without)


def _prefix(talk):
    return f"pulse:{talk.pk}:talk:"


def _put(talk, person, template, kind, calendar, sequence, now, without=False):
    round = talk.round
    name = round.partnership.lead(talk.side).said
    when = say_when(talk.starts_at, person.time_zone)
    subject, body = rules.text(
        f"pulse/mail/{template}.txt",
        talk=talk,
        round=round,
        name=name,
        when=when,
        without=without,
    )
    outbox.put(
        key=f"{_prefix(talk)}{kind}:{sequence}:{person.pk}", kind=kind, person=person,
        subject=subject, body=body, why=_("The talk of this side."), now=now, about=round,
        calendar=calendar, reply_to=round.holder,
    )  # fmt: skip
