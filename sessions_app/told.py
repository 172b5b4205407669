"""Which mails before a session were written already, for which day, and what names the next one."""

import datetime

from django.utils.translation import gettext_lazy

from notifications.models import Message, MessageKind

from .models import Session

MOVED = gettext_lazy("The session moved to another day; the mail of that day says so.")
OFF = gettext_lazy("The session was called off.")
PAUSED = gettext_lazy("The partnership is paused.")
PASSES = (MOVED, OFF, PAUSED)  # what a mail is stopped for may be over while it still matters


def written(sessions) -> dict[str, tuple[datetime.datetime | None, bool]]:
    """Return key to (the start it tells, whether it was stopped for what may pass), of the mails
    before these sessions; one query."""
    rows = Message.objects.filter(
        context_kind=Session._meta.label_lower, context_id__in=[session.pk for session in sessions],
        kind__in=[MessageKind.BEFORE, MessageKind.REMINDER], expires_at__isnull=False,
    )  # fmt: skip
    told = rows.values_list("key", "expires_at", "stopped_because")
    passes = {str(because) for because in PASSES}
    return {key: (start, because in passes) for key, start, because in told}


def tells(session: Session, start: datetime.datetime | None) -> bool:
    """Say whether a mail that told `start` tells the day on which the session is now."""
    return start is not None and start.astimezone(session.time_zone).date() == session.local_date


def key_of(session: Session, person, kind: str, known: dict) -> str:
    """Return what names a mail before a session for ever: one a person and date.

    Mails written before the date was part of it keep their name for the date they told. One that
    was stopped because the session had moved or was off, or in a pause, is written once more when
    that is over.
    """
    undated = f"session:{session.pk}:{kind}:{person.pk}"
    start, stopped = known.get(undated, (None, False))
    if tells(session, start) and not stopped:
        return undated
    dated = key = f"{undated}:{session.local_date}"
    times = 1
    while known.get(key, (None, False))[1]:
        times += 1
        key = f"{dated}:{times}"
    return key
