"""The scene of the midpoint plays through the services, and only once."""

import pytest

from demo import people
from demo.scenes import pulse
from pulse.models import PulseRound, PulseTheme
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_one_pair_waits_for_its_talks_and_one_shares_two_themes():
    people.ensure(now=NOW)

    for _time in range(2):
        pulse.set_stage(now=NOW)

    states = {
        row.partnership.name: sorted(row.conversations.values_list("state", flat=True))
        for row in PulseRound.objects.with_sides()
    }
    assert states == {
        "Ridgeway and Alder": ["to_book", "to_book"],
        "Lakeview and Beacon": ["held", "held"],
    }
    assert PulseTheme.objects.filter(state="released").exclude(promise="").count() == 2
    assert all(row.closes_on >= NOW.date() for row in PulseRound.objects.all())
