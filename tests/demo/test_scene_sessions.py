"""The scene of the sessions: dates set through the services, once, by a slot that both keep."""

import pytest

from demo import people
from demo.scenes import partnerships, sessions
from notifications.models import Message
from sessions_app import agenda_services
from sessions_app.models import Session, SessionKind, SessionNote
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_dates_are_set_once_and_the_sixth_is_dressed():
    people.ensure(now=NOW)
    partnerships.set_stage(now=NOW)

    for _time in range(2):
        sessions.set_stage(now=NOW)
    sixth = Session.objects.get(number=6)
    sessions.dress(sixth, by=sixth.partnership.facilitator, now=NOW)

    rows = Session.objects.order_by("starts_at")
    assert [row.kind for row in rows] == [SessionKind.KICKOFF, *[SessionKind.MONTHLY] * 8]
    assert {row.local_date.weekday() for row in rows if row.number} == {3}
    blocks = agenda_services.blocks_of(sixth.agenda)
    assert blocks[4].title == "Apply it to three Lakeview classrooms"
    assert (sixth.outcome, SessionNote.objects.count()) == (sessions.OUTCOME, 1)
    addresses = Message.objects.values_list("person__email", flat=True)
    assert addresses
    assert all(address.endswith(".example") for address in addresses)
