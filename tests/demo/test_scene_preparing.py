"""The scene of the preparations."""

import pytest

from demo import people
from demo.scenes import matching, preparing
from matching import workup_content
from matching.models import RootCauseWorkup
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_scene_stands_once_and_shows_a_beginning_a_middle_and_a_reading():
    people.ensure(now=NOW)
    matching.set_stage(now=NOW)

    preparing.set_stage(now=NOW)
    preparing.set_stage(now=NOW)

    found = {}
    for workup in RootCauseWorkup.objects.with_parties():
        steps = workup_content.load(workup).steps
        found[workup.application.organization.said] = (
            workup.state, sum(step.done for step in steps), workup.application.state,
        )  # fmt: skip
    assert found == {
        "Pine Hollow": ("draft", 3, "preparing"),
        "Birch Lake": ("reviewed", 6, "preparing"),
        "Stonefield": ("draft", 0, "preparing"),
    }
