"""Hints. The sweeper does the same a few seconds later, with worker, beat and broker dead."""

import structlog
from celery import shared_task
from django.db import connection, transaction

from foundation import clock

log = structlog.get_logger("seedbed.mail")


@shared_task(name="notifications.plan")
def plan() -> None:
    """Write what has become due; beat asks each minute."""
    from . import planner  # noqa: PLC0415 - planner writes through outbox, which hints

    planner.plan(clock.now())


@shared_task(name="notifications.hand_over")
def hand_over() -> None:
    """Hand over what is queued and due; asked after each commit that wrote a message."""
    from . import delivery  # noqa: PLC0415 - as above

    delivery.hand_over_due(clock.now())


def hint_after_commit() -> None:
    """Ask a worker, once a transaction, to hand over what this transaction writes."""
    if any(asked[1] is hint for asked in connection.run_on_commit):
        return
    transaction.on_commit(hint)


def hint() -> None:
    """Ask a worker to hand over now. A dead broker delays mail by seconds, so it only is logged."""
    try:
        hand_over.apply_async(retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - whatever the broker raises, the row stands
        log.warning("hint_lost", error=type(error).__name__)
