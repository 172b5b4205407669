"""A series set, moved, called off, brought back; who gets which calendar mail."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from icalendar import Calendar

from accounts.models import User
from foundation.errors import AlreadyMoved, Refused
from foundation.models import Transition
from notifications import ics
from notifications.models import Message, MessageKind, State
from partnerships import partnership_services, roster_services
from partnerships.models import Phase, Side
from sessions_app import series_services as services
from sessions_app.models import Attendance, Session, SessionState
from sessions_app.series_services import Date
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnership import make_room
from tests.factories_sessions import DAY, TIME, ZONE, make_session

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


def planned(room, *days, **fields):
    dates = [Date(day, TIME, ZONE) for day in days or [DAY]]
    return services.plan_series(room.partnership, dates, by=room.facilitator, now=NOW, **fields)


def mails(**which):
    return Message.objects.filter(**which).order_by("written_at", "key")


def entries(message):
    read = [Calendar.from_ical(text) for _name, text in ics.files(message.calendar_text)]
    return [(calendar["METHOD"], event) for calendar in read for event in calendar.walk("VEVENT")]


def entry(message):
    (only,) = entries(message)
    return only


def sent():
    Message.objects.filter(state=State.QUEUED).update(
        state=State.SENT, sent_at=NOW, handed_at=NOW, claimed_by="", lease_until=None
    )


def test_a_series_is_numbered_on_and_everybody_gets_each_date(room):
    make_session(room, number=5, local_date=DAY - 4 * WEEK, state=SessionState.HELD)

    made = planned(room, DAY + 4 * WEEK, DAY)

    assert [(s.number, s.local_date) for s in made] == [(6, DAY), (7, DAY + 4 * WEEK)]
    assert {s.minutes for s in made} == {90}
    first = made[0]
    assert sum(block.minutes for block in first.agenda.blocks.all()) == 90
    assert first.goes_out_at == datetime.datetime(2027, 3, 11, 8, tzinfo=ZoneInfo(ZONE))
    people = {e.user_id for e in room.people.values()} | {room.facilitator.pk}
    assert set(first.attendance.values_list("user", flat=True)) == people
    invitations = mails(context_id=first.pk, kind=MessageKind.INVITATION)
    assert {m.person_id for m in invitations} == people
    assert mails().count() == len(people)
    (method, event), _later = entries(invitations[0])
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", first.uid, 0)
    assert event.decoded("DTSTART") == first.starts_at


def test_mails_and_session_are_saved_together_or_not_at_all(room, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no calendar")

    monkeypatch.setattr("notifications.ics.invitation", broken)

    with pytest.raises(RuntimeError):
        planned(room)

    assert (Session.objects.count(), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "days", [[], [NOW.date() - WEEK], [DAY, DAY]], ids=["none", "past", "twice"]
)
def test_a_date_is_refused(room, days):
    dates = [Date(day, TIME, ZONE) for day in days]

    with pytest.raises(Refused):
        services.plan_series(room.partnership, dates, by=room.facilitator, now=NOW)

    assert Session.objects.count() == 0


def test_a_time_that_the_clocks_skip_is_refused_with_a_proposal(room):
    gap = Date(datetime.date(2027, 3, 14), datetime.time(2, 30), ZONE)

    with pytest.raises(Refused, match="3:30 am exists"):
        services.plan_series(room.partnership, [gap], by=room.facilitator, now=NOW)


def test_moving_keeps_the_entry_and_raises_its_sequence(room):
    (session,) = planned(room)
    sent()
    uid = session.uid
    Attendance.objects.update(answer="yes")

    services.reschedule(
        session, Date(DAY + WEEK, TIME, ZONE), because="Testing week.", by=room.lead, now=NOW
    )

    assert (session.uid, session.sequence, session.local_date) == (uid, 1, DAY + WEEK)
    assert set(session.attendance.values_list("answer", flat=True)) == {"none"}
    fresh = list(mails(state=State.QUEUED))
    assert len(fresh) == 5
    assert {(entry(m)[0], entry(m)[1]["SEQUENCE"], entry(m)[1]["UID"]) for m in fresh} == {
        ("REQUEST", 1, uid)
    }
    assert "Testing week." in fresh[0].body
    assert "Thursday 18 March" in fresh[0].body


def test_fifty_moves_while_nothing_leaves_end_in_one_mail_a_person(room):
    (session,) = planned(room)

    for day in range(1, 51):
        date = Date(DAY + datetime.timedelta(days=day), TIME, ZONE)
        services.reschedule(session, date, because="Again.", by=room.lead, now=NOW)

    left = list(mails(state=State.QUEUED))
    assert len(left) == 5
    assert {entry(m)[1]["SEQUENCE"] for m in left} == {50}
    assert {entry(m)[1].decoded("DTSTART") for m in left} == {session.starts_at}
    assert mails(state=State.SUPERSEDED).count() == 50 * 5


def test_what_left_last_is_the_final_revision_when_the_sender_stalls(room):
    (session,) = planned(room)
    for step in range(1, 6):
        if step == 3:
            sent()
        date = Date(DAY + step * WEEK, TIME, ZONE)
        services.reschedule(session, date, because="Again.", by=room.lead, now=NOW)

    for person in Attendance.objects.values_list("user", flat=True):
        rows = mails(person=person).exclude(state=State.SUPERSEDED)
        assert [entry(m)[1]["SEQUENCE"] for m in rows] == [2, 5]


def test_calling_off_takes_it_out_of_the_calendars_it_reached(room):
    (session,) = planned(room)
    someone = room.decider(Side.PARTNER)
    Message.objects.exclude(person=someone).update(state=State.SENT, sent_at=NOW, handed_at=NOW)

    services.cancel(session, because="Snow.", by=room.facilitator, now=NOW)

    assert session.state == SessionState.CANCELLED
    assert Transition.objects.about(session).get().why == "Snow."
    gone = list(mails(kind=MessageKind.CANCELLATION))
    assert len(gone) == 4
    assert someone.pk not in {m.person_id for m in gone}
    assert mails(person=someone).get().state == State.SUPERSEDED
    method, event = entry(gone[0])
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)


@pytest.mark.parametrize("because", ["", "  "])
def test_calling_off_needs_a_reason(room, because):
    session = make_session(room)

    with pytest.raises(Refused):
        services.cancel(session, because=because, by=room.facilitator, now=NOW)


def test_what_returns_is_a_new_entry(room):
    (session,) = planned(room)
    uid = session.uid
    services.cancel(session, because="Snow.", by=room.facilitator, now=NOW)
    Message.objects.all().delete()

    services.bring_back(session, by=room.facilitator, now=NOW)

    assert (session.state, session.sequence, session.number) == (SessionState.PLANNED, 2, 1)
    assert session.uid != uid
    assert {entry(m)[1]["UID"] for m in mails(state=State.QUEUED)} == {session.uid}
    with pytest.raises(AlreadyMoved):
        services.bring_back(session, by=room.facilitator, now=NOW)


def test_who_joins_is_invited_and_nobody_else_hears_of_it(room):
    (session,) = planned(room)
    sent()

    roster_services.add_person(
        partnership=room.partnership, organization=room.organization(Side.PARTNER),
        email="new@school.example", name="New coach", title="Coach", part="implementer",
        by=room.facilitator, now=NOW,
    )  # fmt: skip

    new = User.objects.get(email="new@school.example")
    (mail,) = mails(state=State.QUEUED)
    assert (mail.person, entry(mail)[0], entry(mail)[1]["SEQUENCE"]) == (new, "REQUEST", 1)
    assert session.attendance.get(user=new).side == Side.PARTNER


def test_who_leaves_is_told_and_nobody_else_hears_of_it(room):
    (session,) = planned(room)
    sent()
    leaving = room.people[Side.PARTNER, "implementer"]

    roster_services.remove_person(leaving, by=room.facilitator, now=NOW)

    (mail,) = mails(state=State.QUEUED)
    assert (mail.person, entry(mail)[0], mail.kind) == (
        leaving.user, "CANCEL", MessageKind.CANCELLATION,
    )  # fmt: skip
    assert not session.attendance.filter(user=leaving.user).exists()
    assert not session.agenda.blocks.filter(lead=leaving.user).exists()


def test_after_a_hand_over_the_new_facilitator_leads_what_the_former_one_did(room):
    (session,) = planned(room)
    led = session.agenda.blocks.filter(lead=room.facilitator).count()
    successor = ProgramRoleFactory(program=room.partnership.round.program).user

    partnership_services.hand_over(
        partnership=room.partnership, to=successor, because="New region.", by=room.facilitator,
        now=NOW,
    )  # fmt: skip

    assert led
    assert session.agenda.blocks.filter(lead=successor).count() == led


def test_a_partnership_that_ends_calls_its_sessions_off(room):
    (session,) = planned(room)
    sent()

    partnership_services.end_early(
        partnership=room.partnership, why="They moved on.", by=room.lead, now=NOW
    )

    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED
    assert "They moved on." not in "".join(mails().values_list("body", flat=True))


def test_an_answer_is_kept_until_it_begins(room):
    session = make_session(room)
    mine = session.attendance.get(user=room.decider(Side.PARTNER))

    services.answer(mine, "no", now=NOW, by_link=True)
    mine.refresh_from_db()

    assert (mine.answer, mine.answered_at, mine.by_link) == ("no", NOW, True)
    with pytest.raises(Refused):
        services.answer(mine, "yes", now=session.starts_at)


def test_new_rules_of_a_zone_move_the_moment_and_keep_the_wall_time(room):
    (session,) = planned(room)
    sent()
    hour = datetime.timedelta(hours=1)
    Session.objects.update(starts_at=session.starts_at + hour)

    (moved,) = services.recheck(now=NOW)

    assert (moved.starts_at, moved.sequence) == (session.starts_at, 1)
    assert mails(state=State.QUEUED).count() == 5
    assert services.recheck(now=NOW) == []


def test_both_weeks_of_a_clock_change_are_read_back_from_the_file(room):
    days = [datetime.date(2027, 3, 12), datetime.date(2027, 3, 15),
            datetime.date(2027, 11, 5), datetime.date(2027, 11, 8)]  # fmt: skip

    made = planned(room, *days)

    (mail,) = mails(context_id=made[0].pk, person=room.facilitator)
    hours = [event.decoded("DTSTART") for _method, event in entries(mail)]
    assert [h.astimezone(datetime.UTC).hour for h in hours] == [21, 20, 20, 21]
    assert [h.hour for h in hours] == [15, 15, 15, 15]


def test_saving_a_year_asks_the_database_alike_for_few_and_many_people(
    room, django_assert_max_num_queries
):
    days = [DAY + n * 4 * WEEK for n in range(8)]

    with django_assert_max_num_queries(8 * 40):
        planned(room, *days)

    assert connection.vendor
