"""What homes cost on their worst day."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from overview import today
from partnerships.models import Partnership, Phase, ProgramRole, Role, Side
from sessions_app.models import AgendaBlock, BlockKind
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_notifications import make_message
from tests.factories_partnership import make_room
from tests.factories_sessions import DAY, make_session

from .test_front_cost import lived

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


def worst_day(count):
    """Return a room whose facilitator has everything at once, in `count` partnerships."""
    room = make_room(phase=Phase.ACTIVE)
    for number in range(count):
        at_once = room if not number else make_room(phase=Phase.ACTIVE)
        session = make_session(at_once, number=6)
        AgendaBlock.objects.filter(agenda=session.agenda, kind=BlockKind.MAIN).update(minutes=10)
        session.__class__.objects.filter(pk=session.pk).update(goes_out_at=NOW)
        make_message(about=at_once.partnership, state="failed")
    Partnership.objects.update(facilitator=room.facilitator)
    return room


@pytest.mark.parametrize("count", [1, 8])
def test_a_facilitators_home_on_the_worst_day(count, cost_to):
    assert cost_to(worst_day(count).facilitator) <= 8


@pytest.mark.parametrize("count", [1, 8])
def test_what_opens_from_it_takes_eight_at_most(count, cost_to):
    room = worst_day(count)
    rows = today.partnerships_of(room.facilitator, NOW)
    (first, *_rest), _put_off = today.of_facilitator(room.facilitator, NOW, rows)
    session = room.partnership.sessions.get()

    for page in (
        reverse("today_all"),
        reverse("today_later", args=[today.key_of(first)]),
        reverse("sessions_app:pack", args=[session.pk]),
    ):
        assert cost_to(room.facilitator, page) <= 8


@pytest.mark.parametrize("count", [1, 8])
def test_a_lead_who_facilitates_pays_no_more(count, cost_to):
    room = worst_day(count)
    program = room.partnership.round.program
    ProgramRoleFactory(program=program, user=room.facilitator, role=Role.FACILITATION_LEAD)
    stalled = make_room(phase=Phase.ACTIVE)
    Partnership.objects.filter(pk=stalled.partnership.pk).update(
        round=room.partnership.round, starts_on=NOW.date() - 20 * WEEK
    )

    assert cost_to(room.facilitator) <= 8
    assert ProgramRole.objects.filter(user=room.facilitator).count() >= 2


def test_a_leads_today_asks_nothing_of_what_a_colleague_facilitates():
    room = make_room(phase=Phase.ACTIVE, starts_on=NOW.date() - 20 * WEEK)
    found = today.partnerships_of(room.lead, NOW, led={room.partnership.round.program_id})

    assert [(row.pk, row.mine, row.alerts) for row in found] == [(room.partnership.pk, False, True)]
    assert today.of_facilitator(room.lead, NOW, found) == ([], {})
    assert today.of_facilitator(
        room.facilitator, NOW, today.partnerships_of(room.facilitator, NOW)
    )[0] != []  # fmt: skip


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("phase", [Phase.FORMING, Phase.KICKOFF, Phase.ACTIVE, Phase.CLOSING])
def test_a_participants_home(phase, size, cost_to):
    room = lived(phase, size)

    for person in (room.decider(P), room.implementer(P), room.decider(T), room.implementer(T)):
        assert cost_to(person) <= 7


def test_a_quiet_participants_home_costs_seven(cost_to):
    room = make_room(phase=Phase.ACTIVE)
    make_session(room, number=1, local_date=DAY + 4 * WEEK)

    assert [cost_to(room.implementer(P)), cost_to(room.decider(T))] == [7, 7]
