"""More asks in the one ask after a session: rooms above add theirs, nothing here knows them.

A room registers `make(session, person, now)` in `AppConfig.ready()`; the After mail writes one line
a part with its link, the After page one row a part. At most `MOST` are shown; the rest waits.
What both sides may read elsewhere since the last session is one sentence each, and asks nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from notifications.rules import Link

from .models import Session

MOST = 3
_makers: list = []
_tellers: list = []


@dataclass(frozen=True)
class Part:
    """One more thing asked: `sentence` says what, `link` is for mails, `url` for whoever signed in.

    `name` is what a mail's body calls the link, unique among the parts of one mail; `minutes` is
    the price.
    """

    name: str
    sentence: str
    link: Link
    url: str
    minutes: int = 1


def add(make) -> None:
    """Register `make(session, person, now)`, which returns a list of parts, the oldest first."""
    _makers.append(make)


def parts(session, person, now: datetime) -> list[Part]:
    """Return what `person` is asked besides, after `session`."""
    return [part for make in _makers for part in make(session, person, now)][:MOST]


def say(parts: list[Part]) -> str:
    """Say what these cost in all and what happens when they are skipped."""
    minutes = sum(part.minutes for part in parts)
    text = ngettext(
        "Besides, if you like, about %(n)d minute. If you skip it, it waits until after the next "
        "session.",
        "Besides, if you like, about %(n)d minutes. If you skip it, it waits until after the next "
        "session.",
        minutes,
    )
    return text % {"n": minutes}


def add_news(tell) -> None:
    """Register `tell(partnership_id, since)`, which returns sentences without anybody's words."""
    _tellers.append(tell)


def news(session) -> list[str]:
    """Return what there is to read since the notes before those of `session` went (row 44)."""
    earlier = Session.objects.filter(
        partnership=session.partnership_id, notes_sent_at__isnull=False
    )
    earlier = earlier.exclude(pk=session.pk).order_by("-notes_sent_at")
    since = earlier.values_list("notes_sent_at", flat=True).first()
    return [line for tell in _tellers for line in tell(session.partnership_id, since)]
