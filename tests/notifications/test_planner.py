"""Rules become rows: once, whoever plans; what waits follows its cause."""

import datetime
import threading

import pytest
from django.db import connection

from notifications import planner, rules
from notifications.models import Message, MessageKind, State
from tests.factories_notifications import NOW, Listed, make_due, make_person

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def rule(monkeypatch):
    """The only rule there is."""
    made = Listed()
    monkeypatch.setattr(rules, "_rules", {made.name: made})
    return made


def test_a_due_becomes_one_row(rule):
    person = make_person()
    rule.offers = [make_due(person)]

    assert planner.plan(NOW) == 1

    row = Message.objects.get()
    assert (row.person, row.rule, row.kind, row.minutes) == (person, rule.name, "before", 10)
    assert (row.state, row.due_at, row.planned_for, row.exempt) == ("queued", NOW, NOW, False)


def test_planning_again_writes_nothing(rule):
    rule.offers = [make_due(make_person())]
    planner.plan(NOW)

    assert planner.plan(NOW + HOUR) == 0
    assert Message.objects.count() == 1


def test_what_is_already_over_is_not_planned(rule):
    rule.offers = [make_due(make_person(), expires_at=NOW)]

    assert planner.plan(NOW) == 0
    assert not Message.objects.exists()


def test_what_waits_follows_its_cause(rule):
    person = make_person()
    rule.offers = [make_due(person, at=NOW + DAY)]
    planner.plan(NOW)
    rule.offers = [make_due(person, at=NOW + 2 * DAY, subject="Three answers for Friday")]

    planner.plan(NOW)

    row = Message.objects.get()
    assert (row.subject, row.due_at) == ("Three answers for Friday", NOW + 2 * DAY)


def test_answers_to_what_waits_go_to_who_reads_them_now(rule):
    person, newcomer = make_person(), make_person()
    rule.offers = [make_due(person, at=NOW + DAY, reply_to=make_person())]
    planner.plan(NOW)
    rule.offers = [make_due(person, at=NOW + DAY, reply_to=newcomer)]

    planner.plan(NOW)

    assert Message.objects.get().reply_to == newcomer


def test_what_has_left_stays_as_it_was(rule):
    person = make_person()
    rule.offers = [make_due(person)]
    planner.plan(NOW)
    Message.objects.update(state=State.SENT, sent_at=NOW)
    rule.offers = [make_due(person, subject="Something else")]

    planner.plan(NOW)

    assert Message.objects.get().subject == "Three answers for Thursday"


def test_a_moment_that_has_come_is_not_pushed_away(rule):
    person = make_person()
    rule.offers = [make_due(person, at=NOW)]
    planner.plan(NOW)
    later = NOW + HOUR
    rule.offers = [make_due(person, at=later)]  # a rule that says "now" each time it is asked

    planner.plan(later)

    assert Message.objects.get().due_at == NOW


def test_nobody_is_mailed_at_night(rule):
    night = NOW.replace(hour=4)  # 10 pm on Monday in Chicago
    rule.offers = [make_due(make_person(), at=night)]

    planner.plan(night)

    assert Message.objects.get().due_at == NOW.replace(hour=14)  # 8 am on Tuesday


def test_a_rule_may_prefer_the_middle_of_the_week(rule):
    rule.midweek = True
    rule.offers = [make_due(make_person(), at=NOW + 3 * DAY)]  # Friday

    planner.plan(NOW)

    # Tuesday, 9 am Central: the clocks went forward in between
    assert Message.objects.get().due_at == datetime.datetime(
        2027, 3, 16, 14, 0, tzinfo=datetime.UTC
    )


def test_an_invitation_goes_at_any_hour_and_counts_for_nothing(rule):
    night = NOW.replace(hour=4)
    rule.kind = MessageKind.INVITATION
    rule.offers = [make_due(make_person(), at=night)]

    planner.plan(night)

    row = Message.objects.get()
    assert (row.due_at, row.exempt) == (night, True)


def test_a_rule_that_fails_does_not_stop_the_others(monkeypatch):
    class Broken(Listed):
        name = "a.broken"

        def due(self, now):
            raise ZeroDivisionError

    working = Listed()
    working.offers = [make_due(make_person())]
    monkeypatch.setattr(rules, "_rules", {"a.broken": Broken(), working.name: working})

    with pytest.raises(ExceptionGroup):
        planner.plan(NOW)

    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_three_planners_at_once_write_what_one_would(rule):
    rule.offers = [make_due(make_person(), key=f"due:{number}") for number in range(20)]
    start, failures = threading.Barrier(3), []

    def work():
        start.wait()
        try:
            planner.plan(NOW)
        except Exception as error:  # noqa: BLE001 - told below
            failures.append(error)
        finally:
            connection.close()

    planners = [threading.Thread(target=work) for _ in range(3)]
    for one in planners:
        one.start()
    for one in planners:
        one.join()

    assert failures == []
    assert Message.objects.count() == 20
