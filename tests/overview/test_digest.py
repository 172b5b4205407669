"""Once a month a facilitator reads where their partnerships stand: dates, and nobody's words."""

import datetime

import pytest

from notifications import planner
from notifications.models import Message, State
from overview import reminders
from partnerships.models import Partnership, Phase
from sessions_app.models import SessionState
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2027, 3, 1)  # a Monday
DUE = datetime.datetime(2027, 3, 1, 15, tzinfo=datetime.UTC)  # 9 am Central
HOUR = datetime.timedelta(hours=1)
DAY = 24 * HOUR


@pytest.fixture
def room():
    room = make_room(phase=Phase.ACTIVE, facilitator__time_zone="America/Chicago")
    day = datetime.date(2027, 2, 9)
    make_session(room, number=1, local_date=day, state=SessionState.HELD)
    make_session(room, number=2, local_date=datetime.date(2027, 3, 9))
    return room


def written():
    return Message.objects.filter(rule="overview.digest")


def test_it_says_where_each_stands_and_nobodys_words(room):
    Partnership.objects.update(purpose="ZQ-purpose", sentence="ZQ-sentence")

    planner.plan(DUE - DAY)

    (mail,) = written()
    assert (mail.person, mail.kind, mail.due_at) == (room.facilitator, "digest", DUE)
    assert mail.subject == "March: where your partnership stands"
    line = (
        "Lakeview and Beacon: Monthly sessions, last met Tuesday 9 February, next Tuesday 9 March."
    )
    assert line in mail.body
    assert "What needs you stands on Today: http" in mail.body
    assert "ZQ" not in mail.body + mail.why
    assert mail.minutes == 0


def test_one_a_month_however_often_it_is_planned(room):
    for at in (DUE - DAY, DUE - HOUR, DUE + HOUR):
        planner.plan(at)
    assert written().count() == 1
    written().update(state=State.SENT, sent_at=DUE)
    for at in (DUE + HOUR, DUE + DAY, DUE + 10 * DAY):
        planner.plan(at)
    assert written().count() == 1

    planner.plan(datetime.datetime(2027, 4, 1, tzinfo=datetime.UTC))

    assert written().count() == 2


def test_several_are_one_mail_those_that_end_first_on_top(room):
    other = make_room(phase=Phase.FORMING, facilitator=room.facilitator)
    closing = make_room(phase=Phase.CLOSING, facilitator=room.facilitator)
    ends = datetime.date(2027, 3, 12)
    Partnership.objects.filter(pk=closing.partnership.pk).update(ends_on=ends)
    make_room(phase=Phase.CLOSED, facilitator=room.facilitator)

    planner.plan(DUE - HOUR)

    (mail,) = written().filter(person=room.facilitator)
    assert mail.subject == "March: where your three partnerships stand"
    assert mail.body.index("Closing, not met yet, ends Friday 12 March.") < mail.body.index("met T")
    assert "Forming, not met yet, no date ahead." in mail.body
    assert other.facilitator == room.facilitator


def test_an_end_that_has_passed_is_told_as_passed(room):
    over = {"starts_on": datetime.date(2026, 3, 2), "ends_on": datetime.date(2027, 2, 26)}
    Partnership.objects.update(phase=Phase.CLOSING, **over)

    planner.plan(DUE - HOUR)

    (mail,) = written()
    assert "Closing, last met Tuesday 9 February, its end was planned for Friday 26 F" in mail.body


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        (DUE - 10 * DAY, False),
        (DUE - DAY, True),
        (DUE + HOUR, True),
        (DUE + 3 * DAY, False),  # nothing is caught up
        (
            datetime.datetime(2027, 1, 1, 15, tzinfo=datetime.UTC),
            False,
        ),  # a holiday, then a weekend
        (datetime.datetime(2027, 1, 4, 14, tzinfo=datetime.UTC), True),
    ],
)
def test_it_goes_on_the_first_working_day(room, at, goes):
    planner.plan(at)

    assert written().exists() == goes


def test_whoever_facilitates_nothing_that_runs_gets_none(room):
    planner.plan(DUE - DAY)
    (mail,) = written()
    rule = reminders.Digest()
    assert rule.stopped(mail, DUE) == ""

    Partnership.objects.update(phase=Phase.CLOSED, ended_at=DUE - DAY)

    assert rule.stopped(mail, DUE) == "They facilitate no partnership that runs."
    written().delete()
    planner.plan(DUE - HOUR)
    assert not written().exists()


@pytest.mark.parametrize("many", [1, 15])
def test_it_costs_the_same_for_one_and_for_many(room, many, django_assert_num_queries):
    for _n in range(many - 1):
        make_room(phase=Phase.ACTIVE, facilitator=room.facilitator)

    with django_assert_num_queries(1):
        (due,) = reminders.Digest().due(DUE - HOUR)

    assert due.body.count("Lakeview and Beacon") == min(many, 12)
    assert ("Not listed here: three more" in due.body) == (many == 15)
