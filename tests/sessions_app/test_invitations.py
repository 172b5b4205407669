"""Several dates at once are one mail a person; each date keeps its own calendar entry."""

import datetime
import email
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from accounts.models import User
from notifications import ics, mail, rules
from notifications.models import Message, MessageKind, State
from partnerships import partnership_services, roster_services
from partnerships.models import Phase, Side
from sessions_app import series_services as services
from sessions_app.models import Attendance
from sessions_app.series_services import Date
from tests.factories import NOW, UserFactory
from tests.factories_partnership import make_room
from tests.factories_sessions import DAY, TIME, ZONE, make_session

pytestmark = pytest.mark.django_db
MONTH = datetime.timedelta(days=28)
DATES = [Date(DAY + n * MONTH, TIME, ZONE) for n in range(3)]


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


@pytest.fixture
def series(room):
    return services.plan_series(room.partnership, DATES, by=room.facilitator, now=NOW)


def entries(message):
    """Return (method, UID, SEQUENCE) of each calendar file of a message."""
    read = [Calendar.from_ical(text) for _name, text in ics.files(message.calendar_text)]
    events = [(calendar["METHOD"], calendar.walk("VEVENT")[0]) for calendar in read]
    return [(method, str(event["UID"]), event["SEQUENCE"]) for method, event in events]


def waiting(person):
    return list(Message.objects.filter(state=State.QUEUED, person=person))


def sent():
    Message.objects.filter(state=State.QUEUED).update(
        state=State.SENT, sent_at=NOW, handed_at=NOW, claimed_by="", lease_until=None
    )


def move(session, room):
    day = session.local_date + datetime.timedelta(days=7)
    services.reschedule(session, Date(day, TIME, ZONE), because="Snow.", by=room.lead, now=NOW)


def add_coach(room):
    roster_services.add_person(
        partnership=room.partnership, organization=room.organization(Side.PARTNER),
        email="new@school.example", name="New coach", title="Coach", part="implementer",
        by=room.facilitator, now=NOW,
    )  # fmt: skip
    return User.objects.get(email="new@school.example")


def test_a_series_is_one_mail_with_all_dates_and_a_file_for_each(room, series):
    person = room.decider(Side.PARTNER)

    (message,) = waiting(person)

    assert entries(message) == [("REQUEST", session.uid, 0) for session in series]
    assert message.subject == "From Thursday 18 March: 3 sessions of Lakeview and Beacon"
    assert message.body.split("\n\n")[1].splitlines() == [
        "Thursday 18 March, 4:30 pm Eastern",
        "Thursday 15 April, 4:30 pm Eastern",
        "Thursday 13 May, 4:30 pm Eastern",
    ]
    assert message.expires_at == series[-1].starts_at


def test_each_file_is_attached_alone_and_none_makes_the_mail_one_invitation(room, series):
    (message,) = waiting(room.decider(Side.PARTNER))

    letter = email.message_from_bytes(mail.build(message, now=NOW).message().as_bytes())

    files = [part for part in letter.walk() if part.get_content_type() == "application/ics"]
    assert [part.get_filename() for part in files] == [
        "session-1-2027-03-18.ics", "session-2-2027-04-15.ics", "session-3-2027-05-13.ics",
    ]  # fmt: skip
    read = [Calendar.from_ical(part.get_payload(decode=True)) for part in files]
    assert [len(calendar.walk("VEVENT")) for calendar in read] == [1, 1, 1]
    assert "text/calendar" not in {part.get_content_type() for part in letter.walk()}


def test_a_date_that_moves_later_is_the_same_entry_one_sequence_on(room, series):
    sent()

    move(series[1], room)

    (message,) = waiting(room.decider(Side.PARTNER))
    assert entries(message) == [("REQUEST", series[1].uid, 1)]
    assert "Snow." in message.body


def test_a_date_that_moves_before_the_mail_left_is_told_right_in_one_mail(room, series):
    move(series[1], room)

    (message,) = waiting(room.decider(Side.PARTNER))
    assert entries(message) == [
        ("REQUEST", series[0].uid, 0), ("REQUEST", series[1].uid, 1),
        ("REQUEST", series[2].uid, 0),
    ]  # fmt: skip
    assert "Thursday 22 April" in message.body
    assert "Snow." not in message.body


def test_a_date_called_off_before_the_mail_left_is_left_out_of_it(room, series):
    services.cancel(series[0], because="Snow.", by=room.facilitator, now=NOW)

    (message,) = waiting(room.decider(Side.PARTNER))
    assert entries(message) == [("REQUEST", session.uid, 0) for session in series[1:]]
    assert not Message.objects.filter(kind=MessageKind.CANCELLATION).exists()


def test_a_date_called_off_later_leaves_the_others_alone(room, series):
    sent()

    services.cancel(series[1], because="Snow.", by=room.facilitator, now=NOW)

    (message,) = waiting(room.decider(Side.PARTNER))
    assert entries(message) == [("CANCEL", series[1].uid, 1)]


def test_who_joins_gets_one_mail_with_all_dates_and_who_leaves_too(room, series):
    sent()
    new = add_coach(room)

    (message,) = waiting(new)
    assert entries(message) == [("REQUEST", session.uid, 1) for session in series]
    assert Message.objects.filter(state=State.QUEUED).count() == 1
    sent()

    roster_services.remove_person(
        room.partnership.roster.standing().get(user=new), by=room.facilitator, now=NOW
    )

    (message,) = waiting(new)
    assert entries(message) == [("CANCEL", session.uid, 2) for session in series]
    assert message.subject == (
        "From Thursday 18 March: 3 sessions of Lakeview and Beacon take place without you"
    )


def test_who_leaves_and_returns_before_a_mail_left_is_only_invited(room, series):
    sent()
    entry = room.people[Side.PARTNER, "implementer"]
    roster_services.remove_person(entry, by=room.facilitator, now=NOW)

    roster_services.add_person(
        partnership=room.partnership, organization=entry.organization, email=entry.user.email,
        name=entry.user.name, title=entry.title, part="implementer", by=room.facilitator, now=NOW,
    )  # fmt: skip

    (message,) = waiting(entry.user)
    assert entries(message) == [("REQUEST", session.uid, 2) for session in series]


def test_a_partnership_that_ends_takes_all_dates_out_with_one_mail(room, series):
    sent()

    partnership_services.end_early(
        partnership=room.partnership, why="They moved on.", by=room.lead, now=NOW
    )

    (message,) = Message.objects.filter(
        person=room.decider(Side.PARTNER), kind=MessageKind.CANCELLATION
    )
    assert entries(message) == [("CANCEL", session.uid, 1) for session in series]


def open_link(client, message):
    address = mail.link_address(message, "rsvp", now=NOW)
    return client.get("/" + address.split("/", 3)[3], follow=True)


@pytest.mark.parametrize("which", [0, 1, 2], ids=["first", "second", "last"])
def test_the_one_link_opens_each_of_its_dates(room, series, which):
    (message,) = waiting(room.decider(Side.PARTNER))
    client, page = Client(), reverse("sessions_app:coming", args=[series[which].pk])

    with time_machine.travel(NOW, tick=False):
        first = open_link(client, message)
        client.post(page, {"answer": "no"})

    assert [session.pk for session, _answer in first.context["others"]] == [
        session.pk for session in series[1:]
    ]
    assert "Thursday 15 April, 4:30 pm Eastern" in first.text
    assert re.search(r"3:30 to 5:00 pm Central\s+\([^()]*4:30 to 6:00 pm Eastern\)", first.text)
    mine = Attendance.objects.filter(user=message.person).order_by("session__starts_at")
    assert [row.answer for row in mine] == ["no" if n == which else "none" for n in range(3)]


def test_the_link_opens_no_date_of_another_partnership(room, series):
    (message,) = waiting(room.decider(Side.PARTNER))
    elsewhere = make_session(make_room(phase=Phase.ACTIVE))
    Attendance.objects.create(session=elsewhere, user=message.person, side=Side.PARTNER)
    client, page = Client(), reverse("sessions_app:coming", args=[elsewhere.pk])

    with time_machine.travel(NOW, tick=False):
        open_link(client, message)
        answer = client.post(page, {"answer": "no"})

    assert answer.status_code == 404
    assert Attendance.objects.get(session=elsewhere, user=message.person).answer == "none"


def test_who_is_signed_in_and_not_invited_answers_for_whose_link_it_is(room, series):
    (message,) = waiting(room.decider(Side.PARTNER))
    mine = Attendance.objects.get(session=series[0], user=message.person)
    services.answer(mine, "no", now=NOW)
    client = Client()

    with time_machine.travel(NOW, tick=False):
        client.force_login(UserFactory())
        opened = open_link(client, message)
        client.post(opened.request["PATH_INFO"], {"answer": "yes"})

    shown = opened.text
    assert ("Keep this answer" in shown, "So far" in shown, "Read the agenda" in shown) == (
        True, False, False,
    )  # fmt: skip
    mine.refresh_from_db()
    assert (mine.answer, mine.by_link) == ("yes", True)


def test_by_link_alone_what_was_said_signed_in_stays_unsaid(room, series):
    (message,) = waiting(room.decider(Side.PARTNER))
    said = Attendance.objects.get(session=series[1], user=message.person)
    services.answer(said, "no", now=NOW)
    client = Client()

    with time_machine.travel(NOW, tick=False):
        open_link(client, message)
        page = reverse("sessions_app:coming", args=[series[0].pk])
        after = client.post(page, {"answer": "yes"}, follow=True)

    assert [answer for _session, answer in after.context["others"]] == ["", ""]


def off(session, room):
    services.cancel(session, because="Snow.", by=room.lead, now=NOW)


def left(_session, room):
    roster_services.remove_person(room.people[Side.PARTNER, "decider"], by=room.lead, now=NOW)


@pytest.mark.parametrize("change", [move, off, left])
def test_an_invitation_that_failed_is_not_sent_again_once_its_date_does_not_hold(room, change):
    (session,) = services.plan_series(room.partnership, DATES[:1], by=room.facilitator, now=NOW)
    (failed,) = waiting(room.decider(Side.PARTNER))
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED)
    rule = rules.get(failed.rule)
    assert rule.stopped(failed, NOW) == ""

    change(session, room)

    assert rule.stopped(failed, NOW) == "The date it tells does not hold any more."


def test_of_several_dates_it_goes_while_one_of_them_holds(room, series):
    (failed,) = waiting(room.decider(Side.PARTNER))
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED)
    rule, answers = rules.get(failed.rule), []
    for session in series:
        off(session, room)
        answers.append(rule.stopped(failed, NOW) == "")

    assert answers == [True, True, False]
