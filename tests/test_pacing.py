"""A test run roomily is the same test, and what begins with something long is begun once."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import marking, pacing

ROOT = Path(__file__).parent.parent


def test_it_gives_and_raises_what_it_calls():
    assert pacing.roomily(sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(ZeroDivisionError):
        pacing.roomily(lambda: 1 // 0)


def test_its_frame_is_larger_than_a_chunk_of_sixteen_kibibytes():
    code = pacing.roomily.__code__

    assert code.co_stacksize * 8 > 16 * 1024


@pytest.mark.parametrize(("cores", "busy"), [(None, 1), (1, 1), (2, 2), (6, 6), (64, 8)])
def test_there_is_a_process_for_each_core_and_one_for_what_waits(monkeypatch, cores, busy):
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert pacing.cores() == busy
    assert pacing.workers("") == pacing.workers("not own and not matrix") == busy + 1
    assert pacing.workers("not browser and not whole") == pacing.workers("not browser") == busy


class Process:
    """One that only remembers which tests it was sent, and whether that was all."""

    def __init__(self, number=0):
        self.sent, self.ended = [], False
        self.gateway = SimpleNamespace(id=f"gw{number}")

    def send_runtest_some(self, numbers):
        self.sent += numbers

    def shutdown(self):
        self.ended = True


def scheduler(collection, *processes):
    """Return one that has handed out nothing of `collection`, the ids of tests."""
    made = pacing.Scheduler.__new__(pacing.Scheduler)
    made.collection, made.pending = collection, list(range(len(collection)))
    made.node2pending = {process: [] for process in processes}
    return made


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
    process = Process()
    made = scheduler(
        ["tests/a.py::one", "tests/a.py::two", f"{long}::one", f"{long}::two[a::b]",
         f"{long}::three", "tests/b.py::one", "tests/b.py::two"],
        process,
    )  # fmt: skip

    made._send_tests(process, asked)

    assert (process.sent, made.node2pending[process]) == (sent, sent)
    assert made.pending == [n for n in range(7) if n not in sent]
    assert not process.ended


def test_a_process_more_than_cores_gets_what_waits_and_ends(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    browser = sorted(name for name in pacing.waiting() if "browser" in name)[0]
    busy, spare = Process(1), Process(2)
    made = scheduler([f"{browser}::{n}" for n in range(5)] + ["tests/a.py::one"] * 3, busy, spare)

    made._send_tests(spare, 2)
    made._send_tests(busy, 1)
    assert (spare.sent, spare.ended) == ([0, 1], False)
    made._send_tests(spare, 4)
    assert (spare.sent, spare.ended) == ([0, 1, 3, 4], False)
    made._send_tests(spare, 4)
    made._send_tests(busy, 4)

    assert (spare.sent, spare.ended) == ([0, 1, 3, 4], True)
    assert (busy.sent, busy.ended) == ([2, 5, 6, 7], False)


def test_what_waits_is_what_comes_first(request):
    first = {item.nodeid.partition("::")[0] for item in request.session.items
             if marking.turn(item) == 0}  # fmt: skip

    assert first <= pacing.waiting()
    assert {"tests/browser/test_tour.py", "tests/demo/test_run.py"} <= pacing.waiting()
    assert "tests/foundation/test_paging.py" not in pacing.waiting()


def test_files_kept_together_are_there():
    assert [name for name in pacing.TOGETHER if not (ROOT / name).exists()] == []
