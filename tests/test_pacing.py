"""A test run roomily is the same test, and no edge of a chunk of frames lies in it."""

import pytest

from tests import pacing


def test_it_gives_and_raises_what_it_calls():
    assert pacing.roomily(sorted, [2, 1], reverse=True) == [2, 1]
    with pytest.raises(ZeroDivisionError):
        pacing.roomily(lambda: 1 // 0)


def test_its_frame_is_larger_than_a_chunk_of_sixteen_kibibytes():
    code = pacing.roomily.__code__

    assert code.co_stacksize * 8 > 16 * 1024


@pytest.mark.parametrize(
    ("cores", "database", "started"),
    [(1, "sqlite", 1), (2, "sqlite", 2), (2, "postgres", 3), (6, "postgres", 8), (64, "sqlite", 8)],
)
def test_waiting_for_postgresql_makes_room_for_more_processes(
    monkeypatch, cores, database, started
):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    monkeypatch.setenv("TEST_DB", database)

    assert pacing.workers() == started
