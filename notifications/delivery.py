"""From the outbox to the mail server: claim, commit, hand over, and never twice by accident.

`handing_over` is committed before a byte leaves. Whoever dies after that leaves a row that is
`in_doubt`: a person decides, the app never sends it blindly again (trust D2).
"""

import contextlib
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import clock, states
from foundation.errors import AlreadyMoved

from . import mail, origin, settling
from .faults import Fate, fate_of, say
from .models import MOVES, Message, State

log = structlog.get_logger("seedbed.mail")
LEASE = timedelta(seconds=90)  # longer than one mail may take, EMAIL_TIMEOUT several times
BATCH = 5  # claimed at once; the last of them must start within the lease
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
FREE: dict[str, Any] = {"claimed_by": "", "lease_until": None}


def hand_over_due(now: datetime, limit: int = 200, stop: Callable[[], bool] = lambda: False) -> int:
    """Hand over up to `limit` messages that are due at `now`; return how many went.

    Safe to run anywhere at any time, in any number. `stop` is asked before each message: once it
    is true the one in hand is finished and the others are let go. Raises `origin.Elsewhere`.
    """
    origin.require(now)
    recover(now)
    went = taken = 0
    while taken < limit and not stop():
        claimed = claim(now, min(BATCH, limit - taken))
        if not claimed:
            break
        taken += len(claimed)
        went += _each(claimed, now, stop)
    return went


def _each(claimed, now, stop):
    went = 0
    for place, message in enumerate(claimed):
        if stop():
            left = [one.pk for one in claimed[place:]]
            mine = Message.objects.filter(pk__in=left, state=State.CLAIMED)
            mine.filter(claimed_by=message.claimed_by).update(state=State.QUEUED, **FREE)
            break
        went += hand_over(message, now)
    return went


def recover(now: datetime) -> None:
    """Free what a dead process had claimed; put what it was handing over in doubt, loudly."""
    past = Message.objects.filter(lease_until__lt=clock.now())
    past.filter(state=State.CLAIMED).update(state=State.QUEUED, **FREE)
    for message in past.filter(state=State.HANDING_OVER):
        log.error("mail_in_doubt", message=str(message.pk))
        _in_doubt(message, now)


def claim(now: datetime, size: int) -> list[Message]:
    """Take up to `size` due messages; of two rivals exactly one gets each."""
    mark = uuid.uuid4().hex
    with transaction.atomic():
        due = Message.objects.due(now).select_for_update(skip_locked=True)
        ids = list(due.values_list("pk", flat=True)[:size])
        if not ids:
            return []
        Message.objects.filter(pk__in=ids, state=State.QUEUED).update(
            state=State.CLAIMED, claimed_by=mark, lease_until=clock.now() + LEASE
        )
    mine = Message.objects.filter(claimed_by=mark, state=State.CLAIMED)
    return list(mine.select_related("person", "reply_to").order_by("due_at", "pk"))


def hand_over(message: Message, now: datetime) -> bool:
    """Decide about one claimed message and, if it may go, send it; True when it went."""
    try:
        verdict = _decide(message, now)
    except AlreadyMoved:
        return False
    except Exception as error:  # noqa: BLE001 - a rule that fails must not stop the queue
        message.tries += 1  # it was asked, though nothing was begun
        _try_later(message, error, now)
        return False
    if verdict.state == State.SENT:
        return True
    return verdict.state == State.HANDING_OVER and _send(message, now)


@transaction.atomic
def _decide(message, now):
    """Ask the last questions with the person's row locked, so that two workers cannot both send
    a second mail of the week; write the answer down. Raises AlreadyMoved."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=message.person_id)
    verdict = settling.verdict(message, now)
    if verdict == settling.GO:
        _begin(message, now)
    elif verdict.state == State.SENT:
        _move(message, State.SENT, now, handed_at=now, sent_at=now, provider_id=settling.MAILBOX)
    elif verdict.state == State.QUEUED:
        why = {"due_at": verdict.until, "waits_because": verdict.because}
        _move(message, State.QUEUED, now, why=verdict.because, **why)
    elif verdict.state == State.SUPPRESSED:
        _move(message, State.SUPPRESSED, now, error=verdict.because[:300])
    else:
        because = {"stopped_because": verdict.because}
        _move(message, verdict.state, now, why=verdict.because, **because)
    return verdict


def _begin(message, now):
    """Write down that it is being handed over. A machine's step: the history keeps outcomes."""
    mine = Message.objects.filter(pk=message.pk, state=State.CLAIMED, claimed_by=message.claimed_by)
    lease = clock.now() + LEASE
    if not mine.update(
        state=State.HANDING_OVER, tries=F("tries") + 1, handed_at=now, lease_until=lease
    ):
        raise AlreadyMoved
    message.state, message.tries, message.handed_at = State.HANDING_OVER, message.tries + 1, now


def _send(message, now):
    with transaction.atomic(durable=True):
        pass  # refuses to send where `handing_over` is not committed yet
    try:
        letter = mail.build(message, now=now)
        letter.connection = get_connection()
        letter.connection.open()
    except Exception as error:  # noqa: BLE001 - nothing has left, whatever it was
        _try_later(message, error, now)
        return False
    try:
        letter.send()
    except Exception as error:  # noqa: BLE001 - sorted by what it says about the mail's fate
        _not_sent(message, error, now)
        return False
    finally:
        letter.connection.close()
    return _sent(message, letter, now)


def _sent(message, letter, now):
    status = getattr(letter, "anymail_status", None)  # a provider's own id, where there is one
    provider_id = getattr(status, "message_id", None) or letter.extra_headers["Message-ID"]
    facts = {"sent_at": now, "provider_id": str(provider_id)[:200], "error": ""}
    _know(message, State.SENT, now, **facts)
    return True


def _not_sent(message, error, now):
    fate = fate_of(error)
    log.warning("mail_not_sent", message=str(message.pk), fate=fate.name, error=say(error))
    if fate is Fate.UNKNOWN:
        _in_doubt(message, now)
    elif fate is Fate.REFUSED:
        _know(message, State.FAILED, now, error=say(error))
    else:
        _try_later(message, error, now)


def _in_doubt(message, now):
    why = _("It was being handed over when the line broke. It may have arrived.")
    try:
        _move(message, State.IN_DOUBT, now, why=why, error=why)
    except AlreadyMoved:
        log.info("mail_no_longer_in_doubt", message=str(message.pk))


def _know(message, state, now, **facts):
    """Note what became of a mail, also where the server was slow and the lease ran out: what
    another sweeper had put in doubt meanwhile is in doubt no longer. What a person decided, or
    another sweeper did after that, stands."""
    try:
        _move(message, state, now, **facts)
    except AlreadyMoved:
        log.warning("mail_known_late", message=str(message.pk), state=state)
        message.state = State.IN_DOUBT
        with contextlib.suppress(AlreadyMoved):
            _move(message, state, now, **facts)


def _try_later(message, error, now):
    """Queue it again after a pause that grows; after the last pause it has failed, visibly."""
    tries = message.tries or 1
    log.warning("mail_tried", message=str(message.pk), tries=tries, error=say(error))
    if tries > len(BACK_OFF):
        _know(message, State.FAILED, now, tries=tries, error=say(error))
        return
    later = now + BACK_OFF[tries - 1]
    _know(message, State.QUEUED, now, due_at=later, tries=tries, error=say(error))


def _move(message, state, now, why="", **also):
    states.move(message, state, moves=MOVES, by=None, now=now, why=why, **FREE, **also)
