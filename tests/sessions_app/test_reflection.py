"""Words before a session: who is asked, until when, who reads them, and that none are lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.errors import Refused, Stale
from partnerships.models import RosterEntry
from sessions_app import reflection
from sessions_app.models import BlockKind, PutOff, Reflection
from tests.factories_around import BEFORE, BEGINS, P, T, load, room_of, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return room_of()


def test_who_leads_day_to_day_is_asked(made):
    room, session = made

    assert reflection.asked(session, T) == room.implementer(T)
    assert reflection.asked(session, P) == room.implementer(P)


def test_without_a_lead_whoever_does_the_work_is_asked(made):
    room, session = made
    RosterEntry.objects.filter(side=T, part="lead").update(until="2027-03-01")

    assert reflection.asked(load(session), T) == room.decider(T)


def test_not_me_leaves_nobody_to_ask_and_a_colleague_takes_over(made):
    room, session = made
    lead, mate = room.implementer(T), room.decider(T)
    reflection.put_off(session, lead, "reflection", "not_me", now=BEFORE)
    assert reflection.asked(session, T, session.put_off.all()) is None

    reflection.put_off(session, lead, "reflection", "colleague", colleague=mate, now=BEFORE)

    assert reflection.asked(session, T, session.put_off.all()) == mate
    assert PutOff.objects.count() == 1


def test_two_who_ask_each_other_leave_nobody(made):
    room, session = made
    one, two = room.implementer(T), room.decider(T)
    reflection.put_off(session, one, "reflection", "colleague", colleague=two, now=BEFORE)
    reflection.put_off(session, two, "reflection", "colleague", colleague=one, now=BEFORE)

    assert reflection.asked(session, T, session.put_off.all()) in {one, two}


def test_not_now_keeps_the_ask(made):
    room, session = made
    reflection.put_off(session, room.implementer(T), "reflection", "not_now", now=BEFORE)

    assert reflection.asked(session, T, session.put_off.all()) == room.implementer(T)


def test_a_colleague_of_the_other_side_is_refused(made):
    room, session = made

    with pytest.raises(Refused):
        reflection.put_off(
            session, room.implementer(T), "reflection", "colleague",
            colleague=room.decider(P), now=BEFORE,
        )  # fmt: skip


def test_it_can_be_changed_until_the_day_before_ends(made):
    room, session = made
    last = BEGINS.replace(hour=4, minute=59)  # 11:59 pm Central the day before

    assert reflection.still_open(session, last) is True
    assert reflection.still_open(session, last + timedelta(minutes=1)) is False
    with pytest.raises(Refused):
        written(session, room.implementer(T), now=last + timedelta(minutes=1), did="Late.")
    assert Reflection.objects.count() == 0


@pytest.mark.parametrize(
    ("agreed", "reader", "day"),
    [
        ("Pacific/Guam", "America/Chicago", 16),  # it closes on Wednesday at 9 in the morning
        ("America/Chicago", "Pacific/Guam", 17),
        ("America/Chicago", "America/Anchorage", 17),
        ("America/New_York", "Pacific/Honolulu", 17),
        ("Pacific/Honolulu", "America/New_York", 17),
    ],
)
def test_the_last_day_is_one_that_the_reader_has_until_evening(agreed, reader, day):
    _room, session = room_of(time_zone=agreed)

    assert reflection.last_day(session, reader).day == day
    with timezone.override(reader):
        assert (reflection.last_day(session).day, reflection.opens_on(session).day) == (
            day, day + 1,
        )  # fmt: skip


def test_a_stale_save_shows_both_texts_and_loses_none(made):
    room, session = made
    row = written(session, room.implementer(T), did="First.")
    hand = reflection.Hand(room.implementer(T), room.implementer(T))
    again = Reflection.objects.get(pk=row.pk)
    reflection.write(again, {"did": "Second."}, hand=hand, expected=1, now=BEFORE)

    with pytest.raises(Stale) as both:
        reflection.write(again, {"did": "Third."}, hand=hand, expected=1, now=BEFORE)

    texts = [(theirs, mine) for _label, _name, theirs, mine in both.value.clashes]
    assert texts == [("Second.", "Third.")]
    assert Reflection.objects.get().did == "Second."


def test_words_open_their_block_for_their_side_and_the_facilitator_at_once(made):
    room, session = made
    written(session, room.implementer(T), did="Cards in two schools.")
    written(session, room.implementer(P), words="The board approved a second year.")

    def reads(user, now):
        found = reflection.openings(session, user, now=now)
        return {kind: [w for row in rows for _q, w in row.parts] for kind, rows in found.items()}

    lesson = {BlockKind.MAIN: ["Cards in two schools."]}
    news = {BlockKind.UPDATE: ["The board approved a second year."]}
    assert reads(room.facilitator, BEFORE) == lesson | news
    assert reads(room.decider(T), BEFORE) == lesson
    assert reads(room.decider(P), BEFORE) == news
    assert reads(room.lead, BEFORE) == {}
    on_the_day = BEGINS - timedelta(hours=3)
    assert reads(room.decider(P), on_the_day) == lesson | news
    assert reads(room.lead, on_the_day) == lesson | news


def test_reflections_with_words_are_drafts_for_insights(made):
    room, session = made
    row = written(session, room.implementer(T), happened="They stopped waiting.")
    Reflection.objects.create(
        session=session, author=room.decider(T), created_at=BEFORE, changed_at=BEFORE
    )

    assert reflection.drafts([session]) == [row]
