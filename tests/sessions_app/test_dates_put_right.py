"""Dates that cannot be: said beside the field, with all that was typed kept."""

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Phase
from sessions_app.models import Session
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

pytestmark = pytest.mark.django_db
PAST = {"day": "2027-03-01", "time": "3:30 pm", "zone": "America/Chicago"}
SERIES = {
    "week": "1", "weekday": "0", "time": "3:30 pm", "zone": "America/Chicago",
    "start": "2027-03-01", "count": "2", "mode": "virtual",
}  # fmt: skip


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


def test_a_session_is_not_moved_to_a_day_that_has_passed(room, enter):
    session = make_session(room, number=1)
    address = reverse("sessions_app:move", args=[session.pk])

    answer = enter(room.facilitator).post(address, {**PAST, "because": "The hall is taken."})

    assert "One of these dates has passed." in answer.context["form"].errors["day"][0]
    assert "The hall is taken." in answer.text
    assert Session.objects.get().starts_at == session.starts_at


def test_a_session_is_not_added_on_a_day_that_has_passed(room, enter):
    address = reverse("sessions_app:add", args=[room.partnership.pk])

    answer = enter(room.facilitator).post(address, {**PAST, "kind": "extra", "mode": "virtual"})

    assert "One of these dates has passed." in answer.context["form"].errors["day"][0]
    assert not Session.objects.exists()


def test_a_series_with_a_day_that_has_passed_is_shown_again(room, enter):
    address = reverse("sessions_app:save_series", args=[room.partnership.pk])
    days = {"day_0": "2027-03-01", "day_1": "2027-04-05"}

    answer = enter(room.facilitator).post(address, SERIES | days)

    assert answer.status_code == 422
    assert "One of these dates has passed." in answer.text
    assert 'value="2027-04-05"' in answer.text
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("3:30", True), ("6:59", True), ("03:30", False), ("3:30 pm", False), ("9:30", False)],
)
def test_an_hour_nobody_meets_at_needs_its_am_or_pm(room, enter, typed, asked):
    address = reverse("sessions_app:series", args=[room.partnership.pk])

    answer = enter(room.facilitator).get(address, SERIES | {"time": typed})

    said = f"Morning or afternoon? Write {typed} am or {typed} pm."
    assert (said in answer.text, "Do these dates fit?" in answer.text) == (asked, not asked)
