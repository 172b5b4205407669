"""In a pause nothing is asked of anybody: no verdict, no level, no signature, no reminder."""

from datetime import timedelta

import pytest

from insights import asks, briefs, reminders
from notifications import delivery, planner
from notifications.models import Message
from partnerships.models import Phase, Side
from tests import factories_insights as make
from tests.factories import NOW
from tests.factories_partnership import put_in

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


def asked(room):
    return [
        len(asks.for_participant(room.decider(P), NOW)),
        len(asks.for_participant(room.decider(T), NOW)),
        len(list(reminders.Publication().due(NOW))),
    ]


def test_a_pause_asks_nobody_about_lessons_and_briefs(room, brief):
    make.shared(room.partnership, level=4, strategy="Another")
    briefs.send(brief, by=room.facilitator, now=NOW)
    before = asked(room)

    put_in(room.partnership, Phase.PAUSED)

    assert (min(before) > 0, asked(room)) == (True, [0, 0, 0])


def test_a_reminder_that_falls_due_in_a_pause_goes_when_it_goes_on(room, brief, settings):
    settings.DEMO_MAILBOXES = True
    briefs.send(brief, by=room.facilitator, now=NOW)
    planner.plan(NOW)
    mails = Message.objects.filter(rule="insights.publication")
    due = max(mails.values_list("due_at", flat=True))
    put_in(room.partnership, Phase.PAUSED)

    delivery.hand_over_due(due)
    waits = set(mails.values_list("state", "waits_because"))
    put_in(room.partnership, Phase.ACTIVE)
    delivery.hand_over_due(due + timedelta(days=2))

    assert waits == {("queued", "The partnership is paused.")}
    assert set(mails.values_list("state", flat=True)) == {"sent"}
