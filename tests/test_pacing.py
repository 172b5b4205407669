"""A test run roomily is the same test, and what begins with something long is begun once."""

from pathlib import Path

import pytest

from tests import pacing

ROOT = Path(__file__).parent.parent


def test_it_gives_and_raises_what_it_calls():
    assert pacing.roomily(sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(ZeroDivisionError):
        pacing.roomily(lambda: 1 // 0)


def test_its_frame_is_larger_than_a_chunk_of_sixteen_kibibytes():
    code = pacing.roomily.__code__

    assert code.co_stacksize * 8 > 16 * 1024


@pytest.mark.parametrize(("cores", "started"), [(None, 1), (1, 1), (2, 2), (6, 6), (64, 8)])
def test_there_is_a_process_for_each_core_and_eight_at_most(monkeypatch, cores, started):
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert pacing.workers() == started


class Process:
    """One that only remembers which tests it was sent."""

    def __init__(self):
        self.sent = []

    def send_runtest_some(self, numbers):
        self.sent += numbers


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        (2, [0, 1]),  # ends before the file
        (3, [0, 1, 2, 3, 4]),  # ends within it
        (6, [0, 1, 2, 3, 4, 5]),  # holds it whole
        (9, [0, 1, 2, 3, 4, 5, 6]),
        (0, []),
    ],
)
def test_tests_of_a_file_that_begins_long_go_to_one_process(asked, sent):
    long = sorted(pacing.TOGETHER)[0]
    scheduler = pacing.Scheduler.__new__(pacing.Scheduler)
    scheduler.collection = [
        "tests/a.py::one", "tests/a.py::two", f"{long}::one", f"{long}::two[a::b]",
        f"{long}::three", "tests/b.py::one", "tests/b.py::two",
    ]  # fmt: skip
    process, scheduler.pending = Process(), list(range(7))
    scheduler.node2pending = {process: []}

    scheduler._send_tests(process, asked)

    assert (process.sent, scheduler.node2pending[process]) == (sent, sent)
    assert scheduler.pending == [n for n in range(7) if n not in sent]


def test_files_kept_together_are_there():
    assert [name for name in pacing.TOGETHER if not (ROOT / name).exists()] == []
