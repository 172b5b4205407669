"""The scene of the partnerships plays through the services, and only once."""

import pytest

from demo import people
from demo.scenes import partnerships
from foundation.models import Signature
from partnerships.models import Partnership, Phase
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_scene_is_set_once():
    people.ensure(now=NOW)

    for _time in range(2):
        partnerships.set_stage(now=NOW)

    rows = Partnership.objects.with_sides().order_by("phase")
    assert [(str(row.name), row.phase) for row in rows] == [
        ("Ridgeway and Alder", Phase.FORMING),
        ("Lakeview and Beacon", Phase.KICKOFF),
    ]
    assert Signature.objects.filter(cleared_at=None).count() == 2
