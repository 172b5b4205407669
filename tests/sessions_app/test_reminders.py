"""Before and After: who gets what, when, what stops it, what it costs, and no answers in it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications import planner, rules
from notifications.models import Message, MessageKind
from partnerships.models import Phase
from sessions_app import reflection, reminders
from sessions_app.models import SessionState
from tests.factories_around import BEFORE, BEGINS, P, T, promise, room_of, written
from tests.factories_partnership import put_in
from tests.factories_sessions import DAY

pytestmark = pytest.mark.django_db
WEEK_BEFORE = BEGINS - timedelta(days=7)
NAMES = ("before", "before_reflection", "before_update", "reflection_again")


@pytest.fixture
def made():
    return room_of()


def planned(now=WEEK_BEFORE):
    planner.plan(now)
    return {m.rule.removeprefix("sessions."): m for m in Message.objects.exclude(rule="")}


def test_each_person_gets_one_before_mail_a_week_ahead(made):
    room, session = made

    planner.plan(WEEK_BEFORE)

    mails = Message.objects.filter(kind=MessageKind.BEFORE)
    found = {(m.rule.removeprefix("sessions."), m.person_id) for m in mails}
    assert found == {
        ("before_reflection", room.implementer(T).pk), ("before_update", room.implementer(P).pk),
        ("before", room.decider(T).pk), ("before", room.decider(P).pk),
    }  # fmt: skip
    nine_in_chicago = WEEK_BEFORE.replace(hour=15, minute=0)
    assert {m.planned_for for m in mails} == {nine_in_chicago}
    assert {m.minutes for m in mails} == {10, 2, 0}
    planner.plan(WEEK_BEFORE + timedelta(hours=1))
    assert mails.count() == 4


@pytest.mark.parametrize("agreed", ["America/Denver", "America/Los_Angeles", "America/New_York"])
def test_the_before_mail_is_a_week_ahead_wherever_its_reader_is(agreed):
    """9 in the morning of the Mountains is past the best hours further east: no wait of days."""
    eastern = ZoneInfo("America/New_York")
    room_of(local_date=BEGINS.date(), time_zone=agreed)

    first = planned(WEEK_BEFORE - timedelta(days=2))["before_reflection"]

    day = (BEGINS - timedelta(days=7)).date()
    assert (BEGINS.date().strftime("%A"), first.due_at.astimezone(eastern).date()) == (
        "Thursday",
        day,
    )


def test_subjects_start_with_the_date_and_bodies_say_price_and_what_skipping_does(made):
    room, session = made
    mails = planned()

    asked = mails["before_reflection"]
    assert asked.subject == "By Wednesday 17 March: three short answers, for Lakeview and Beacon"
    assert mails["before_update"].subject.startswith("By Wednesday 17 March: two lines")
    assert mails["before"].subject == "Thursday 18 March: session of Lakeview and Beacon"
    for words in (
        "Thursday 18 March, 4:30 pm Eastern", "about 10 minutes", "calls you for five minutes",
        "unless somebody changes it by Wednesday 17 March", "{{link:answer}}",
    ):  # fmt: skip
        assert words in asked.body, asked.body


def test_a_mail_across_the_date_line_tells_a_day_on_which_there_is_time():
    room_of(time_zone="Pacific/Guam")
    asked = planned()["before_reflection"]

    assert asked.subject == "By Tuesday 16 March: three short answers, for Lakeview and Beacon"
    assert "Thursday 18 March, 1:30 am Eastern" in asked.body


def test_one_reminder_goes_only_where_the_lesson_rests_on_it(made):
    room, session = made
    planner.plan(WEEK_BEFORE)

    again = Message.objects.filter(kind=MessageKind.REMINDER)

    assert [(m.person_id, m.planned_for) for m in again] == [
        (room.implementer(T).pk, BEGINS - timedelta(days=3))
    ]


def asked_and_reminded(room):
    """Return when the one who is asked for the three answers gets each mail about it."""
    rows = Message.objects.filter(person=room.implementer(T)).order_by("due_at")
    return [(m.rule.removeprefix("sessions."), m.due_at) for m in rows]


def test_of_a_friday_the_reminder_leaves_two_days_for_an_answer():
    friday = DAY + timedelta(days=1)
    room, session = room_of(local_date=friday)
    planner.plan(WEEK_BEFORE)

    (_ask, tuesday), (_again, thursday) = asked_and_reminded(room)

    assert (tuesday.date(), thursday) == (DAY - timedelta(days=2), tuesday + timedelta(days=2))


@pytest.mark.parametrize(
    ("days", "rules"),
    [(2, ["before_reflection"]), (4, ["before_reflection", "reflection_again"])],
)
def test_of_a_session_that_was_set_late_nobody_is_reminded_with_the_ask(made, days, rules):
    room, session = made
    set_at = BEGINS - timedelta(days=days)
    planner.plan(set_at)
    mails = asked_and_reminded(room)

    assert [rule for rule, _at in mails] == rules
    assert all(at >= set_at + timedelta(days=2) for _rule, at in mails[1:])


def test_whoever_answered_is_asked_no_more(made):
    room, session = made
    mails = planned()
    written(session, room.implementer(T), did="ZQ-answer")
    written(session, room.implementer(P), words="ZQ-news")

    stopped = {name: rules.get(f"sessions.{name}").stopped(mails[name], BEFORE) for name in NAMES}

    assert stopped == {
        "before": "", "before_reflection": "Answered.", "before_update": "Answered.",
        "reflection_again": "Answered.",
    }  # fmt: skip
    planner.plan(BEFORE)
    sent = "".join(f"{m.subject}{m.body}{m.why}" for m in Message.objects.all())
    assert "ZQ-" not in sent


def test_who_answered_before_the_mail_went_still_hears_of_the_day(made):
    room, session = made
    planner.plan(WEEK_BEFORE - timedelta(days=3))
    written(session, room.implementer(T), did="Cards.")

    planner.plan(WEEK_BEFORE - timedelta(days=2))

    mail = Message.objects.get(person=room.implementer(T), kind=MessageKind.BEFORE)
    assert (mail.rule, mail.minutes) == ("sessions.before", 0)
    assert "Nothing needs to be written before it." in mail.body
    assert rules.get(mail.rule).stopped(mail, WEEK_BEFORE) == ""


@pytest.mark.parametrize(("days", "reminded"), [(3.5, True), (2.5, False)])
def test_who_is_told_that_nobody_reminds_them_is_not_reminded(made, days, reminded):
    room, session = made
    planner.plan(BEGINS - timedelta(days=4))  # set late: the reminder waits for the ask
    (again,) = Message.objects.filter(kind=MessageKind.REMINDER)
    now = BEGINS - timedelta(days=days)

    reflection.put_off(session, room.implementer(T), "reflection", "not_now", now=now)

    stopped = rules.get(again.rule).stopped(again, BEGINS - timedelta(days=2))
    assert stopped == ("" if reminded else "This person said “not now”.")


@pytest.mark.parametrize("way", ["not_me", "colleague"])
def test_not_me_and_a_colleague_stop_it(made, way):
    room, session = made
    mail = planned()["reflection_again"]
    reflection.put_off(
        session, room.implementer(T), "reflection", way, colleague=room.decider(T), now=BEFORE
    )

    assert reminders.ReflectionAgain().stopped(mail, BEFORE) != ""


def test_not_now_keeps_the_one_reminder(made):
    room, session = made
    mail = planned()["reflection_again"]
    reflection.put_off(session, room.implementer(T), "reflection", "not_now", now=BEFORE)

    assert reminders.ReflectionAgain().stopped(mail, BEFORE) == ""


def test_it_stops_with_the_session_the_partnership_and_the_person(made):
    room, session = made
    mail = planned()["before"]
    entry = next(e for e in room.people.values() if e.user_id == mail.person_id)
    rule = reminders.Before()
    assert rule.stopped(mail, BEFORE) == ""

    type(session).objects.update(state=SessionState.CANCELLED)
    assert rule.stopped(mail, BEFORE) == "The session was called off."
    type(session).objects.update(state=SessionState.HELD)
    assert rule.stopped(mail, BEFORE) == "The session has been held."
    type(session).objects.update(state=SessionState.GONE_OUT)
    put_in(room.partnership, Phase.PAUSED)
    assert rule.stopped(mail, BEFORE) == "The partnership is paused."
    put_in(room.partnership, Phase.CLOSED, BEFORE)
    assert rule.stopped(mail, BEFORE) == "The partnership is over."
    put_in(room.partnership, Phase.ACTIVE)
    type(entry).objects.filter(pk=entry.pk).update(until="2027-03-10")
    assert rule.stopped(mail, BEFORE) == "This person is not in the partnership any more."


def test_promises_due_by_then_are_counted_with_a_link_each_and_never_named(made):
    room, session = made
    promise(session, room.implementer(P), text="ZQ-action")
    promise(session, room.implementer(P), text="ZQ-later", due_on="2027-06-01")

    mail = planned()["before_update"]

    assert "One thing you said you would do is open." in mail.body
    assert list(mail.links) == ["answer", "done1"]
    assert mail.links["done1"]["purpose"] == "report_done"
    assert "ZQ-" not in f"{mail.subject}{mail.body}{mail.links}"


def test_the_link_of_a_promise_stays_open_until_ten_days_after_its_day(made):
    room, session = made
    action = promise(session, room.implementer(P))

    until = datetime.fromisoformat(planned()["before_update"].links["done1"]["until"])

    assert until.date() == action.due_on + timedelta(days=10)
    assert until > session.starts_at


def test_asking_today_goes_at_once_and_once_a_day(made):
    room, session = made
    first = reminders.ask_now(session, now=BEFORE)

    again = reminders.ask_now(session, now=BEFORE + timedelta(minutes=5))

    assert (first.pk, first.person, first.planned_for) == (again.pk, room.implementer(T), BEFORE)


def test_the_minutes_asked_stay_within_the_budget():
    prices = {p.rule: p for p in rules.prices() if p.rule.startswith("sessions.")}

    partner = prices["sessions.before_update"].minutes + prices["sessions.after"].minutes
    sharing = prices["sessions.before_reflection"].minutes + prices["sessions.after"].minutes
    assert (partner, sharing) == (4, 12)
    assert partner <= 15
    assert sharing <= 35
    assert all(p.skipped and p.screen for p in prices.values())


def test_planning_costs_the_same_for_one_session_and_for_three(made, statements):
    def count():
        with statements() as asked:
            for name in NAMES:
                list(rules.get(f"sessions.{name}").due(WEEK_BEFORE))
        return len(asked)

    one = count()
    room_of()
    room_of()

    assert count() == one


def test_rules_before_a_session_read_it_once_in_a_pass(made, statements):
    before = [rules.get(f"sessions.{name}") for name in NAMES]
    sessions = []
    with statements() as asked, rules.one_pass():
        for rule in before:
            sessions += [due.about for due in rule.due(WEEK_BEFORE)]

    read = [sql for sql in asked if sql.startswith('SELECT "sessions_app_session"."id"')]
    assert (len(read), len({id(session) for session in sessions})) == (1, 1)
    assert len(sessions) > 1
