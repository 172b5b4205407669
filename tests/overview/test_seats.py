"""Who has two hats meets the first home, and is led from it to where they have a seat."""

import pytest
from django.urls import reverse

from partnerships.models import Phase, Role, Side
from tests.factories import MembershipFactory, OrganizationFactory, ProgramRoleFactory
from tests.factories_partnership import RosterEntryFactory, make_room, meeting_room
from tests.reading import read, settled, words

pytestmark = pytest.mark.django_db
P = Side.PARTNER
HOME = reverse("home")
SAID = "You also have a seat in"


def seat(room, person):
    RosterEntryFactory(
        partnership=room.partnership, organization=room.organization(P), side=P, user=person
    )


def program_person(role):
    if role == Role.FACILITATOR:
        return meeting_room().facilitator
    return ProgramRoleFactory(role=role).user


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.FACILITATION_LEAD, Role.ADMINISTRATOR])
def test_a_seat_beside_a_role_is_linked_from_home(client, role):
    person, other, over = program_person(role), make_room(), make_room(phase=Phase.CLOSED)
    before = read(client, person, HOME)
    seat(other, person)
    seat(over, person)

    page = read(client, person, HOME)

    assert SAID not in before
    assert f"{SAID} Lakeview and Beacon ." in words(page)
    assert page.count(other.partnership.get_absolute_url()) == 1
    assert over.partnership.get_absolute_url() not in page


def test_what_one_facilitates_from_a_side_is_not_said_twice(client):
    room = meeting_room()
    seat(room, room.facilitator)

    assert SAID not in read(client, room.facilitator, HOME)


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.ADMINISTRATOR])
def test_it_costs_one_query_for_twenty_seats_and_none_for_none(client, role, cost):
    def of_home():
        settled(client, type(person).objects.get(pk=person.pk))
        return cost(client, HOME)

    person = program_person(role)
    none = of_home()
    for _n in range(20):
        seat(make_room(), person)

    assert of_home() - none == 1


@pytest.mark.parametrize(("short", "said"), [("Lakeview", "Lakeview"), ("", "your organization")])
def test_who_keeps_the_page_of_an_organization_is_led_to_it(client, short, said):
    own = OrganizationFactory(short_name=short)
    keeper = MembershipFactory(organization=own, administers=True).user
    member = MembershipFactory(organization=own).user

    page = read(client, keeper, HOME)

    assert f"You look after the page of {said} ." in words(page)
    assert f'href="{own.get_absolute_url()}"' in page
    assert "You look after the page" not in read(client, member, HOME)
