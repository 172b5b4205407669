"""Sessions on a partnership's front page."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from partnerships.models import Phase, Side
from sessions_app.models import AgendaBlock, BlockKind, SessionState
from tests.factories import NOW
from tests.factories_partnership import make_room, put_in
from tests.factories_sessions import DAY, make_session

pytestmark = pytest.mark.django_db
FOUR_WEEKS = datetime.timedelta(weeks=4)


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE, signed=True)


@pytest.fixture
def front(client, room):
    def read(user=None):
        client.force_login(
            user or room.facilitator,
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        client.get(reverse("accounts:me"))
        return client.get(reverse("partnership", args=[room.partnership.pk]))

    read.client = client
    with time_machine.travel(NOW, tick=False):
        yield read


def held(room, number, day, **fields):
    return make_session(room, number=number, local_date=day, state=SessionState.HELD, **fields)


def test_an_agenda_that_cannot_go_out_says_so_to_everybody(room, front):
    session = make_session(room, number=6)
    AgendaBlock.objects.filter(kind=BlockKind.MAIN).update(minutes=122)
    waits = "Goes out once the minutes add up."

    for person in (room.decider(Side.PARTNER), room.facilitator):
        assert waits in front(person).text
        for name in ("session", "agenda"):
            page = front.client.get(reverse(f"sessions_app:{name}", args=[session.pk])).text
            assert (waits in page, "unless someone" in page) == (True, False), name
    assert waits in front.client.get(reverse("home")).text


def test_who_sets_the_dates_finds_where_and_nobody_else(room, front):
    where = reverse("sessions_app:series", args=[room.partnership.pk])

    mine, theirs = front().text, front(room.decider(Side.PARTNER)).text

    assert ("You set the dates" in mine, where in mine) == (True, True)
    assert ("sets the dates; you get them" in theirs, where in theirs) == (True, False)


def test_in_a_pause_no_agenda_is_said_to_go_out(room, front):
    session = make_session(room, number=6)
    put_in(room.partnership, Phase.PAUSED)
    waits = "Waits until the partnership goes on. It is paused."

    assert waits in front(room.facilitator).text
    for name in ("session", "agenda"):
        page = front.client.get(reverse(f"sessions_app:{name}", args=[session.pk])).text
        assert (waits in page, "unless someone" in page) == (True, False), name


def test_it_says_what_comes_next_and_what_was_last(room, front):
    held(room, 4, DAY - 2 * FOUR_WEEKS)
    held(room, 5, DAY - FOUR_WEEKS, notes="Host teachers meet in April.",
         notes_stand_on=datetime.date(2027, 3, 1))  # fmt: skip
    make_session(room, number=6)
    make_session(room, number=7, local_date=DAY + FOUR_WEEKS)

    page = front(room.decider(Side.PARTNER)).text

    assert "Thursday 18 March, 4:30 to 6:00 pm Eastern" in page
    assert "Goes out Thursday 11 March, 8:00 am unless someone changes it." in page
    assert "Host teachers meet in April." in page
    assert "No objection to the notes by Monday 1 March." in page
    stops = [s for s in front().context["sections"][0].values["stops"] if s.kind == "session"]
    assert [(s.number, s.state) for s in stops] == [
        (4, "held"), (5, "held"), (6, "next"), (7, "planned"),
    ]  # fmt: skip


def test_without_sessions_it_says_who_sets_the_dates(room, front):
    page = front(room.decider(Side.PARTNER)).text

    assert "No session is planned" in page
    assert f"{room.facilitator} sets the dates" in page
    assert "You set the dates; everybody gets them as calendar entries." in front().text


@pytest.mark.parametrize(
    ("phase", "says"),
    [
        (Phase.CLOSING, "The sessions are over. What both sides gained is written down now."),
        (Phase.CLOSED, "The partnership is over. Its sessions and their notes can still be read."),
        (Phase.PAUSED, "The partnership is paused. New dates are set when it goes on."),
    ],
)
def test_where_nothing_is_left_to_plan_nobody_is_told_to_wait_for_dates(room, front, phase, says):
    held(room, 7, DAY - FOUR_WEEKS)
    put_in(room.partnership, phase)

    for reader in (room.facilitator, room.decider(Side.PARTNER)):
        page = front(reader).text
        assert says in page
        assert "sets the dates" not in page
        assert "You set the dates" not in page


@pytest.mark.parametrize(("phase", "led"), [(Phase.CLOSING, False), (Phase.CLOSED, True)])
def test_once_it_is_closed_its_page_leads_to_what_it_reached(room, front, phase, led):
    held(room, 7, DAY - FOUR_WEEKS)
    put_in(room.partnership, phase)

    for reader in (room.facilitator, room.decider(Side.PARTNER)):
        assert ("What this partnership reached" in front(reader).text) is led


def test_what_was_called_off_is_on_no_path(room, front):
    make_session(room, number=6, state=SessionState.CANCELLED, cancelled_because="Snow")

    values = front().context["sections"][0].values

    assert [s for s in values["stops"] if s.kind == "session"] == []


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_costs_the_same_for_one_and_a_year(
    room, front, many, client, django_assert_max_num_queries
):
    for number in range(1, many + 1):
        make_session(room, number=number, local_date=DAY + number * datetime.timedelta(days=7))
    front()

    with django_assert_max_num_queries(8):
        client.get(reverse("partnership", args=[room.partnership.pk]))
