"""Who comes, by kind, and what stands on Today when nobody who decides came twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnerships.models import Phase, Side
from sessions_app import asks_work
from sessions_app.models import Attendance, SessionState
from sessions_app.presence import presence_page
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import SessionFactory

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AWAY = "Nobody who can decide for Lakeview came to the last two sessions."


@pytest.fixture
def room():
    return make_room(signed=True, phase=Phase.ACTIVE)


def held(room, number, came=(), spoke=(), missed=()):
    """Hold a session; who is in none of the three was not ticked at all."""
    day = NOW.date() - timedelta(days=100 - number)
    session = SessionFactory(
        partnership=room.partnership, number=number, local_date=day, state=SessionState.HELD,
        starts_at=NOW - timedelta(days=100 - number),
    )  # fmt: skip
    for user in {*came, *missed}:
        Attendance.objects.create(
            session=session, user=user, side=P, came=user in came,
            spoke=user in spoke if user in came else None,
        )  # fmt: skip


def said(room):
    asks = asks_work.for_facilitator(room.facilitator, NOW)
    return [ask.sentence for ask in asks if "decide" in ask.sentence]


def test_a_decider_who_missed_two_running_is_told_on_today(room):
    held(room, 1, missed=[room.decider(P)])
    held(room, 2, missed=[room.decider(P)])

    assert said(room) == [AWAY]


@pytest.mark.parametrize(
    "sessions",
    [
        pytest.param([False], id="one missed"),
        pytest.param([False, True], id="came last"),
        pytest.param([True, False], id="came before"),
        pytest.param([False, False, True], id="two missed long ago"),
        pytest.param([None, None], id="nobody ticked"),
    ],
)
def test_otherwise_nothing_is_said(room, sessions):
    for number, came in enumerate(sessions, 1):
        person = [room.decider(P)]
        held(room, number, came=person if came else [], missed=person if came is False else [])

    assert said(room) == []


def test_an_implementer_who_missed_two_is_no_alarm(room):
    for number in (1, 2):
        held(room, number, missed=[room.implementer(P)])

    assert said(room) == []


def test_an_implementer_does_not_stand_in_for_who_decides(room):
    for number in (1, 2):
        held(room, number, came=[room.implementer(P)], missed=[room.decider(P)])

    assert said(room) == [AWAY]


def test_presence_is_counted_by_kind(room):
    held(room, 1, came=[room.decider(P), room.implementer(P)])
    held(room, 2, came=[room.implementer(P)], missed=[room.decider(P)])

    kinds = presence_page(room.fresh()).kinds
    assert [(row.name, row.deciding, row.working, row.held) for row in kinds] == [
        ("Lakeview", 1, 2, 2), ("Beacon", 0, 0, 2),
    ]  # fmt: skip


def test_a_person_is_worth_a_word(room):
    loud, quiet = room.implementer(P), room.implementer(T)
    rare, gone = room.decider(P), room.decider(T)
    for number in range(1, 5):
        came = [loud, quiet, *([rare] if number in (1, 4) else []), *([gone] if number < 3 else [])]
        missed = [user for user in (rare, gone) if user not in came]
        held(room, number, came=came, spoke=[loud], missed=missed)

    rows = presence_page(room.fresh()).people
    assert {
        row.entry.user: (row.came, row.known, row.missed_running, row.seldom, row.quiet)
        for row in rows
    } == {
        loud: (4, 4, False, False, False),
        quiet: (4, 4, False, False, True),
        rare: (2, 4, False, True, True),
        gone: (2, 4, True, True, True),
    }


def test_who_steers_reads_it_and_nobody_else(client, room):
    address = reverse("sessions_app:presence", args=[room.partnership.pk])
    people = [room.facilitator, room.lead, room.decider(P), room.implementer(T), room.officer]

    codes = []
    for user in people:
        client.force_login(user, backend=BACKEND)
        codes.append(client.get(address).status_code)
    assert codes == [200, 200, 403, 403, 404]


@pytest.mark.parametrize("many", [1, 9])
def test_the_page_asks_eight_times_at_most(client, room, many, cost):
    for number in range(1, many + 1):
        held(room, number, came=[room.decider(P), room.implementer(P)], spoke=[room.decider(P)])
    client.force_login(room.facilitator, backend=BACKEND)
    client.get(reverse("partnership_list"))  # the first page of a session writes it

    assert cost(client, reverse("sessions_app:presence", args=[room.partnership.pk])) <= 8
