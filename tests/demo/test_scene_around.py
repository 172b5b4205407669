"""The acts around a session, as the demonstration and the moving clock play them."""

from datetime import timedelta

import pytest

from demo.scenes import around
from partnerships.models import Initiative
from sessions_app.models import Action, Capture, Reflection, SessionState
from tests.factories_around import BEGINS, load, room_of

pytestmark = pytest.mark.django_db


def test_a_past_session_is_played_whole_and_once():
    _room, session = room_of()
    Initiative.objects.update(title=around.LAKEVIEW.initiative)
    now = BEGINS + timedelta(days=3)

    for _twice in range(2):
        around.set_stage(now=now)

    session = load(session)
    assert session.state == SessionState.WRAPPED_UP
    assert sum(session.live.spent.values()) == 90 * 60
    assert (Reflection.objects.count(), Capture.objects.count(), Action.objects.count()) == (
        1,
        3,
        2,
    )


def test_a_session_to_come_is_left_alone():
    _room, session = room_of()
    Initiative.objects.update(title=around.LAKEVIEW.initiative)

    around.set_stage(now=BEGINS - timedelta(days=1))

    assert (load(session).state, Reflection.objects.count()) == (SessionState.PLANNED, 0)
