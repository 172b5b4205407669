"""The next day on which sessions need a person of a side, for a home on which nothing waits."""

import datetime

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, QuerySet, Subquery, When
from django.utils import timezone

from partnerships.models import GOES_ON, RosterEntry

from . import actions, asks_work, reflection
from .models import Attendance, Session


def columns(user, now: datetime.datetime) -> dict:
    """Annotate the same on each row: `words_from`, `meets_at`, `promise_due` of `user`, or None."""
    promised = asks_work.own_promises(user).order_by("due_on")
    return {
        "words_from": Subquery(_words(user, now).values("asked_from")[:1]),
        "meets_at": Subquery(_meets(user, now).values("starts_at")[:1]),
        "promise_due": Subquery(promised.values("due_on")[:1]),
    }


def asked_on(row) -> datetime.date | None:
    """Return the first day on which the person of `columns` is asked for something, or None."""
    days = [timezone.localdate(row.words_from)] if row.words_from else []
    if row.promise_due:
        days.append(row.promise_due - actions.AHEAD)
    return min(days, default=None)


def _words(user, now) -> QuerySet:
    """Return the sessions that will still ask `user` for words, with the moment: `asked_from`."""
    again = F("starts_at") - reflection.AGAIN
    first = F("starts_at") - asks_work.SOON
    moment = Case(When(later=True, then=again), default=first, output_field=DateTimeField())
    rows = asks_work.waiting_words(user, now).annotate(asked_from=moment)
    return rows.filter(asked_from__gt=now).order_by("asked_from")


def _meets(user, now) -> QuerySet[Session]:
    """Return the sessions not over that `user` is invited to and did not say no to, in order."""
    seats = RosterEntry.objects.standing().filter(user=user).values("partnership")
    invited = Attendance.objects.filter(session=OuterRef("pk"), user=user).exclude(answer="no")
    rows = Session.objects.at_hand(now).filter(Exists(invited), partnership__in=seats)
    return rows.filter(partnership__phase__in=GOES_ON)
