"""A hint asks a worker to do now what the table says and the sweeper would do a little later."""

import structlog
from django.db import connection, transaction


class Hint:
    """Asks for one Celery task; `log` is told when the broker is dead, and nothing is lost."""

    def __init__(self, task, log: str):
        self.task, self.log = task, structlog.get_logger(log)

    def after_commit(self) -> None:
        """Ask once for all that this transaction leaves waiting."""
        if not any(asked[1] == self.send for asked in connection.run_on_commit):
            transaction.on_commit(self.send)

    def send(self) -> None:
        """Ask now."""
        try:
            self.task.apply_async(retry=False, ignore_result=True)
        except Exception as error:  # noqa: BLE001 - whatever the broker raises, the row stands
            self.log.warning("hint_lost", error=type(error).__name__)
