"""Who hears each side alone, where the facilitator belongs to one or has changed."""

import pytest
from django.urls import reverse

from partnerships import partnership_services
from pulse import rounds
from tests.factories import NOW, ProgramRoleFactory, UserFactory
from tests.factories_pulse import P, make_round, talks_held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


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


def test_who_reads_it_after_a_hand_over_stands_beside_what_people_were_told(enter):
    room, made = make_round()
    person = room.implementer(P)
    before = enter(person).get(made.get_absolute_url()).content.decode()
    successor = ProgramRoleFactory(
        program=room.partnership.round.program, user=UserFactory(name="Ana Successor")
    ).user
    partnership_services.hand_over(
        partnership=room.partnership, to=successor, because="New region.", by=room.facilitator,
        now=NOW,
    )  # fmt: skip

    pages = [
        enter(person).get(address).content.decode()
        for address in (made.get_absolute_url(), reverse("pulse:answer", args=[made.pk]))
    ]

    said = "Now Ana Successor talks with both sides, and reads it instead."
    assert said not in before
    assert [said in page for page in pages] == [True, True]
