"""Where the facilitator belongs to a side, a neutral person hears each side alone (domain 0.62)."""

import pytest
from django.urls import reverse

from accounts import services as accounts
from accounts.models import User
from foundation.errors import Refused
from foundation.models import AuditEvent
from overview import today
from partnerships import (
    membership_services,
    partnership_services,
    roles_services,
    roster_services,
)
from partnerships.models import Partnership, Phase, Side
from tests.factories import NOW, MembershipFactory, ProgramRoleFactory, UserFactory
from tests.factories_partnership import make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
Kind = Partnership.FacilitatorKind


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE)


@pytest.fixture
def inside():
    """Return a room that somebody of the partner facilitates, with Nia as the neutral person."""
    nia = UserFactory(name="Nia Neutral")
    made = make_room(phase=Phase.ACTIVE, facilitator_kind="internal", neutral_person=nia)
    ProgramRoleFactory(program=made.partnership.round.program, user=nia)
    MembershipFactory(organization=made.organization(P), user=made.facilitator)
    return made


def facilitator_of(room, name, side=None):
    made = ProgramRoleFactory(
        program=room.partnership.round.program, user=UserFactory(name=name)
    ).user
    if side:
        MembershipFactory(organization=room.organization(side), user=made)
    return made


def address(room, name):
    return reverse(f"partnerships:{name}", args=[room.partnership.pk])


def seat(room, person, side=P):
    return roster_services.add_person(
        partnership=room.partnership, organization=room.organization(side), email=person.email,
        name=person.name, title="Coach", part="implementer", by=room.decider(side), now=NOW,
    )  # fmt: skip


def test_a_partnership_is_handed_to_somebody_of_a_side_with_a_neutral_person(room, enter):
    to, nia = facilitator_of(room, "Cy", P), facilitator_of(room, "Nia")
    client = enter(room.facilitator)
    given = {"to": to.pk, "because": "A new region."}

    page = client.get(address(room, "hand_over")).text
    first = client.post(address(room, "hand_over"), given)
    assert "Cy, of Lakeview" in page
    assert "belongs to one of the two organizations" in page
    assert first.context["form"].errors.keys() == {"neutral_person"}
    assert room.fresh().facilitator == room.facilitator

    client.post(address(room, "hand_over"), given | {"neutral_person": nia.pk})
    made = room.fresh()
    assert (made.facilitator, made.facilitator_kind, made.neutral_person, made.talks_with) == (
        to, Kind.INTERNAL, nia, nia,
    )  # fmt: skip
    assert AuditEvent.objects.get(verb="handed_over").fields == ["facilitator", "neutral_person"]


def test_where_the_new_facilitator_is_of_neither_side_nobody_is_named(room, enter):
    facilitator_of(room, "Cy", P)
    to, nia = facilitator_of(room, "Ana"), facilitator_of(room, "Nia")

    enter(room.facilitator).post(
        address(room, "hand_over"), {"to": to.pk, "because": "x", "neutral_person": nia.pk}
    )

    assert (room.fresh().talks_with, room.fresh().neutral_person) == (to, None)


def test_nobody_is_asked_for_one_where_nobody_of_a_side_is_offered(room, enter):
    facilitator_of(room, "Ana")

    page = enter(room.facilitator).get(address(room, "hand_over"))

    assert "neutral_person" not in page.context["form"].fields


def test_only_who_is_of_neither_side_is_offered(room, enter):
    facilitator_of(room, "Cy", P)
    of_other = facilitator_of(room, "Tam", T)
    seated = facilitator_of(room, "Sam")
    seat(room, seated)

    form = enter(room.facilitator).get(address(room, "hand_over")).context["form"]

    offered = set(form.fields["neutral_person"].queryset)
    assert room.facilitator in offered
    assert not offered & {of_other, seated}


def test_the_page_asks_the_database_no_more_often_than_pages_may(
    room, enter, django_assert_max_num_queries
):
    for name in ("Cy", "Di", "Ed"):
        facilitator_of(room, name, P)
    client = enter(room.facilitator)
    client.get(address(room, "hand_over"))  # a first page notes that the person is here

    with django_assert_max_num_queries(8):
        client.get(address(room, "hand_over"))


def test_the_neutral_person_is_neither_the_new_facilitator_nor_of_a_side(room):
    to = facilitator_of(room, "Cy", P)
    for person in (to, room.decider(T), facilitator_of(room, "Tam", T)):
        with pytest.raises(Refused, match="neutral"):
            partnership_services.hand_over(
                partnership=room.partnership, to=to, because="x", neutral_person=person,
                by=room.facilitator, now=NOW,
            )  # fmt: skip
    assert room.fresh().facilitator == room.facilitator


def test_one_who_has_left_does_not_stay_the_neutral_person(inside):
    to = facilitator_of(inside, "Cy", T)
    User.objects.filter(pk=inside.partnership.neutral_person_id).update(is_active=False)

    with pytest.raises(Refused, match="neutral"):
        partnership_services.hand_over(
            partnership=inside.partnership, to=to, because="x", by=inside.facilitator, now=NOW
        )


def test_another_neutral_person_is_named_on_a_page_of_its_own(
    inside, enter, django_assert_max_num_queries
):
    new = facilitator_of(inside, "Noa New")
    client = enter(inside.facilitator)

    assert address(inside, "neutral") in client.get(address(inside, "hand_over")).text
    with django_assert_max_num_queries(8):
        page = client.get(address(inside, "neutral"))
    assert "Nia Neutral" in page.text
    assert set(page.context["form"].fields["neutral_person"].queryset) == {new}
    client.post(address(inside, "neutral"), {"neutral_person": new.pk})

    assert inside.fresh().talks_with == new
    assert AuditEvent.objects.get(verb="named_neutral").by == inside.facilitator


def test_naming_is_refused_where_nobody_needs_one_and_for_who_may_not(room, inside, enter):
    nia, stranger = inside.partnership.neutral_person, UserFactory()
    for person, sentence in [
        (nia, "already"), (stranger, "does not facilitate"), (inside.facilitator, "neutral"),
        (inside.decider(T), "neither side"),
    ]:  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            partnership_services.name_neutral(
                partnership=inside.partnership, person=person, by=inside.lead, now=NOW
            )
    with pytest.raises(Refused, match="hears both"):
        partnership_services.name_neutral(
            partnership=room.partnership, person=nia, by=room.lead, now=NOW
        )
    assert enter(room.facilitator).get(address(room, "neutral")).status_code == 404


def test_the_neutral_person_joins_neither_side(inside):
    nia = inside.partnership.neutral_person

    with pytest.raises(Refused, match="neutral person"):
        seat(inside, nia)
    with pytest.raises(Refused, match="sits on neither"):
        membership_services.invite(
            inside.organization(T), email=nia.email, name=nia.name, title="Coach",
            by=inside.decider(T), now=NOW,
        )  # fmt: skip


def test_the_neutral_person_stays_until_another_one_is_named(inside):
    nia = inside.partnership.neutral_person
    with pytest.raises(Refused, match="Name another neutral person"):
        accounts.deactivate(nia, None, NOW)

    partnership_services.name_neutral(
        partnership=inside.partnership, person=facilitator_of(inside, "Noa"), by=inside.lead,
        now=NOW,
    )  # fmt: skip
    accounts.deactivate(nia, None, NOW)

    assert not User.objects.get(pk=nia.pk).is_active


def test_the_role_of_the_neutral_person_ends_only_once_another_one_is_named(inside):
    nia = inside.partnership.neutral_person
    role = nia.program_roles.get()

    with pytest.raises(Refused, match="Nia Neutral hears each side alone in 1 partnership"):
        roles_services.end(role, by=None, now=NOW)
    Partnership.objects.update(facilitator_kind=Kind.EXTERNAL)
    roles_services.end(role, by=None, now=NOW)

    assert nia.program_roles.get().until == NOW.date()


def test_who_is_still_named_beside_a_facilitator_of_neither_side_has_nothing_on_today(inside):
    nia = inside.partnership.neutral_person
    before = [row.pk for row in today.partnerships_of(nia, NOW)]

    Partnership.objects.update(facilitator_kind=Kind.EXTERNAL)

    assert before == [inside.partnership.pk]
    assert today.partnerships_of(nia, NOW) == []


def test_who_was_neutral_may_facilitate_and_is_named_no_more(inside):
    nia, to = inside.partnership.neutral_person, facilitator_of(inside, "Ana")

    partnership_services.hand_over(
        partnership=inside.partnership, to=to, because="x", by=None, now=NOW
    )
    first = inside.fresh().neutral_person
    partnership_services.hand_over(
        partnership=inside.fresh(), to=nia, because="x", by=None, now=NOW
    )

    assert (first, inside.fresh().facilitator, inside.fresh().neutral_person) == (None, nia, None)
