"""Hints. The sweeper does the same a few seconds later, with worker, beat and broker dead."""

from celery import shared_task

from foundation import clock
from foundation.hints import Hint

IN_ONE_TASK = 15  # messages: a slow server takes EMAIL_TIMEOUT each, and a task has 300 seconds


@shared_task(name="notifications.plan")
def plan() -> None:
    """Write what has become due; beat asks each minute."""
    from . import planner  # noqa: PLC0415 - planner writes through outbox, which hints

    planner.plan(clock.now())


@shared_task(name="notifications.hand_over")
def hand_over() -> None:
    """Hand over what is queued and due; asked after each commit that wrote a message."""
    from . import delivery  # noqa: PLC0415 - as above

    delivery.hand_over_due(clock.now(), limit=IN_ONE_TASK)


hint = Hint(hand_over, "seedbed.mail")
