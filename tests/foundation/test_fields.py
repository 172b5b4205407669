"""Ids and numbers as addresses and forms bring them."""

import pytest

from foundation.fields import number_or_none


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("90", 90), ("007", 7), ("999999999", 999_999_999)]
    + [(text, None) for text in ("", " ", "-1", "1.5", "²", "ten", "1" * 10, "1" * 5000)],
)
def test_a_number_is_read_as_it_was_sent_and_never_raises(text, number):
    assert number_or_none(text) == number
