"""The story is data: the same seed tells the same, calendars hold, characters differ."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from demo.simulator import calendar, invented, pairs, program
from demo.simulator.life import Life
from demo.simulator.room import Room
from notifications.models import Message
from sessions_app.models import Action, Attendance, Reflection

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 18, 17, tzinfo=UTC)


@pytest.mark.parametrize("offset", range(0, 366, 13))
def test_calendars_hold_whatever_the_day(offset):
    today = TODAY + timedelta(days=offset)
    for pair in pairs.cast():
        found = calendar.of(pair, today)

        fixed = found.sessions[pair.at - 1]
        assert abs((fixed - today).days - pair.in_days) <= 4
        assert found.sessions == sorted(set(found.sessions))
        assert found.kickoff < found.sessions[0]
        assert found.kickoff.month != found.sessions[0].month
        assert found.sessions[-1] < found.ends_on


def test_the_sixth_session_is_near_and_its_agenda_has_not_gone_out():
    pair = next(pair for pair in pairs.cast() if pair.key == "lakeview")
    for offset in range(28):
        today = TODAY + timedelta(days=offset)
        away = calendar.of(pair, today).sessions[5] - today
        assert timedelta(days=7) < away <= timedelta(days=11), today


def test_a_brief_waits_for_the_superintendent_on_any_day():
    pair = next(pair for pair in pairs.cast() if pair.key == "lakeview")
    for offset in range(800):
        today = TODAY + timedelta(days=offset)
        room = Room(pair, calendar.of(pair, today), 1)
        at = {e.act.__name__: e.at.date() for e in Life(room).write()}
        assert at["assemble"] < today < at["publish"], today


def test_the_same_seed_tells_the_same_and_another_does_not():
    def told(seed):
        rooms = [Room(pair, calendar.of(pair, TODAY), seed) for pair in pairs.cast(seed)]
        likely = [room.likely(0.5, "comes", number) for room in rooms for number in range(9)]
        return [(e.at, e.who, e.act.__name__) for r in rooms for e in Life(r).write()], likely

    assert told(1) == told(1)
    assert told(1)[1] != told(2)[1]


@pytest.mark.django_db
@pytest.mark.whole
@pytest.mark.own
@pytest.mark.timeout(600)
def test_two_plays_of_one_seed_leave_the_same_rows():
    def rows():
        with_words = [
            Reflection.objects.values_list("did", "created_at"),
            Action.objects.values_list("text", "state", "due_on"),
            Attendance.objects.values_list("user__email", "answer", "came", "spoke"),
            Message.objects.values_list("person__email", "kind", "state", "due_at"),
        ]
        return [sorted(map(str, some)) for some in with_words]

    found = []
    for _time in range(2):
        with transaction.atomic():
            program.simulate(NOW, invented.cast(1, seed=7, months=8), seed=7)
            found.append(rows())
            transaction.set_rollback(True)
    assert found[0] == found[1]
