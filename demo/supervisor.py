"""Keeps the processes of `make run` together: all run, or none does."""

import contextlib
import os
import signal
import subprocess
import time

from . import servers

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 20  # seconds a process may take to stop


class Stopped(BaseException):
    """Someone asked to stop: Ctrl-C, SIGTERM, or the terminal closed."""


class Broken(Exception):
    """A process ended by itself, or never answered; the message names it."""


class Supervisor:
    """Use as a context: leaving it, for whatever reason, stops all that was started."""

    def __init__(self):
        self.children: dict[str, subprocess.Popen] = {}

    def __enter__(self):
        for number in SIGNALS:
            signal.signal(number, self.ask_to_stop)
        return self

    def __exit__(self, *error):
        for number in SIGNALS:
            signal.signal(number, self.insist)
        names = list(self.children)
        self.stop(names[1:])
        self.stop(names[:1])  # the broker came first and goes last

    def ask_to_stop(self, *_):
        raise Stopped

    def insist(self, *_):
        """On a second Ctrl-C, stop waiting."""
        for child in self.children.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)

    def start(self, name, argv, **guard) -> None:
        """Start a process under a guard, which stops it even if we are killed."""
        self.children[name] = servers.guarded(argv, **guard)

    def stop(self, names) -> None:
        """Ask all of `names` to stop at once and wait until they have."""
        for name in names:
            servers.let_go(self.children[name])
        deadline = time.monotonic() + PATIENCE
        for name in names:
            try:
                self.children[name].wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.insist()

    def wait_until(self, answers, *, name, seconds=60) -> None:
        """Return once `answers()` is true. Raises Broken if it never is, or a process ends."""
        deadline = time.monotonic() + seconds
        while not answers():
            self.check()
            if time.monotonic() > deadline:
                raise Broken(f"{name} does not answer after {seconds} seconds.")
            time.sleep(0.05)

    def check(self) -> None:
        """Raise Broken if a process has ended."""
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Broken(f"{name} ended by itself, with status {child.returncode}.")

    def watch(self) -> None:
        """Wait until someone asks to stop (Stopped) or a process ends (Broken)."""
        while True:
            self.check()
            time.sleep(0.2)
