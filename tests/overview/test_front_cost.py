"""The front page of a partnership costs the same, whoever reads it and however full it is."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnerships.models import Phase, PlanItem, Side
from sessions_app.models import Action, Attendance, Decision, SessionState
from tests.factories import NOW
from tests.factories_insights import VerdictFactory, shared
from tests.factories_kickoff import GoalFactory, LearningObjectiveFactory
from tests.factories_partnership import put_in
from tests.factories_pulse import answer, fresh, make_theme, release
from tests.factories_pulse import make_round as make_pulse
from tests.factories_sessions import DAY, make_session

pytestmark = pytest.mark.django_db
MOST = 8  # session, user and standing included
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
WEEK = datetime.timedelta(weeks=1)
READERS = ["facilitator", P, T]


@pytest.fixture(autouse=True)
def still():
    with time_machine.travel(NOW, tick=False):
        yield


def lived(phase, size):
    """Return a room of `phase` that has met `size` times, with all that sessions leave behind."""
    room, pulse_round = make_pulse()
    answer(pulse_round, room.implementer(P), useful=4)
    release(make_theme(fresh(pulse_round)), *(room.decider(P), room.implementer(P)))
    GoalFactory(partnership=room.partnership)
    objective = LearningObjectiveFactory(partnership=room.partnership)
    for number in range(1, size + 1):
        month = datetime.date(2026, 10, 1) + number * 4 * WEEK
        PlanItem.objects.create(
            partnership=room.partnership, number=number, month=month.replace(day=1),
            created_at=NOW, changed_at=NOW,
        ).objectives.add(objective)  # fmt: skip
        lesson = shared(room.partnership)
        VerdictFactory(insight=lesson)
        _held(room, number, objective, DAY - (size - number + 1) * WEEK)
    make_session(room, number=size + 1)
    put_in(room.partnership, phase)
    return room


def _held(room, number, objective, day):
    session = make_session(room, number=number, local_date=day, state=SessionState.HELD)
    Attendance.objects.filter(session=session, side__in=[P, T]).update(came=True)
    left = {"session": session, "objective": objective, "created_at": NOW, "changed_at": NOW}
    for side in (P, T):
        Action.objects.create(
            partnership=room.partnership, text=f"Translate cards {number}, {side}", side=side,
            owner=room.implementer(side), due_on=day, **left,
        )  # fmt: skip
        Decision.objects.create(text=f"Cards {number} go out, {side}", **left)


def read(room, reader):
    person = room.facilitator if reader == "facilitator" else room.implementer(reader)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("accounts:me"))
    return client, reverse("partnership", args=[room.partnership.pk])


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("phase", Phase.values)
def test_it_takes_eight_queries_at_most(phase, size, django_assert_max_num_queries):
    room = lived(phase, size)

    for reader in READERS:
        client, url = read(room, reader)
        with django_assert_max_num_queries(MOST):
            assert client.get(url).status_code == 200


def test_all_its_parts_are_there():
    client, url = read(lived(Phase.ACTIVE, 2), P)

    page = client.get(url)

    templates = [s.template.rsplit("/", 1)[-1] for s in page.context["sections"]]
    assert templates == ["path.html", "next_last.html", "thread.html", "promises.html"]
    asides = {part.summary: part.aside for part in page.context["deeper"]}
    assert asides["Lessons so far"] == "2 lessons"
    assert asides["What may be shared"] == "1 kind of material"


def test_last_time_tells_what_was_decided_and_how_many_came():
    client, url = read(lived(Phase.ACTIVE, 2), P)

    text = client.get(url).text

    assert "<b>Decided:</b> <bdi>Cards 2 go out, partner</bdi>" in text
    assert "Four of five people came." in text
    assert "Cards 1 go out" not in text


def test_promises_stand_once_each_with_the_open_ones_first():
    room = lived(Phase.ACTIVE, 2)
    first = Action.objects.filter(partnership=room.partnership, side=P).order_by("due_on").first()
    Action.objects.filter(pk=first.pk).update(state="done", done_at=NOW)
    client, url = read(room, P)

    section = client.get(url).context["sections"][-1].values

    told = [
        [(row.text, row.session.name) for row in rows] for _side, _who, rows in section["sides"]
    ]
    assert told == [
        [("Translate cards 2, partner", "Session 2"), ("Translate cards 1, partner", "Session 1")],
        [("Translate cards 1, thought_partner", "Session 1"),
         ("Translate cards 2, thought_partner", "Session 2")],
    ]  # fmt: skip


def test_the_thread_marks_sessions_that_decided():
    client, url = read(lived(Phase.ACTIVE, 2), P)

    thread = client.get(url).context["sections"][2].values

    assert [(c.name, c.state) for c in thread["columns"]] == [
        ("Kickoff", "held"), ("1", "held"), ("2", "held"),
    ]  # fmt: skip
    assert list(thread["strands"][0].decided) == [1, 2]
