"""The kickoff's scene plays through the services, and only once."""

import pytest

from demo import people
from demo.scenes import kickoff, partnerships
from partnerships import phases
from partnerships.models import LearningObjective, Partnership, Phase, PlanItem
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_both_sides_agree_once():
    people.ensure(now=NOW)
    partnerships.set_stage(now=NOW)

    for _time in range(2):
        kickoff.set_stage(now=NOW)

    row = Partnership.objects.with_room().get(goal__isnull=False)
    served = {
        aim.order: list(aim.plan_items.order_by("number").values_list("number", flat=True))
        for aim in LearningObjective.objects.order_by("order")
    }
    assert phases.unmet(row, Phase.ACTIVE, now=NOW) == []
    assert served == {1: [1, 2, 4], 2: [3, 5, 6, 7], 3: [7, 8]}
    assert PlanItem.objects.exclude(accomplish="").count() == 8
