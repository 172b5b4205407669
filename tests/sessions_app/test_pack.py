"""The pack tells what was to be looked at again by the day of the session (domain 0.50)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories_around import P, room_of
from tests.factories_kickoff import WindFactory
from tests.reading import as_

pytestmark = pytest.mark.django_db


def test_what_was_to_be_looked_at_by_then_stands_there_with_who_looks_after_it():
    room, session = room_of()
    day, owner = session.local_date, room.implementer(P)
    due = {"partnership": room.partnership, "watch_on": day}
    WindFactory(text="No common hour", owner=owner, **due)
    WindFactory(text="Nobody looks after it", **due)
    WindFactory(text="Gone by now", blowing=False, **due)
    WindFactory(text="Not yet", **due | {"watch_on": day + timedelta(days=1)})
    WindFactory(text="No day named", **due | {"watch_on": None})

    page = as_(room.facilitator).get(reverse("sessions_app:pack", args=[session.pk]))

    told = [("No common hour", owner.name), ("Nobody looks after it", "")]
    assert sorted(page.context["winds"]) == told
    assert f"<bdi>No common hour</bdi>: {owner.name}" in page.text
    assert "<bdi>Nobody looks after it</bdi></li>" in page.text
