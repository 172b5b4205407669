"""Mails around a session: where each says something stands, it gives the address."""

import pytest
from django.conf import settings

from notifications.models import Message, MessageKind
from sessions_app import invitations, reminders
from tests.factories import NOW
from tests.factories_around import P, held, room_of, wrap
from tests.factories_sessions import DAY, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return room_of()


def page(session):
    return f"{settings.SITE_URL}/sessions/{session.pk}/"


def test_a_before_mail_leads_to_the_agenda_where_nothing_is_asked_too(made):
    room, session = made

    for asks in ("", "update"):
        _subject, body, _links = reminders.before(session, room.decider(P), P, asks=asks)
        assert f"Sign in and read it here: {page(session)}" in body


def test_an_after_mail_leads_to_the_notes(made):
    room, session = made
    held(room, session)
    wrap(room, session)

    for message in Message.objects.filter(kind=MessageKind.AFTER):
        assert f"Sign in and read them here: {page(session)}" in message.body


def test_an_invitation_leads_to_the_page_that_holds_the_way_to_join(made):
    room, session = made
    later = make_session(room, local_date=DAY.replace(month=4), number=2)
    person = room.decider(P)

    invitations.request([session], [person], why="x", now=NOW)
    invitations.request([session, later], [room.lead], why="x", now=NOW)

    for message in Message.objects.filter(kind=MessageKind.INVITATION):
        assert page(session) in message.body
