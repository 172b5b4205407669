"""A partnership outside six to twelve months, and that an officer has seen it (domain 0.09)."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships import lengths
from partnerships.models import LengthSeen, Partnership, Phase
from tests.factories import NOW, ProgramRoleFactory
from tests.factories_partnership import make_room
from tests.reading import as_, read, words

pytestmark = pytest.mark.django_db
LONG = {"starts_on": date(2027, 3, 1), "ends_on": date(2028, 6, 30)}
REASON = "ZQ-CANARY the budget year"
SEEN = "I have seen this"


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE, signed=True, length_reason=REASON, **LONG)


def note(client, room, user):
    return as_(user, client).post(reverse("length_seen", args=[room.partnership.pk]))


@pytest.mark.parametrize(
    ("ends_on", "outside"),
    [
        (date(2027, 8, 30), True), (date(2027, 8, 31), False), (date(2028, 3, 1), False),
        (date(2028, 3, 2), True),
    ],
)  # fmt: skip
def test_six_to_twelve_months_are_counted_to_the_day(ends_on, outside):
    assert lengths.stands_outside(date(2027, 3, 1), ends_on) is outside


def test_an_officer_reads_the_dates_and_never_the_reason(client, room):
    text = read(client, room.officer, reverse("officer"))

    assert "1 March 2027 to 30 June 2028" in words(text)
    assert SEEN in text
    assert REASON not in text


def test_what_she_saw_is_recorded_with_its_day(client, room):
    note(client, room, room.officer)

    row = LengthSeen.objects.get()
    assert (row.by, row.starts_on, row.ends_on) == (
        room.officer,
        LONG["starts_on"],
        LONG["ends_on"],
    )
    text = words(read(client, room.officer, reverse("officer")))
    assert f"seen by {room.officer}" in text
    assert SEEN not in text


def test_pressed_twice_the_first_stays(client, room):
    other = ProgramRoleFactory(program=room.partnership.round.program, role="program_officer").user
    note(client, room, room.officer)
    note(client, room, other)

    assert LengthSeen.objects.get().by == room.officer


def test_other_dates_are_to_be_seen_anew(client, room):
    note(client, room, room.officer)

    Partnership.objects.update(ends_on=date(2028, 9, 30))

    assert SEEN in read(client, room.officer, reverse("officer"))


@pytest.mark.parametrize(
    "also", [{"ends_on": date(2027, 12, 1)}, {"phase": Phase.CLOSED, "ended_at": NOW}]
)
def test_nothing_is_asked_of_one_inside_or_over(client, also):
    room = make_room(**{"phase": Phase.ACTIVE, **LONG, **also})

    assert SEEN not in read(client, room.officer, reverse("officer"))
    assert note(client, room, room.officer).status_code == 404


def test_a_lead_reads_it_and_notes_nothing(client, room):
    assert SEEN not in read(client, room.lead, reverse("officer"))
    codes = [note(client, room, user).status_code for user in (room.lead, room.facilitator)]

    assert codes == [403, 404]
    assert not LengthSeen.objects.exists()


def test_the_facilitator_reads_whether_she_saw_it(client, room):
    page = reverse("partnership", args=[room.partnership.pk])
    before = words(read(client, room.facilitator, page))
    note(client, room, room.officer)
    after = words(read(client, room.facilitator, page))

    assert "has not said yet that she saw them" in before
    assert "The program officer saw the dates on" in after
