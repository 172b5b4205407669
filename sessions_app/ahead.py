"""The next day on which sessions need a person of a side, for a home on which nothing waits."""

import datetime

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.utils import timezone

from partnerships.models import GOES_ON, RosterEntry

from . import actions, asks_work, reflection
from .models import TO_COME, Action, ActionState, Attendance, Session, SessionKind


def columns(user, now: datetime.datetime) -> dict:
    """Annotate the same on each row: `words_from`, `meets_on`, `promise_due` of `user`, or None."""
    seat = RosterEntry.objects.standing().filter(user=user, partnership=OuterRef("partnership"))
    words = _words(user, now, seat).order_by("asked_from")
    meets = _meets(user, now, seat).order_by("starts_at")
    promised = Action.objects.filter(Exists(seat), owner=user, state=ActionState.OPEN)
    promised = promised.filter(partnership__phase__in=GOES_ON).order_by("due_on")
    return {
        "words_from": Subquery(words.values("asked_from")[:1], output_field=DateTimeField()),
        "meets_on": Subquery(meets.values("starts_at")[:1], output_field=DateTimeField()),
        "promise_due": Subquery(promised.values("due_on")[:1], output_field=DateField()),
    }


def day_of(row) -> datetime.date | None:
    """Return the first day on which the person of `columns` is asked or meets, None for none."""
    moments = (moment for moment in (row.words_from, row.meets_on) if moment)
    days = [timezone.localdate(moment) for moment in moments]
    if row.promise_due:
        days.append(row.promise_due - actions.AHEAD)
    return min(days, default=None)


def _ahead(now, seat) -> QuerySet[Session]:
    rows = Session.objects.filter(state__in=TO_COME, starts_at__gt=now)
    return rows.filter(Exists(seat), partnership__phase__in=GOES_ON)


def _words(user, now, seat) -> QuerySet:
    """Return the sessions that will still ask `user` for words, with the moment: `asked_from`."""
    rows = _ahead(now, seat).exclude(kind=SessionKind.KICKOFF)
    rows = rows.annotate(side=Subquery(seat.values("side")[:1]))
    rows = asks_work.waiting_words(rows, user)
    again = F("starts_at") - reflection.AGAIN
    first = F("starts_at") - asks_work.SOON
    asked_from = Case(When(later=True, then=again), default=first, output_field=DateTimeField())
    wrapped = ExpressionWrapper(asked_from, DateTimeField())
    return rows.annotate(asked_from=wrapped).filter(asked_from__gt=now)


def _meets(user, now, seat) -> QuerySet[Session]:
    """Return the sessions that `user` is invited to and did not say no to."""
    invited = Attendance.objects.filter(session=OuterRef("pk"), user=user).exclude(answer="no")
    return _ahead(now, seat).filter(Exists(invited))
