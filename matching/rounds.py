"""Which rounds take forms, and until when."""

import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from partnerships.models import Round, RoundState


def takes_forms(round: Round, now: datetime.datetime) -> bool:
    """Say whether a form may be sent: open, and its last day is not over in the active zone."""
    today = timezone.localdate(now)
    return round.state == RoundState.OPEN and round.opens_on <= today <= round.closes_on


def open_rounds(now: datetime.datetime):
    """Return the rounds that take forms, the one that closes first leading."""
    today = timezone.localdate(now)
    rounds = Round.objects.open().filter(opens_on__lte=today, closes_on__gte=today)
    return rounds.select_related("program").order_by("closes_on", "name", "pk")


def where_they_are(user):
    """Return a context in which a day ends when it ends for `user`.

    A visitor's ends where a new person starts: what the start page promises holds behind it, too.
    """
    someone = user if user.is_authenticated else get_user_model()()
    return timezone.override(someone.time_zone)
