"""The page after a session: what sending requires stands first, and nothing parked is skipped."""

import pytest
import time_machine
from django.urls import reverse

from sessions_app.models import ParkedItem
from tests.factories import NOW
from tests.factories_around import BEGINS, MINUTE, held, room_of, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    with time_machine.travel(BEGINS.replace(hour=23), tick=False):
        room, session = room_of()
        held(room, session)
        by = {"created_at": NOW, "changed_at": NOW}
        ParkedItem.objects.create(session=session, text="Who pays later?", **by)
        ParkedItem.objects.create(session=session, text="The map", destination="plan", **by)
        client.force_login(room.facilitator)
        yield client.get(reverse("sessions_app:wrapup", args=[session.pk]))


@pytest.mark.parametrize(
    ("started", "says"),
    [(True, "The clock still runs."), (False, "Nobody started the clock.")],
)
def test_it_says_of_the_clock_what_is_so(client, monkeypatch, started, says):
    monkeypatch.setattr("foundation.clock.now", lambda: BEGINS + 20 * MINUTE)
    room, session = room_of()
    if started:
        run(room, session)
    client.force_login(room.facilitator)

    page = client.get(reverse("sessions_app:wrapup", args=[session.pk])).text

    said = [one for one in ("The clock still runs.", "Nobody started the clock.") if one in page]
    assert said == [says]


def test_who_came_stands_before_everything_else(page):
    heads = ["Who came, who spoke", "What was decided", "Who does what", "Parked, and where"]

    places = [page.text.index(head) for head in heads]

    assert places == sorted(places)


def test_nothing_parked_goes_anywhere_by_itself(page):
    form = page.context["form"]

    chosen = {
        line["text"].value(): line["to"].value() for line in form.parked if line["text"].value()
    }

    assert chosen == {"Who pays later?": "", "The map": "plan"}
    assert "Choose, or it stays parked until the next session" in page.text


def test_people_stand_by_their_side_as_on_every_visit(page):
    labels = [label for label, _came, _spoke in page.context["seats"]]

    assert labels == sorted(labels)
    assert len(labels) > 2
