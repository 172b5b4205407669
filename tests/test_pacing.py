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


@pytest.mark.parametrize(("cores", "started"), [(None, 1), (1, 1), (2, 2), (6, 6), (64, 8)])
def test_there_is_a_process_for_each_core_and_eight_at_most(monkeypatch, cores, started):
    monkeypatch.setattr("os.cpu_count", lambda: cores)

    assert pacing.workers() == started
