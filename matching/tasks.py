"""Large rounds are solved behind the page. The table is the truth; a task only hastens it."""

import structlog
from celery import shared_task
from django.db import connection, transaction

from foundation import clock

log = structlog.get_logger("seedbed.matching")


@shared_task(name="matching.solve_waiting")
def solve_waiting() -> None:
    """Solve the rounds that wait; asked after each commit that leaves one waiting."""
    from .services import runs  # noqa: PLC0415 - runs hints through this module

    runs.solve_waiting(clock.now())


def hint_after_commit() -> None:
    """Ask a worker, once a transaction, to solve what this transaction leaves waiting."""
    if any(asked[1] is hint for asked in connection.run_on_commit):
        return
    transaction.on_commit(hint)


def hint() -> None:
    """Ask a worker to solve now. With the broker dead the sweeper does it minutes later."""
    try:
        solve_waiting.apply_async(retry=False, ignore_result=True)
    except Exception as error:  # noqa: BLE001 - whatever the broker raises, the row stands
        log.warning("hint_lost", error=type(error).__name__)
