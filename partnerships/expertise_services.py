"""A claim is confirmed by its organization, goes stale after twelve months, is confirmed again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from foundation import states

from . import services_directory
from .models import EXPERTISE_MOVES, Expertise

CLAIMED = {"topic", "claim", "years", "sites", "evidence", "depth"}


def confirm(row: Expertise, *, by, now: datetime) -> None:
    """Record that the organization stands by a claim today. Raises AlreadyMoved."""
    states.move(
        row, Expertise.State.CONFIRMED, moves=EXPERTISE_MOVES, by=by, now=now,
        confirmed_on=timezone.localdate(now), confirmed_by=by,
    )  # fmt: skip


@transaction.atomic
def edit(form, *, by, now: datetime, may_confirm: bool) -> None:
    """Save a claim. Other words are confirmed by who may, and wait to be where another wrote them.

    Raises Stale with both texts.
    """
    services_directory.edit(form, by=by, now=now)
    row = form.instance
    if not CLAIMED & set(form.changed_data):
        return
    if may_confirm:
        confirm(row, by=by, now=now)
    elif row.state == Expertise.State.CONFIRMED:
        states.move(
            row, Expertise.State.DRAFTED, moves=EXPERTISE_MOVES, by=by, now=now,
            confirmed_on=None, confirmed_by=None,
        )  # fmt: skip
