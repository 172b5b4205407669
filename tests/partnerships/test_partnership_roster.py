"""People join, say yes, hand over and leave; who is gone sees nothing from then on."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import User
from accounts.services import deactivate
from foundation import access
from foundation.errors import Refused, Stale
from foundation.models import AuditEvent
from partnerships import partnership_services, permissions
from partnerships import roster_services as services
from partnerships.models import Organization, Partnership, Phase, RosterEntry, Side
from partnerships.models.standing import standing
from tests.factories import NOW, OrganizationFactory, UserFactory
from tests.factories_partnership import (
    PartnershipOrganizationFactory,
    RosterEntryFactory,
    make_room,
)

pytestmark = pytest.mark.django_db
P, T = Side.PARTNER, Side.THOUGHT_PARTNER


@pytest.fixture
def room():
    return make_room()


def add(room, email="new@lakeview.example", **also):
    given = {
        "partnership": room.partnership, "organization": room.organization(P), "email": email,
        "name": "New coach", "title": "Coach", "part": RosterEntry.Part.IMPLEMENTER,
        "by": room.decider(P), "now": NOW,
    }  # fmt: skip
    return services.add_person(**{**given, **also})


def sees(user):
    """Say whether `user` reads a partnership from their next request on."""
    asking = User.objects.get(pk=user.pk)
    return Partnership.objects.visible_to(asking).exists()


def test_a_person_added_is_invited_and_on_the_side_of_the_organization(room):
    entry = add(room, implements=True)

    assert (entry.side, entry.user.email, entry.implements, entry.accepted_at) == (
        P, "new@lakeview.example", True, None,
    )  # fmt: skip
    assert sees(entry.user)
    assert AuditEvent.objects.about(entry).get().verb == "joined"


def test_a_person_in_it_already_is_not_added_again(room):
    with pytest.raises(Refused, match="already in this partnership"):
        add(room, email=room.implementer(T).email)
    assert room.partnership.roster.count() == 4


def test_the_facilitator_joins_no_side(room):
    with pytest.raises(Refused, match="neither side"):
        add(room, email=room.facilitator.email)


def test_somebody_who_left_is_not_added(room):
    UserFactory(email="gone@lakeview.example", is_active=False, left_at=NOW)

    with pytest.raises(Refused, match="has left"):
        add(room, email="gone@lakeview.example")


def test_what_is_no_address_is_said_beside_the_field(room):
    with pytest.raises(ValidationError):
        add(room, email="nobody")
    assert not User.objects.filter(name="New coach").exists()


def test_an_organization_outside_brings_nobody(room):
    with pytest.raises(ValidationError, match="not part of the partnership"):
        add(room, organization=OrganizationFactory())


def test_nobody_joins_or_leaves_after_the_end(room):
    Partnership.objects.update(phase=Phase.CLOSED, ended_at=NOW)

    with pytest.raises(Refused, match="over"):
        add(room)
    with pytest.raises(Refused, match="over"):
        services.remove_person(room.people[P, "decider"], by=None, now=NOW)


def test_a_removed_person_loses_access_at_once(room):
    person = room.implementer(P)
    before = sees(person)

    services.remove_person(room.people[P, "implementer"], by=room.decider(P), now=NOW)

    assert (before, sees(person), permissions.side_of(person, room.fresh())) == (True, False, "")
    with pytest.raises(Refused, match="not on the roster"):
        services.remove_person(room.people[P, "implementer"], by=None, now=NOW)


def test_a_successor_takes_part_and_marks(room):
    leaving = room.people[P, "decider"]

    entry = services.replace_person(
        leaving, email="next@lakeview.example", name="Next", title="Superintendent",
        by=room.facilitator, now=NOW,
    )  # fmt: skip

    assert (entry.part, entry.decides, entry.implements, entry.side) == (
        RosterEntry.Part.SPONSOR, True, False, P,
    )  # fmt: skip
    assert not sees(leaving.user)


def test_a_refused_successor_leaves_everybody_where_they_were(room):
    with pytest.raises(Refused):
        services.replace_person(
            room.people[P, "decider"], email=room.implementer(P).email, name="x", title="x",
            by=None, now=NOW,
        )  # fmt: skip
    assert sees(room.decider(P))


def test_a_person_says_yes_once_and_only_for_themselves(room):
    entry = room.people[P, "implementer"]

    answers = [
        services.accept(entry, by=room.decider(P), now=NOW),
        services.accept(entry, by=entry.user, now=NOW),
        services.accept(entry, by=entry.user, now=NOW),
    ]

    assert answers == [False, True, False]


def test_a_stale_change_of_a_person_overwrites_nothing(room):
    entry = room.people[P, "implementer"]
    RosterEntry.objects.filter(pk=entry.pk).update(title="Mentor", version=2)
    entry.title = "Coach"

    with pytest.raises(Stale):
        services.change_person(entry, ["title"], expected=1, by=None, now=NOW)
    assert RosterEntry.objects.get(pk=entry.pk).title == "Mentor"


def test_who_leaves_the_house_leaves_the_roster(room):
    person = room.implementer(T)

    deactivate(person, None, NOW)

    assert not RosterEntry.objects.standing().filter(user=person).exists()


def test_a_facilitator_leaves_only_after_handing_over(room):
    with pytest.raises(Refused, match="Hand it over first"):
        deactivate(room.facilitator, None, NOW)
    room.facilitator.refresh_from_db()
    assert room.facilitator.is_active

    Partnership.objects.update(phase=Phase.CLOSED, ended_at=NOW)
    assert deactivate(room.facilitator, None, NOW)


def test_standing_knows_the_partnerships_of_a_person(room):
    RosterEntryFactory(partnership=make_room().partnership, user=room.decider(P), until=NOW.date())

    assert standing(room.decider(P)).partnerships == {room.partnership.pk}
    assert standing(room.facilitator).partnerships == set()


def test_a_place_is_read_in_one_query_and_once(room, django_assert_num_queries):
    loaded = Partnership.objects.with_sides().get()
    whole = room.fresh()
    user = room.people[P, "implementer"].user
    standing(user)

    with django_assert_num_queries(1):
        place = permissions.place_of(user, loaded)
        permissions.may_sign_charter(user, loaded)
    with django_assert_num_queries(0):
        assert permissions.place_of(user, whole) == place
    assert (place.side, place.implements, place.decides, place.inside, place.leads) == (
        P, True, False, True, False,
    )  # fmt: skip


def test_a_dual_person_acts_by_the_place_in_this_partnership_alone(room):
    """Trust K16: on one side here, on the other side there."""
    there = make_room()
    person = room.decider(P)
    RosterEntryFactory(
        partnership=there.partnership, organization=there.organization(T), user=person, side=T
    )

    assert permissions.may_sign_charter(person, room.fresh())
    assert not permissions.may_sign_charter(person, there.fresh())
    assert permissions.side_of(person, there.fresh()) == T


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("read", {"facilitator", "lead", P, T}),
        ("fill", {"facilitator", P, T}),
        ("audit", {"facilitator", "lead"}),
        ("dance", set()),
    ],
)
def test_rows_of_lower_rooms_follow_the_partnership(room, action, who):
    class Row:
        context_kind, context_id = "partnerships.partnership", room.partnership.pk

    people = {
        "facilitator": room.facilitator, "lead": room.lead, "officer": room.officer,
        P: room.implementer(P), T: room.implementer(T), "stranger": UserFactory(),
    }  # fmt: skip
    make_room()

    assert {name for name, user in people.items() if access.may(user, action, Row)} == who


def test_nobody_is_on_both_sides(room):
    """Trust K16."""
    with pytest.raises(IntegrityError):
        RosterEntryFactory(
            partnership=room.partnership,
            organization=room.organization(T),
            user=room.decider(P),
            side=T,
        )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [({"side": "sponsor"}, "roster_side_known"), ({"part": "guest"}, "roster_part_known")],
)
def test_the_database_knows_sides_and_parts(room, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        RosterEntry.objects.update(**values)


def test_a_side_has_one_lead_organization(room):
    with pytest.raises(IntegrityError):
        PartnershipOrganizationFactory(partnership=room.partnership, side=P)


def test_an_organization_is_on_one_side(room):
    with pytest.raises(IntegrityError):
        PartnershipOrganizationFactory(
            partnership=room.partnership, organization=room.organization(P), side=T, is_lead=False
        )


def test_an_organizations_side_is_known(room):
    with pytest.raises(IntegrityError, match="organization_side_known"):
        room.partnership.organizations.update(side="sponsor")


def test_one_facilitator_at_a_time(room):
    with pytest.raises(IntegrityError):
        room.partnership.assignments.create(user=UserFactory(), since=NOW)


def test_a_listed_organization_has_no_people_here(room):
    listed = Organization.objects.get(pk=OrganizationFactory(enrolled_at=None).pk)

    with pytest.raises(IntegrityError, match="listed organization"):
        RosterEntryFactory(partnership=room.partnership, organization=listed)


def test_the_internal_facilitator_stays_off_the_roster_after_a_hand_over(room):
    with pytest.raises(Refused, match="neither side"):
        partnership_services.hand_over(
            partnership=room.partnership, to=room.decider(P), because="x", by=None, now=NOW
        )


def test_the_list_says_a_title_once_where_it_is_the_name(room, enter):
    entry = room.people[next(iter(room.people))]
    RosterEntry.objects.filter(pk=entry.pk).update(title="Head of schools")
    User.objects.filter(pk=entry.user_id).update(name="Head of schools")

    page = enter(room.facilitator).get(reverse("partnerships:roster", args=[room.partnership.pk]))

    assert "<b><bdi>Head of schools</bdi></b>" in page.text
    assert "<br><bdi>Head of schools</bdi>" not in page.text


NEW = {"email": "next@lakeview.example", "name": "Next lead", "title": "Coaching lead"}


@pytest.mark.parametrize(
    ("name", "given"), [("person_remove", {}), ("person_replace", NEW)], ids=["off", "successor"]
)
def test_who_takes_themselves_off_is_led_home(room, enter, name, given):
    own, other = room.people[P, "decider"], room.people[T, "implementer"]

    def press(person, entry, email):
        address = reverse(f"partnerships:{name}", args=[room.partnership.pk, entry.pk])
        sent = {**given, "email": email} if given else {}
        return enter(person).post(address, sent, follow=True)

    mine = press(own.user, own, "one@lakeview.example")
    theirs = press(room.facilitator, other, "two@beacon.example")

    assert (mine.redirect_chain, mine.status_code) == ([("/", 302)], 200)
    roster = reverse("partnerships:roster", args=[room.partnership.pk])
    assert (theirs.redirect_chain, theirs.status_code) == ([(roster, 302)], 200)
