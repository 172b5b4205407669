"""What makes a run of the tests quick without changing what is tried."""

import os
from collections.abc import Callable
from functools import cache
from itertools import takewhile
from pathlib import Path

from xdist.scheduler.load import LoadScheduling

HERE = Path(__file__).parent
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


def cores() -> int:
    """Return how many processes are at work all the time: one a core, eight at most.

    More do not pay: each collects all tests.
    """
    return min(os.cpu_count() or 1, MOST_WORKERS)


def workers(marks: str) -> int:
    """Return how many processes try the tests whose marks are as `marks` says (pytest's `-m`).

    While one waits for its browser a core has nothing to do, a fifth of the time. So there is one
    process more for what waits, where a run has a browser.
    """
    return cores() + ("not browser" not in marks)


@cache
def waiting() -> frozenset[str]:
    """Return the files of tests that wait for a browser or for a started Seedbed."""
    marks = ("pytest.mark.browser", "pytest.mark.whole")
    return frozenset(
        str(path.relative_to(HERE.parent))
        for path in HERE.rglob("test_*.py")
        if any(mark in path.read_text() for mark in marks)
    )


class Scheduler(LoadScheduling):
    """Hands out a few tests at a time, and those of a file of TOGETHER to one process.

    A process more than there are cores gets what waits, which comes first, and then ends.
    """

    def _send_tests(self, node, num):
        if self._is_spare(node):
            num = min(num, self._leading(waiting()))
            if not num:
                node.shutdown()
                return
        super()._send_tests(node, num + self._belonging(num))

    @staticmethod
    def _is_spare(node) -> bool:
        return int(node.gateway.id.removeprefix("gw")) >= cores()

    def _leading(self, files, after=0) -> int:
        """Return how many tests of `files` come next, when `after` others have gone."""
        left = self.pending[after:]
        return sum(1 for _n in takewhile(lambda n: self._file(n) in files, left))

    def _file(self, number) -> str:
        return self.collection[number].partition("::")[0]

    def _belonging(self, num) -> int:
        """Return how many of what waits go with the last of the first `num`."""
        last = self.pending[max(num - 1, 0) :][:1]
        if not last or self._file(last[0]) not in TOGETHER:
            return 0
        return self._leading({self._file(last[0])}, after=max(num, 1))
