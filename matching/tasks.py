"""Large rounds are solved behind the page. The table is the truth; a task only hastens it."""

from celery import shared_task

from foundation import clock
from foundation.hints import Hint


@shared_task(name="matching.solve_waiting")
def solve_waiting() -> None:
    """Solve the rounds that wait; asked after each commit that leaves one waiting."""
    from .services import runs  # noqa: PLC0415 - runs hints through this module

    runs.solve_waiting(clock.now())


hint = Hint(solve_waiting, "seedbed.matching")
