"""Until when a home says that nothing is needed: a day on which that very person is needed."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from overview import participant, today
from partnerships.models import Phase, Side
from sessions_app.models import Action, Attendance, PutOff
from tests.factories import NOW
from tests.factories_around import promise
from tests.factories_partnership import make_room, meeting_room, put_in
from tests.factories_sessions import make_session
from tests.reading import read, words

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
MEETS = NOW.date() + 40 * DAY
HOME = reverse("home")
TODAY = "Nothing needed from you today"


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def room():
    return meeting_room()


def until(day):
    return f"Nothing needed from you until {day.day} {day:%B}"


def put_off(session, person, ask, way, colleague=None):
    PutOff.objects.create(session=session, user=person, ask=ask, way=way, colleague=colleague,
                          created_at=NOW, changed_at=NOW)  # fmt: skip


def test_who_is_asked_first_is_needed_ten_days_before_a_leader_on_the_day(client, room):
    session = make_session(room, number=1, local_date=MEETS)

    asked = words(read(client, room.implementer(T), HOME))
    leads = words(read(client, room.decider(T), HOME))
    Attendance.objects.filter(session=session, user=room.decider(T)).update(answer="no")
    away = words(read(client, room.decider(T), HOME))

    assert (until(MEETS - 10 * DAY) in asked, until(MEETS) in leads) == (True, True)
    assert TODAY in away


def test_not_me_not_now_and_a_colleague_move_the_day(client, room):
    session = make_session(room, number=1, local_date=MEETS)
    put_off(session, room.implementer(T), "reflection", "colleague", room.decider(T))
    put_off(session, room.implementer(P), "update", "not_now")

    def told(person):
        return words(read(client, person, HOME))

    assert until(MEETS) in told(room.implementer(T))
    assert until(MEETS - 10 * DAY) in told(room.decider(T))
    assert until(MEETS - 3 * DAY) in told(room.implementer(P))


def test_in_the_last_ten_days_who_is_asked_nothing_reads_when_they_meet(client, room):
    day = NOW.date() + 5 * DAY
    make_session(room, number=1, local_date=day)
    make_session(room, number=2, local_date=MEETS)

    assert until(day) in words(read(client, room.decider(P), HOME))


def test_a_promise_is_asked_about_before_its_day(client, room):
    session = make_session(room, number=1, local_date=MEETS)
    Action.objects.create(
        session=session, partnership=room.partnership, text="Show the plan.", side=P,
        owner=room.decider(P), due_on=NOW.date() + 20 * DAY, created_at=NOW, changed_at=NOW,
    )  # fmt: skip

    assert until(NOW.date() + 13 * DAY) in words(read(client, room.decider(P), HOME))


def test_without_a_day_none_is_named(client):
    assert TODAY in words(read(client, make_room(phase="active").decider(P), HOME))


def test_what_is_asked_later_today_is_no_meeting(client, room):
    make_session(room, number=1, starts_at=NOW + 10 * DAY + HOUR)

    text = words(read(client, room.implementer(T), HOME))

    assert "Nothing needed from you yet" in text
    assert "You meet today." not in text


def test_who_put_an_ask_off_reads_that_they_meet_today(client, room):
    session = make_session(room, number=1, starts_at=NOW + HOUR)
    person, tomorrow = room.decider(P), NOW.date() + DAY
    promise(session, person, due_on=NOW.date() + 3 * DAY)
    (ask,) = participant.asked(person, NOW)
    today.put_off(ask, until=tomorrow, why="Not now.", by=person, now=NOW)

    assert "You meet today." in words(read(client, person, HOME))


def test_a_paused_partnership_hides_no_day_of_another(client, room):
    put_in(room.partnership, Phase.PAUSED)
    make_session(room, number=1, starts_at=NOW + HOUR)
    other = meeting_room()
    seat = other.people[T, "decider"]
    seat.user = room.decider(T)
    seat.save()
    make_session(other, number=1, local_date=MEETS)

    assert until(MEETS) in words(read(client, room.decider(T), HOME))
