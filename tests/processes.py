"""Finds what a test started, by a mark in its environment, and waits until it is gone."""

import time

import psutil

MARK = "SEEDBED_TEST_MARK"


def marked(mark: str) -> list[str]:
    """Return the command lines of all processes that carry `mark` in their environment."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != "zombie":
                found.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return found


def left_after(mark: str, *, seconds: float = 20) -> list[str]:
    """Return what of `mark` still runs when all have gone or the time is up."""
    deadline = time.monotonic() + seconds
    while (still := marked(mark)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return still
