"""Invented organizations have a kind the vocabulary knows, and a place."""

import pytest

from demo import people, places
from demo.scenes import board, earlier, matching, preparing
from demo.scenes import pairs as asked
from demo.simulator import pairs
from partnerships.models import Organization
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_every_kind_is_known():
    for name in places.PLACES:
        said = places.of(name)
        assert said["type"] is not None, name
        assert len(said["state"]) == 2, name


def test_everybody_of_the_cast_and_of_the_scenes_has_a_place():
    names = {side[0] for pair in pairs.cast() for side in (pair.partner, pair.thought_partner)}
    names |= {one[0] for one in (*board.ASKING, *earlier.ASKED, *matching.DISTRICTS)}
    names |= {asked.FOX_HOLLOW[0], asked.PRAIRIE.name, asked.STONEBRIDGE.name}
    names |= {name for name, _title in preparing.NAMES.values()}
    names |= {person.organization for person in people.DOORS}

    assert names - set(places.PLACES) == set()
    assert places.of("Amber 1 Schools") == {}


def test_the_doors_are_made_with_it():
    people.ensure(now=NOW)

    beacon = Organization.objects.select_related("type").get(short_name="Beacon")
    assert (beacon.type.slug, beacon.city, beacon.state) == ("epp_residency", "Port Ellery", "NY")
