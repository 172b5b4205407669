"""Mails around a session give the address of what they speak of, and say what is so."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from notifications import planner
from notifications.models import Message, MessageKind
from partnerships.models import Phase
from sessions_app import invitations, reminders
from sessions_app import series_services as services
from sessions_app.models import SessionKind
from tests.factories import NOW
from tests.factories_around import BEGINS, MINUTE, P, held, room_of, run, wrap
from tests.factories_sessions import DAY, TIME, ZONE, make_session
from tests.reading import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return room_of()


def page(session):
    return f"{settings.SITE_URL}/sessions/{session.pk}/"


def test_a_before_mail_leads_to_the_agenda_where_nothing_is_asked_too(made):
    room, session = made

    for asks in ("", "update"):
        _subject, body, _links = reminders.before(session, room.decider(P), P, asks=asks, now=NOW)
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


def test_a_kickoff_is_called_one_with_its_place_and_its_hours(made):
    room, _session = made
    fields = {"kind": SessionKind.KICKOFF, "mode": "in_person", "minutes": 360}
    kickoff = make_session(room, place="Harbor Hall", **fields)

    invitations.request([kickoff], [room.decider(P)], why="x", now=NOW)
    subject, body, _links = reminders.before(kickoff, room.decider(P), P, asks="", now=NOW)

    invitation = Message.objects.get(kind=MessageKind.INVITATION)
    for head, words in ((invitation.subject, invitation.body), (subject, body)):
        assert head == "Thursday 18 March: kickoff of Lakeview and Beacon"
        assert words.startswith("Thursday 18 March, 4:30 pm Eastern, 6 hours.")
        assert " In person at Harbor Hall." in words
    assert "360 " not in f"{invitation.body}{body}"  # an address may hold any three digits


def called_off(room, *sessions):
    """Return what the person who decides for the partner reads once told that these are off."""
    invitations.request(sessions, [room.decider(P)], why="x", now=NOW)
    Message.objects.update(state="sent", sent_at=NOW, handed_at=NOW)
    for session in sessions:
        services.cancel(session, because="Snow.", by=room.lead, now=NOW)
    return Message.objects.filter(kind=MessageKind.CANCELLATION, person=room.decider(P)).last()


def test_a_session_called_off_for_all_is_called_off(made):
    mail = called_off(*made)

    assert mail.subject == "Thursday 18 March: the session of Lakeview and Beacon is called off"
    assert mail.body.startswith(
        "The session on Thursday 18 March, 4:30 pm Eastern is off. You need"
    )


def test_who_writes_why_is_who_wrote_it(made):
    room, session = made
    off = called_off(*made).body
    services.bring_back(session, by=room.lead, now=NOW)
    date = services.Date(DAY + timedelta(days=7), TIME, ZONE)
    services.reschedule(session, date, because="Testing week.", by=room.lead, now=NOW)
    moved = Message.objects.filter(kind=MessageKind.INVITATION, state="queued").first().body

    assert (f"{room.lead} writes: Snow." in off, str(room.facilitator) in off) == (True, False)
    assert f"{room.lead} writes: Testing week." in moved


def test_that_a_partnership_ended_is_nobodys_sentence(made):
    room, session = made
    invitations.request([session], [room.decider(P)], why="x", now=NOW)
    Message.objects.update(state="sent", sent_at=NOW, handed_at=NOW)
    type(room.partnership).objects.update(phase=Phase.CLOSED, ended_at=NOW)

    services.partnership_changed(room.partnership, by=room.lead, now=NOW)

    body = Message.objects.get(kind=MessageKind.CANCELLATION).body
    assert ("The partnership has ended." in body, " writes: " in body) == (True, False)


def test_the_mail_desk_says_why_the_reminder_went(made):
    planner.plan(BEGINS - timedelta(days=4))

    why = dict(Message.objects.values_list("rule", "why"))

    assert why["sessions.reflection_again"] == "The session is near, and there is no answer yet."
    assert why["sessions.before_update"] == "Seven days before the session."


def test_who_keeps_the_time_stands_where_the_agenda_is_read(made, at):
    room, session = made
    keeper = room.decider(P)

    def reads(person, *names):
        client = as_(person)
        return [
            client.get(reverse(f"sessions_app:{name}", args=[session.pk])).text for name in names
        ]

    sent = {"timekeeper": str(keeper.pk), "version": session.version}
    as_(keeper).post(reverse("sessions_app:timekeeper", args=[session.pk]), sent)
    session.refresh_from_db()
    mine, other = [reminders.before(session, person, P, asks="", now=NOW)[1]
                   for person in (keeper, room.facilitator)]  # fmt: skip
    pages = reads(room.facilitator, "session", "agenda", "pack")
    run(room, session)
    at(BEGINS + MINUTE)
    pages += reads(keeper, "live", "screen")
    room.partnership.roster.filter(user=keeper).update(until=NOW.date())
    pages += reads(room.facilitator, "session")

    told = f"{keeper} keeps the time."
    assert ("You keep the time." in mine, told in other) == (True, True)
    assert [told in page for page in pages] == [True] * 5 + [False]
