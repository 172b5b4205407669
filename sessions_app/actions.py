"""Promises: done or dropped by a press or by a personal link, carried on where they stay open."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import Refused
from partnerships.models import Partnership

from .models import ACTION_MOVES, FACILITATION, Action, ActionState, Session

CARRIED_TOO_OFTEN = 2  # then the facilitator talks about it (calendar row 34)
LATE = datetime.timedelta(days=10)  # the same, by days after its date
AHEAD = datetime.timedelta(days=7)  # a home asks from a week before


def open_ones(partnership):
    """Return the promises that stand, the earliest date first."""
    rows = Action.objects.filter(partnership=partnership, state=ActionState.OPEN)
    return rows.order_by("due_on", "created_at", "pk")


@transaction.atomic
def settle(
    action: Action, state: str, *, result: str = "", by, now: datetime.datetime, by_link=False
) -> None:
    """Say that it is done, or will not happen. Raises AlreadyMoved where somebody said it first."""
    if state not in (ActionState.DONE, ActionState.DROPPED):
        raise Refused(_("Say whether it is done or will not happen. Nothing was changed."))
    done_at = now if state == ActionState.DONE else None
    states.move(
        action, ActionState(state), moves=ACTION_MOVES, by=by, now=now, done_at=done_at,
        by_link=by_link, result=result or action.result, changed_at=now, changed_by=by,
    )  # fmt: skip
    audit.record("settled", action, by=by, now=now, fields=["state"])


@transaction.atomic
def reopen(action: Action, *, by, now: datetime.datetime) -> None:
    """Take "done" or "will not happen" back. Raises AlreadyMoved where it is open."""
    states.move(
        action, ActionState.OPEN, moves=ACTION_MOVES, by=by, now=now, done_at=None, by_link=False,
        changed_at=now, changed_by=by,
    )  # fmt: skip
    audit.record("reopened", action, by=by, now=now, fields=["state"])


def carry(session: Session, *, now: datetime.datetime) -> int:
    """Count one more for each promise of an earlier session that is open after `session`.

    Called once, when the notes of `session` go. Returns how many.
    """
    earlier = Action.objects.filter(
        partnership=session.partnership_id, state=ActionState.OPEN,
        session__starts_at__lt=session.starts_at, due_on__lte=session.local_date,
    )  # fmt: skip
    return earlier.update(carried=F("carried") + 1, version=F("version") + 1, changed_at=now)


def side_of(owner, session: Session) -> str:
    """Return the side of who promises: of the roster, else the facilitator's."""
    for entry in session.partnership.people():
        if entry.user_id == owner.pk:
            return entry.side
    return FACILITATION


@transaction.atomic
def add(session: Session, text: str, owner, due_on, *, by, now: datetime.datetime) -> Action:
    """Add one promise to a session's notes. Raises ValidationError for words too long."""
    action = Action(
        session=session, partnership=session.partnership, text=text, owner=owner, due_on=due_on,
        side=side_of(owner, session), created_at=now, created_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    action.clean_fields(exclude=["session", "partnership", "owner", "created_by", "changed_by"])
    action.save(force_insert=True)
    audit.record("promised", action, by=by, now=now)
    return action


def hand_on(partnership, *, by, now: datetime.datetime) -> None:
    """Give what the former facilitator promised to the one of today (registered in access.py)."""
    fresh = Partnership.objects.select_related("facilitator").get(pk=partnership.pk)
    rows = open_ones(fresh).filter(side=FACILITATION).exclude(owner=fresh.facilitator)
    for action in rows:
        action.owner, action.changed_at, action.changed_by = fresh.facilitator, now, by
        action.version += 1
        action.save(update_fields=["owner", "version", "changed_at", "changed_by"])
        audit.record("handed_on", action, by=by, now=now, fields=["owner"])
