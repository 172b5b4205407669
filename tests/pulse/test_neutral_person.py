"""Who hears each side alone, where the facilitator belongs to one or has changed."""

import datetime

import pytest
from django.urls import reverse

from accounts.models import User
from notifications import planner, rules
from notifications.models import Message
from notifications.permissions import may_read_text
from partnerships import partnership_services
from partnerships.models import Partnership
from pulse import rounds
from pulse.models import PulseRound
from tests.factories import NOW, MembershipFactory, ProgramRoleFactory, UserFactory
from tests.factories_pulse import P, T, answer, make_round, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
LATER = NOW + DAY


@pytest.mark.parametrize("facilitates", [False, True])
def test_the_neutral_person_finds_both_sides_from_home_when_nothing_is_due(enter, facilitates):
    room, made = make_round(internal=True)
    if facilitates:
        ProgramRoleFactory(program=room.partnership.round.program, user=room.holder)
    rounds.close(round=talks_held(made), by=room.holder, now=NOW)
    client = enter(room.holder)
    talks = reverse("pulse:of", args=[room.partnership.pk])
    flags = reverse("partnerships:role_flags", args=[room.partnership.pk])

    page = client.get("/").content.decode()
    led = client.get(talks, follow=True)

    assert (talks in page, flags in page) == (True, True)
    assert f'href="{room.partnership.get_absolute_url()}"' not in page
    assert (led.status_code, led.redirect_chain[0][0]) == (200, made.get_absolute_url())


def test_before_it_opens_the_neutral_person_reads_when_and_no_way_inside(enter):
    room, _none = make_round(internal=True, open_=False)
    inside = f'href="{room.partnership.get_absolute_url()}"'

    pages = [
        enter(person).get(reverse("pulse:of", args=[room.partnership.pk])).content.decode()
        for person in (room.holder, room.facilitator)
    ]

    assert [inside in page for page in pages] == [False, True]
    assert "The middle is" in pages[0]


def test_the_neutral_person_opens_what_their_page_offers(enter):
    room, _none = make_round(internal=True, open_=False)
    client, pk = enter(room.holder), room.partnership.pk
    opens = reverse("pulse:open", args=[pk])
    assert f'action="{opens}"' in client.get(reverse("pulse:of", args=[pk])).text

    answer = client.post(opens, follow=True)

    assert (answer.status_code, PulseRound.objects.get().reader) == (200, room.holder)


@pytest.fixture
def room_with_neutral():
    """Return a room with an external facilitator and a neutral person, and somebody of a side."""
    room, _made = make_round()
    Partnership.objects.update(neutral_person=UserFactory(name="Nia Neutral"))
    to = ProgramRoleFactory(
        program=room.partnership.round.program, user=UserFactory(name="Cy Internal")
    ).user
    MembershipFactory(organization=room.organization(P), user=to)
    return room, to


def successor_of(room, name="Ana Successor", now=NOW):
    """Hand the partnership to somebody of this name and return them."""
    to = ProgramRoleFactory(
        program=room.partnership.round.program, user=UserFactory(name=name)
    ).user
    partnership_services.hand_over(
        partnership=room.partnership, to=to, because="New region.", by=room.facilitator, now=now
    )
    return to


def told(**of):
    """Plan as of a moment after the hand-over and return what tells of another holder."""
    planner.plan(LATER + HOUR)
    return Message.objects.filter(rule="pulse.reader", **of)


def test_everybody_is_told_by_mail_that_somebody_else_reads_it(enter):
    room, made = make_round()
    answer(made, room.implementer(P), we_gain="4")
    assert not told().exists()
    successor_of(room, now=LATER)

    rows = told()

    assert {row.person for row in rows} == {
        seat.user for seat in room.partnership.roster.standing()
    }  # so that a mail tells nobody who has answered
    assert len(set(rows.values_list("subject", "body"))) == 1
    assert "Ana Successor now talks with both sides" in rows[0].subject
    assert "sign in, change it or empty it until" in rows[0].body
    assert [rules.get(row.rule).stopped(row, LATER) for row in rows] == [""] * len(rows)
    assert not any(may_read_text(room.lead, row) for row in rows)
    assert told().count() == len(rows)  # once for ever


def test_that_mail_does_not_go_once_it_is_not_so_or_of_no_use():
    room, made = make_round()
    first = successor_of(room, now=LATER)
    row = told(person=room.implementer(P)).get()
    rule = rules.get(row.rule)

    closed = LATER + (made.closes_on - NOW.date()) + DAY
    assert rule.stopped(row, closed) == "It is not needed any more."
    successor_of(room, "Bo Third", now=LATER + HOUR)
    assert rule.stopped(row, LATER + HOUR) == "By now somebody else reads the answers."
    assert first.name not in told(person=row.person).exclude(pk=row.pk).get().body


@pytest.mark.parametrize("part", [None, -1], ids=["the same name", "part of it"])
def test_people_are_told_apart_by_who_they_are_and_not_by_name(enter, part):
    room, made = make_round()

    successor_of(room, room.facilitator.name[:part], now=LATER)

    assert told().count() == room.partnership.roster.standing().count()
    page = enter(room.implementer(P)).get(made.get_absolute_url()).content.decode()
    assert "talks with both sides, and reads it." in page


def test_back_again_is_news_too_and_what_has_not_gone_stops():
    room, made = make_round()
    first, person = room.facilitator, room.implementer(P)
    second = successor_of(room, "Bo Third", now=LATER)
    (of_second,) = told(person=person)
    for to, at in ((first, HOUR), (second, 2 * HOUR)):
        partnership_services.hand_over(
            partnership=room.partnership, to=to, because="x", by=room.lead, now=LATER + at
        )
        told()

    rows = told(person=person).order_by("planned_for", "written_at")

    assert {row.subject.partition(" now ")[0] for row in rows} == {first.name, "Bo Third"}
    assert rows.count() == 3
    stops = [row for row in rows if not rules.get(row.rule).stopped(row, LATER + 3 * HOUR)]
    assert len(stops) == 1
    assert stops[0].pk != of_second.pk
    assert stops[0].subject.startswith("Bo Third")


def test_to_an_internal_facilitator_the_neutral_person_is_named_as_who_reads(room_with_neutral):
    room, to = room_with_neutral

    partnership_services.hand_over(
        partnership=room.partnership, to=to, because="x", by=room.facilitator, now=LATER
    )

    (row,) = told(person=room.implementer(P))
    assert "Nia Neutral now talks with both sides" in row.subject
    assert "handed over" not in row.body
    assert to.name not in row.subject + row.body


def test_from_one_internal_facilitator_to_another_nothing_changes_for_who_reads():
    room, made = make_round(internal=True)
    to = ProgramRoleFactory(program=room.partnership.round.program).user
    MembershipFactory(organization=room.organization(T), user=to)

    partnership_services.hand_over(
        partnership=room.partnership, to=to, because="x", by=room.facilitator, now=LATER
    )

    assert room.fresh().facilitator_kind == "internal"
    assert not told().exists()


def test_a_change_before_people_are_asked_is_told_in_words_that_hold_then_too():
    room, made = make_round()
    opens = (LATER + 5 * DAY).date()
    PulseRound.objects.update(opens_on=opens, closes_on=opens + 10 * DAY)
    successor_of(room, now=LATER)

    (row,) = told(person=room.implementer(P))
    assert "in the middle of the check" not in row.body
    assert "reads what you answer in the six minutes" in row.body
    request = Message.objects.get(rule="pulse.request", person=row.person)
    assert "Ana Successor alone reads it" in request.body


def test_a_round_without_a_reader_is_given_one_and_nobody_is_told():
    room, made = make_round()
    PulseRound.objects.update(reader=None)

    successor_of(room, now=LATER)

    assert not told().exists()
    assert PulseRound.objects.get().reader.name == "Ana Successor"


def test_another_name_of_the_same_person_is_no_news():
    room, made = make_round()
    User.objects.filter(pk=room.facilitator.pk).update(name="Ana Renamed")

    assert not told().exists()


def test_who_reads_it_after_a_hand_over_stands_beside_what_people_were_told(enter):
    room, made = make_round()
    person = room.implementer(P)
    before = enter(person).get(made.get_absolute_url()).content.decode()
    successor_of(room)

    pages = [
        enter(person).get(address).content.decode()
        for address in (made.get_absolute_url(), reverse("pulse:answer", args=[made.pk]))
    ]

    said = "Now Ana Successor talks with both sides, and reads it."
    assert "talks with both sides, and reads it." not in before
    assert [said in page for page in pages] == [True, True]
