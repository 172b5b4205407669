"""The scene of the pairs: one to be proposed, one with both sides, one side answered."""

import pytest

from demo import people
from demo.scenes import matching, pairs
from matching.models import Application, Consent, MatchProposal
from partnerships.models import Organization
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_scene_stands_once_however_often_it_is_set():
    people.ensure(now=NOW)
    matching.set_stage(now=NOW)

    pairs.set_stage(now=NOW)
    pairs.set_stage(now=NOW)

    cedarbrook = Application.objects.get(organization__short_name="Cedarbrook")
    judged = dict(cedarbrook.reviews.values_list("offer__organization__short_name", "judgment"))
    assert (cedarbrook.state, judged) == ("ready", {"Prairie": "first", "Stonebridge": "reserve"})
    sent = MatchProposal.objects.with_parties().get()
    assert (sent.state, sent.name) == ("sent", "Fox Hollow and Stonebridge")
    assert [(row.side, row.answer) for row in Consent.objects.all()] == [
        ("thought_partner", "accept")
    ]
    assert not Organization.objects.filter(enrolled_at=None).exists()
