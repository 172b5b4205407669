"""What dates and agendas ask of a facilitator, and nobody else."""

import datetime

import pytest
from django.urls import reverse

from partnerships.models import Phase
from sessions_app.asks_schedule import for_facilitator
from sessions_app.models import AgendaBlock, BlockKind, Session, SessionKind, SessionState
from tests.factories import NOW
from tests.factories_kickoff import PlanItemFactory
from tests.factories_partnership import make_room, put_in
from tests.factories_sessions import DAY, make_session

pytestmark = pytest.mark.django_db
DAYS = datetime.timedelta


def said(room, now=NOW):
    return [(a.where, a.sentence, a.button, a.rank) for a in for_facilitator(room.facilitator, now)]


def held(room, days_ago):
    day = NOW.date() - DAYS(days=days_ago)
    return make_session(room, local_date=day, state=SessionState.HELD)


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


def test_nothing_is_asked_while_all_is_well(room):
    make_session(room)
    held(room, 20)

    assert said(room) == []


def test_an_agenda_that_does_not_hold_is_named_two_days_before(room):
    session = make_session(room, number=6)
    held(room, 20)
    AgendaBlock.objects.filter(agenda=session.agenda, kind=BlockKind.MAIN).update(minutes=10)
    before = session.goes_out_at - DAYS(days=2)
    row = ("Lakeview and Beacon", "Session 6: The minutes add up to 80 of 90; 10 are free.",
           "Mend the agenda")  # fmt: skip

    assert said(room, before - DAYS(minutes=1)) == []
    assert said(room, before) == [(*row, 2)]
    assert said(room, session.goes_out_at) == [(*row, 1)]


def test_an_agenda_without_the_update_is_named(room):
    session = make_session(room, number=6)
    held(room, 20)
    blocks = session.agenda.blocks
    blocks.filter(kind=BlockKind.UPDATE).delete()
    blocks.filter(kind=BlockKind.MAIN).update(minutes=30)

    assert said(room, session.goes_out_at)[0][1] == "Session 6: Lakeview’s update is missing."


def test_no_date_in_five_weeks(room):
    held(room, 10)
    make_session(room, local_date=DAY + DAYS(days=60))

    (ask,) = for_facilitator(room.facilitator, NOW)

    assert (ask.sentence, ask.rank) == ("No session is planned in the next five weeks.", 3)
    assert ask.url == reverse("sessions_app:series", args=[room.partnership.pk])


def test_a_broken_rhythm_is_graver_and_done_once_a_date_is_set(room):
    held(room, 46)

    (ask,) = for_facilitator(room.facilitator, NOW)

    assert (ask.sentence, ask.why, ask.rank) == (
        "No session since Thursday 21 January.",
        "No date is set in the next five weeks.", 2,
    )  # fmt: skip
    assert ask.url == reverse("sessions_app:series", args=[room.partnership.pk])
    make_session(room)
    assert for_facilitator(room.facilitator, NOW) == []


@pytest.mark.parametrize("phase", [Phase.FORMING, Phase.CLOSING])
def test_rhythm_is_for_monthly_sessions_alone(phase):
    assert said(make_room(phase=phase)) == []


def test_the_day_of_the_kickoff_is_asked_for_until_it_is_chosen():
    room = make_room(phase=Phase.KICKOFF)
    row = ("Lakeview and Beacon", "The day of the kickoff is not chosen yet.", "Choose the day", 2)

    before = said(room)
    session = make_session(room, kind=SessionKind.KICKOFF, number=None)
    chosen = said(room)
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)

    assert ([row in before, row in chosen, row in said(room)], said(make_room())) == (
        [True, False, True], [],
    )  # fmt: skip


def test_a_kickoff_in_person_is_asked_for_its_place_until_it_has_one():
    room = make_room(phase=Phase.KICKOFF)
    session = make_session(room, kind=SessionKind.KICKOFF, number=None, mode="in_person", place="")
    row = ("Lakeview and Beacon", "The kickoff has no place yet.", "Say where", 3)

    before = said(room)
    (ask,) = for_facilitator(room.facilitator, NOW)
    Session.objects.filter(pk=session.pk).update(place="Harbor Hall")

    assert (before, said(room)) == ([row], [])
    assert ask.url == reverse("sessions_app:move", args=[session.pk])


def test_others_are_not_asked(room):
    other = make_room(phase=Phase.ACTIVE)
    make_session(other)
    held(other, 3)

    assert len(said(room)) == 1
    assert said(other) == []


@pytest.mark.parametrize("many", [1, 6])
def test_the_questions_cost_the_same_for_one_and_many(room, many, django_assert_max_num_queries):
    for _n in range(many):
        other = make_room(phase=Phase.ACTIVE, facilitator=room.facilitator)
        session = make_session(other)
        AgendaBlock.objects.filter(agenda=session.agenda, kind=BlockKind.MAIN).update(minutes=9)

    with django_assert_max_num_queries(6):
        assert len(for_facilitator(room.facilitator, session.goes_out_at)) >= many


@pytest.mark.parametrize(("planned", "ends_in", "asks"), [(1, 45, 0), (1, 46, 1), (2, 45, 1)])
def test_no_further_date_is_asked_for_once_all_was_held_and_the_end_is_near(
    room, planned, ends_in, asks
):
    held(room, 10)
    for number in range(planned):
        month = datetime.date(2027, 2 + number, 1)
        PlanItemFactory(partnership=room.partnership, number=1 + number, month=month)
    put_in(room.partnership, Phase.ACTIVE, ends_on=NOW.date() + DAYS(days=ends_in))

    assert len(said(room)) == asks
