"""What a person does with a message at the mail desk."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import AlreadyMoved, Refused

from . import tasks
from .models import MOVES, OPEN, Message, State, Suppression

BY_HAND: dict[str, Any] = {"at_once": True, "tries": 0, "waits_because": "", "error": ""}


@transaction.atomic
def send_now(message: Message, *, by, now: datetime) -> None:
    """Let it go out at the next sweep, whatever the hour or the week. Raises AlreadyMoved."""
    if message.state == State.QUEUED:
        waiting = Message.objects.filter(pk=message.pk, state=State.QUEUED)
        if not waiting.update(due_at=now, **BY_HAND):
            raise AlreadyMoved
        audit.record("send_now", message, by=by, now=now, fields=["due_at"])
    else:
        why = _("Sent by hand.")
        states.move(
            message, State.QUEUED, moves=MOVES, by=by, now=now, why=why, due_at=now, **BY_HAND
        )
    tasks.hint.after_commit()


def hold(message: Message, *, by, now: datetime) -> None:
    """Keep it until somebody sends it or lets it go. Raises AlreadyMoved."""
    why = _("%(name)s holds it.") % {"name": by}
    states.move(message, State.HELD, moves=MOVES, by=by, now=now, why=why, waits_because=why)


def let_go(message: Message, *, by, now: datetime) -> None:
    """Decide that it never goes. Raises AlreadyMoved."""
    why = _("%(name)s let it go.") % {"name": by}
    states.move(message, State.STOPPED, moves=MOVES, by=by, now=now, why=why, stopped_because=why)


@transaction.atomic
def person_left(user, *, by, now: datetime) -> None:
    """Stop what waits for somebody who leaves; what is being handed over stays."""
    why = _("This person has left.")
    waiting = Message.objects.select_for_update().filter(person=user, state__in=OPEN)
    for row in list(waiting):
        states.move(row, State.STOPPED, moves=MOVES, by=by, now=now, why=why, stopped_because=why)


@transaction.atomic
def lift(message: Message, *, by, now: datetime) -> None:
    """Open the address of `message` again and send it. Raises Refused where nothing closes it."""
    closed = Suppression.objects.of(message.person.email).first()
    if closed is None:
        raise Refused(_("Nothing closes this address any more. Go back and open the message."))
    lifted = Suppression.objects.standing().filter(pk=closed.pk)
    if not lifted.update(lifted_at=now, lifted_by=by):
        raise AlreadyMoved
    audit.record("lift", closed, by=by, now=now, fields=["lifted_at"])
    send_now(message, by=by, now=now)
