"""The sweeper: plans each minute, hands over every few seconds. Needs no Celery, no broker."""

import signal
import threading
from functools import partial

import structlog
from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections, connections

from foundation import clock
from notifications import delivery, origin, planner

log = structlog.get_logger("seedbed.mail")
TICK = 3  # seconds between two sweeps
PLAN_EVERY = 60  # seconds
LET_GO = 10  # seconds a plan may take to end; what it has not written it writes next time


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Plan and hand over once, then end")
        parser.add_argument(
            "--take-over",
            action="store_true",
            help="This installation sends from now on; what waits is held for a person",
        )

    def handle(self, **options):
        if options["take_over"]:
            held = origin.take_over(clock.now())
            self.stdout.write(f"This installation sends now. {held} messages wait for a person.")
        elif options["once"]:
            planner.plan(clock.now())
            self.stdout.write(f"{delivery.hand_over_due(clock.now())} messages went.")
        else:
            self.sweep(stopper())

    def sweep(self, stop: threading.Event) -> None:
        """Run until `stop` is set; whatever fails is logged and tried again at the next tick.

        Planning has a thread and a connection of its own: a step of it that takes minutes, such as
        a large round to solve, holds up no mail.
        """
        planning = threading.Thread(target=plan_each_minute, args=[stop], daemon=True)
        planning.start()
        while not stop.is_set():
            attempt("hand_over", partial(delivery.hand_over_due, stop=stop.is_set))
            stop.wait(TICK)
        planning.join(LET_GO)


def plan_each_minute(stop: threading.Event) -> None:
    """Plan at once and then each minute until `stop` is set."""
    while not stop.is_set():
        attempt("plan", planner.plan)
        stop.wait(PLAN_EVERY)
    connections.close_all()


def attempt(what: str, step) -> None:
    """Do one step with a living database connection; log what goes wrong, and go on."""
    close_old_connections()
    try:
        step(clock.now())
    except origin.Elsewhere as refusal:
        log.error("sweep_refused", why=str(refusal))
    except Exception as error:  # noqa: BLE001 - the sweeper outlives a database that restarts
        known = isinstance(error, OperationalError)  # the database is away; it comes back
        log.error("sweep_failed", step=what, error=type(error).__name__, exc_info=not known)


def stopper() -> threading.Event:
    """Return an event that SIGTERM and Ctrl-C set; the message in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: stop.set())
    return stop
