"""In a pause nothing is asked of anybody: no verdict, no level, no signature, no reminder."""

import pytest

from insights import asks, briefs, reminders
from notifications.models import Message
from partnerships.models import Partnership, Phase, Side
from tests import factories_insights as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


def asked(room):
    return [
        len(asks.lessons(room.decider(P), NOW)),
        len(asks.lessons(room.decider(T), NOW)),
        len(asks.signatures(room.decider(P), NOW)),
        len(list(reminders.Publication().due(NOW))),
    ]


def test_a_pause_asks_nobody_about_lessons_and_briefs(room, brief):
    make.shared(room.partnership, level=4, strategy="Another")
    briefs.send(brief, by=room.facilitator, now=NOW)
    before = asked(room)

    Partnership.objects.update(phase=Phase.PAUSED, phase_before_pause=Phase.ACTIVE)

    assert (min(before) > 0, asked(room)) == (True, [0, 0, 0, 0])
    waiting = Message.objects.filter(person=room.decider(P)).first()
    assert reminders.Publication().stopped(waiting, NOW) == "The partnership is paused."
