"""What the database refuses, each rule violated once."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from sessions_app import live
from sessions_app.models import AgendaBlock, BlockKind, Session, SessionState
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import AgendaBlockFactory, SessionFactory, invite, make_session

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"kind": "party"},
        {"minutes": 10},
        {"fold": 2},
        {"state": SessionState.WRAPPED_UP},  # without the moment its notes were sent
    ],
)
def test_a_session_is_refused(wrong):
    session = make_session()

    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(**wrong)


def test_a_number_is_given_once_unless_cancelled():
    first = SessionFactory(number=6)
    same = {"partnership": first.partnership, "number": 6}

    with pytest.raises(IntegrityError), transaction.atomic():
        SessionFactory(**same)
    Session.objects.update(state=SessionState.CANCELLED)

    assert SessionFactory(**same).number == 6


def test_one_kickoff_a_partnership_and_one_uid_a_session():
    first = SessionFactory(kind="kickoff")

    with pytest.raises(IntegrityError), transaction.atomic():
        SessionFactory(kind="kickoff", partnership=first.partnership)
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionFactory(uid=first.uid)


def test_nobody_is_invited_twice():
    room = make_room()
    session = SessionFactory(partnership=room.partnership)
    invite(session, room)

    with pytest.raises(IntegrityError), transaction.atomic():
        invite(session, room)


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"kind": "dance"}, {"purpose": "amuse"}])
def test_a_block_is_refused(wrong):
    block = AgendaBlockFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaBlock.objects.filter(pk=block.pk).update(**wrong)


def test_an_agenda_has_one_update_and_a_length():
    block = AgendaBlockFactory(kind=BlockKind.UPDATE)

    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaBlockFactory(agenda=block.agenda, kind=BlockKind.UPDATE)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(block.agenda).objects.update(minutes=5)


def test_a_session_says_what_it_is_and_when_it_ends():
    session = make_session(number=6)

    assert session.name == "Session 6"
    assert session.ends_at - session.starts_at == datetime.timedelta(minutes=90)
    assert session.ahead
    assert list(Session.objects.to_come(NOW)) == [session]


def test_a_session_is_at_hand_until_it_closes_itself():
    session, second = make_session(number=6), datetime.timedelta(seconds=1)
    later = live.closes_at(session)

    def at_hand(now):
        return list(Session.objects.at_hand(now))

    assert at_hand(NOW) == at_hand(later - second) == [session]
    assert at_hand(later) == []
    assert sum(block.minutes for block in session.agenda.blocks.all()) == 90
