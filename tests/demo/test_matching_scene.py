"""The scene of the matching room."""

import pytest

from demo import people
from demo.scenes import matching
from matching.models import Application, Offer
from partnerships.models import Organization
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_scene_stands_once_however_often_it_is_set():
    people.ensure(now=NOW)

    matching.set_stage(now=NOW)
    matching.set_stage(now=NOW)

    states = dict(Application.objects.values_list("organization__short_name", "state"))
    assert states == {
        "Elm Valley": "assessing",
        "Cedarbrook": "assessing",
        "Maple Grove": "submitted",
        "Oak Ridge": "draft",
    }
    assert Application.objects.get(organization__short_name="Elm Valley").apart == ["R8"]
    assert [(o.organization.said, o.state) for o in Offer.objects.all()] == [("Beacon", "willing")]
    assert not Organization.objects.filter(enrolled_at=None).exists()
