"""Agendas go out on their date, once, and only when they hold."""

import datetime

import pytest
from django.urls import reverse

from foundation import clock
from foundation.errors import AlreadyMoved, Refused
from foundation.models import Transition
from notifications import planner
from partnerships.models import Phase
from partnerships.partnership_services import pause
from sessions_app import publish
from sessions_app.models import AgendaBlock, BlockKind, SessionState
from tests.factories import NOW
from tests.factories_partnership import make_room, meeting_room
from tests.factories_sessions import ahead, make_session
from tests.rivals import together

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
WAITS = "Waits until the partnership goes on. It is paused."


def at(session):
    return session.goes_out_at + HOUR


def test_it_goes_out_on_its_date_once_with_its_history():
    session = make_session()

    assert publish.publish_due(session.goes_out_at - HOUR) == 0
    assert publish.publish_due(at(session)) == 1
    assert publish.publish_due(at(session)) == 0

    session.refresh_from_db()
    row = Transition.objects.about(session).get()
    assert (session.state, session.went_out_at) == (SessionState.GONE_OUT, at(session))
    assert (row.new, row.by, row.why) == ("gone_out", None, "No objection by its date.")


def test_the_minute_tick_lets_it_out():
    session = make_session()

    planner.plan(at(session))

    session.refresh_from_db()
    assert session.state == SessionState.GONE_OUT


def test_it_waits_until_the_minutes_add_up_and_then_goes_by_itself():
    session = make_session()
    AgendaBlock.objects.filter(kind=BlockKind.MAIN).update(minutes=10)

    assert publish.publish_due(at(session)) == 0
    AgendaBlock.objects.filter(kind=BlockKind.MAIN).update(minutes=20)

    assert publish.publish_due(at(session)) == 1


def test_it_never_goes_out_without_the_partner_s_update():
    session = make_session()
    AgendaBlock.objects.filter(kind=BlockKind.UPDATE).delete()
    AgendaBlock.objects.filter(kind=BlockKind.MAIN).update(minutes=30)

    assert publish.publish_due(at(session)) == 0
    with pytest.raises(Refused, match="Lakeview’s update is missing"):
        publish.go_out(session, by=None, now=at(session))


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.CLOSED])
def test_nothing_goes_out_while_a_partnership_rests(phase):
    session = make_session(make_room(phase=phase))

    assert publish.publish_due(at(session)) == 0


def test_its_date_can_be_changed_until_it_is_out():
    session = make_session()
    first = at(session)
    later = first + HOUR
    who = {"by": None, "now": NOW}

    publish.change_date(session, later, **who)

    assert publish.publish_due(first) == 0
    assert publish.publish_due(later) == 1
    with pytest.raises(AlreadyMoved):
        publish.change_date(session, later + HOUR, **who)
    with pytest.raises(Refused):
        publish.change_date(session, session.starts_at, **who)


@pytest.mark.django_db(transaction=True)
def test_three_at_once_let_it_out_once():
    session = make_session()

    results = together(3, lambda number: publish.publish_due(at(session)))

    assert sorted(r for r in results if isinstance(r, int))[-1] == 1
    assert Transition.objects.about(session).count() == 1


@pytest.mark.parametrize("late", [False, True])
def test_no_page_says_in_a_pause_that_it_goes_out(enter, late):
    room = meeting_room()
    session = ahead(room, goes_out_at=clock.now() + (-HOUR if late else HOUR))
    pause(partnership=room.partnership, why="Flood.", by=room.facilitator, now=clock.now())
    client = enter(room.facilitator)
    addresses = [
        reverse("sessions_app:agenda", args=[session.pk]), session.get_absolute_url(),
        room.partnership.get_absolute_url(), reverse("home"),
    ]  # fmt: skip

    texts = [client.get(address).text for address in addresses]

    assert [WAITS in text for text in texts] == [True] * 4
    assert not any("Goes out" in text or "It was due" in text for text in texts)
