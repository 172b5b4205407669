"""Who hears each side alone is said once, for one partnership in hand and for a query."""

import pytest

from partnerships import permissions
from partnerships.models import Partnership, hears, neutral_in
from tests.factories import UserFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Partnership.FacilitatorKind.values)
def test_in_hand_and_in_a_query_it_is_the_same_person(kind):
    neutral = UserFactory()
    room = make_room(facilitator_kind=kind, neutral_person=neutral)
    people = [room.facilitator, neutral, room.lead]

    found = [Partnership.objects.filter(hears(user)).exists() for user in people]
    named = [Partnership.objects.filter(neutral_in(user)).exists() for user in people]
    held = [permissions.holds_talks(user, room.partnership) for user in people]

    internal = kind == "internal"
    assert found == held == [not internal, internal, False]
    assert named == [False, internal, False]
    assert room.partnership.talks_with == people[internal]
    assert room.partnership.talks_with_id == people[internal].pk
