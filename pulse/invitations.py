"""The calendar entry of one side's own half hour: each person of that side gets their own."""

import datetime

from django.utils.translation import gettext as _

from foundation.dates import say_when
from foundation.models import Transition
from notifications import ics, outbox, rules
from notifications.models import MAY_HAVE_GONE, Message, MessageKind

from .models import TALK_MINUTES, TalkState


def meeting(talk) -> ics.Meeting:
    """Return what a calendar may know: the side's organization, when, and where to read more."""
    round = talk.round
    name = round.partnership.lead(talk.side).said
    return ics.Meeting(
        uid=_uid(talk),
        sequence=talk.sequence,
        starts=talk.starts_at,
        ends=talk.starts_at + datetime.timedelta(minutes=TALK_MINUTES),
        zone=str(round.holder.time_zone),
        organizations=_("%(name)s, midpoint talk") % {"name": name},
        path=round.get_absolute_url(),
        place=talk.place,
    )


def _uid(talk) -> str:
    """A talk that is booked again after it was called off is a new entry (trust W7)."""
    off = [TalkState.DECLINED, TalkState.TO_BOOK]
    again = Transition.objects.about(talk).filter(new__in=off).count()
    return f"pulse-{talk.pk}-{again}@seedbed" if again else f"pulse-{talk.pk}@seedbed"


def send(talk, people, before, *, now) -> None:
    """Invite `people`, tell them again when it moved, and call it off for whoever is out.

    What still waits for other people about this talk goes: their news is their own.
    """
    keys = {person.pk for person in people}
    _call_off(talk, [person for person in before if person.pk not in keys], now, without=True)
    for person in people:
        _take_back(talk, person, now)
        part = ics.invitation(meeting(talk), to=person, now=now)
        _put(talk, person, "invitation", MessageKind.INVITATION, part, now)


def cancel(talk, people, *, now, without=False) -> None:
    """Call the talk off for `people`, one SEQUENCE later; who heard of none gets nothing.

    `without` says that it takes place all the same, without them.
    """
    talk.sequence += 1
    talk.save(update_fields=["sequence"])
    _call_off(talk, people, now, without=without)


def _call_off(talk, people, now, *, without=False):
    heard = _heard(talk, people)
    for person in people:
        _take_back(talk, person, now)
        if person.pk in heard:
            part = ics.cancellation(meeting(talk), to=person, now=now)
            _put(talk, person, "cancelled", MessageKind.CANCELLATION, part, now, without)


def _heard(talk, people) -> set:
    """Return the ids of those of `people` whom an invitation to this entry may have reached."""
    went = _telling(talk).filter(
        person__in=[person.pk for person in people], kind=MessageKind.INVITATION,
        state__in=MAY_HAVE_GONE,
    )  # fmt: skip
    return set(went.values_list("person", flat=True))


def _take_back(talk, person, now):
    """End what waits for `person` about this talk as it is in calendars now."""
    outbox.take_back(_telling(talk).filter(person=person), now=now)


def _telling(talk):
    """Return the messages about this talk as the entry that it is in calendars now."""
    rows = Message.objects.filter(key__startswith=_prefix(talk))
    return rows.filter(calendar_text__contains=f"UID:{_uid(talk)}")


def _prefix(talk):
    return f"pulse:{talk.pk}:talk:"


def _put(talk, person, template, kind, calendar, now, without=False):
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
        key=f"{_prefix(talk)}{kind}:{talk.sequence}:{person.pk}", kind=kind, person=person,
        subject=subject, body=body, why=_("The talk of this side."), now=now, about=round,
        calendar=calendar, reply_to=round.holder,
    )  # fmt: skip
