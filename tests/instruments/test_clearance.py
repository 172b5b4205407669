"""The tenth outside person in a federally sponsored program waits for counsel."""

from datetime import timedelta

import pytest

from instruments.clearance import held
from instruments.models import InstrumentVersion
from tests.factories import TODAY

NUMBER = {"clearance_number": "1850-0000"}
CASES = [
    (True, 9, {}, True),
    (True, 8, {}, False),
    (False, 500, {}, False),
    (True, 500, NUMBER, False),
    (True, 9, {"clearance_expires": TODAY + timedelta(days=9)}, True),
    (True, 9, NUMBER | {"clearance_expires": TODAY}, False),
    (True, 9, NUMBER | {"clearance_expires": TODAY - timedelta(days=1)}, True),
]


@pytest.mark.parametrize(("sponsored", "asked", "fields", "waits"), CASES)
def test_who_waits(sponsored, asked, fields, waits):
    said = held(
        InstrumentVersion(**fields),
        federally_sponsored=sponsored,
        outside_people_asked_in_12_months=asked,
        on=TODAY,
    )

    assert bool(said) == waits


def test_the_sentence_has_a_way_on():
    said = held(InstrumentVersion(), federally_sponsored=True, outside_people_asked_in_12_months=9)

    assert "Ask your counsel" in said
    assert "conversation guide only" in said
