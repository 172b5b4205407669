"""What makes a run of the tests quick without changing what is tried."""

import os
from collections.abc import Callable
from itertools import takewhile

from xdist.scheduler.load import LoadScheduling

ROOMY = 100_000  # objects a frame may hold on its stack, so that its chunk is 1 MiB
MOST_WORKERS = 8
TOGETHER = {  # begin with what takes some twenty seconds, once a process
    "tests/demo/test_demonstration.py",
    "tests/demo/test_run.py",
}


def roomily(do: Callable, *args, **kwargs):
    """Call `do` from a frame so large that all frames of `do` lie in one chunk of memory.

    CPython 3.11 and later ask the system for 16 KiB of frames at a time and give it back as soon
    as the first frame in it ends. A loop that calls across such an edge asks and gives back each
    time round; a seventh of a run was that.
    """
    return do(*args, **kwargs)


roomily.__code__ = roomily.__code__.replace(co_stacksize=ROOMY)


def workers() -> int:
    """Return how many processes try the tests: one a core, eight at most.

    More do not pay: each collects all tests, and while one waits for PostgreSQL or its browser,
    those are at work.
    """
    return min(os.cpu_count() or 1, MOST_WORKERS)


class Scheduler(LoadScheduling):
    """Hands out a few tests at a time, and those of a file of TOGETHER to one process."""

    def _send_tests(self, node, num):
        super()._send_tests(node, num + self._belonging(num))

    def _belonging(self, num) -> int:
        """Return how many of what waits go with the last of the first `num`."""
        files = [self.collection[n].partition("::")[0] for n in self.pending[max(num - 1, 0) :]]
        if not files or files[0] not in TOGETHER:
            return 0
        return sum(1 for _file in takewhile(files[0].__eq__, files[1:]))
