"""People of an organization: who lets them in, what a change may touch, what ends when they go."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from accounts.models import User
from foundation.errors import Refused
from foundation.models import AuditEvent
from notifications.models import Message
from partnerships import membership_services as services
from partnerships.models import Membership, Partnership, Phase, RosterEntry, Side
from tests import factories_matching as forms
from tests.factories import (
    LONG_AGO,
    NOW,
    MembershipFactory,
    OrganizationFactory,
    ProgramRoleFactory,
    UserFactory,
)
from tests.factories_notifications import make_message
from tests.factories_partnership import make_room
from tests.reading import as_

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
TODAY = NOW.date()
PLACE = {"title": "Coach", "unit": "", "level": "middle", "leads": False, "administers": False}


def keeper(organization=None):
    return MembershipFactory(
        organization=organization or OrganizationFactory(), administers=True, since=LONG_AGO
    )


def url(name, organization, *more):
    return reverse(f"partnerships:{name}", args=[organization.pk, *more])


def sent(client, address, **data):
    """Post what a person who opened the page posts: its hidden fields and `data`."""
    page = client.get(address).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(form_key|read)" value="([^"]+)"', page)
    return client.post(address, {**dict(hidden), **data}, follow=True)


def test_a_keeper_adds_a_colleague_who_then_belongs_to_it():
    mine = keeper()

    response = sent(
        as_(mine.user), url("member_add", mine.organization),
        name="Kim", email="KIM@school.example", title="Coach", level="front_line", leads="on",
        organization=OrganizationFactory().pk, since="2020-01-01", user=mine.user.pk,
    )  # fmt: skip

    row = Membership.objects.exclude(pk=mine.pk).get()
    assert (row.user.email, row.organization, row.title) == (
        "kim@school.example", mine.organization, "Coach",
    )  # fmt: skip
    assert (row.level, row.leads, row.administers, row.since) == ("front_line", True, False, TODAY)
    assert "Tell them: they sign in with that address." in response.content.decode()
    noted = AuditEvent.objects.values_list("verb", "context_id", "by", "fields")
    assert list(noted) == [
        ("began_membership", mine.organization.pk, mine.user.pk, ["leads", "title"])
    ]
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "typed", ["not an address", "a@b", "ü@x.example", "k@ｘ.example", f"{'x' * 300}@y.example"]
)
def test_an_address_that_is_none_is_told_once(typed):
    mine = keeper()

    answer = sent(
        as_(mine.user), url("member_add", mine.organization),
        name="Kim", email=typed, title="Coach", level="middle",
    )  # fmt: skip

    assert (answer.status_code, len(answer.context["form"].errors["email"])) == (422, 1)
    assert not User.objects.filter(name="Kim").exists()


def test_while_nobody_is_there_who_may_record_joining_lets_the_first_in():
    empty, peopled = OrganizationFactory(), keeper().organization
    facilitator = ProgramRoleFactory(since=LONG_AGO).user
    client = as_(facilitator)

    asked = [client.get(url("member_add", row)).status_code for row in (empty, peopled)]

    assert asked == [200, 403]
    assert "Add the first person" in client.get(url("people", empty)).content.decode()
    assert url("member_add", peopled) not in client.get(url("people", peopled)).content.decode()


def test_a_listed_organization_has_no_people():
    lead = ProgramRoleFactory(role="facilitation_lead", since=LONG_AGO).user
    listed = OrganizationFactory(enrolled_at=None)

    with pytest.raises(Refused, match="not joined yet"):
        services.invite(listed, email="k@school.example", name="Kim", by=lead, now=NOW, **PLACE)

    assert as_(lead).get(url("member_add", listed)).status_code == 403
    assert not Membership.objects.exists()
    assert not User.objects.filter(email="k@school.example").exists()


@pytest.mark.parametrize("phase", list(Phase))
def test_a_facilitator_cares_for_its_people_while_the_partnership_runs(phase):
    room = make_room(phase=phase)
    organization = keeper(room.organization(Side.PARTNER)).organization
    MembershipFactory(organization=organization, user=UserFactory(name="Una Name"))
    client = as_(room.facilitator)

    page = client.get(url("people", organization)).text
    answer = client.post(
        url("member_add", organization),
        {"name": "New One", "email": "new@x.example", "title": "Boss", "level": "middle"},
    )

    runs = phase not in (Phase.CLOSED, Phase.ENDED_EARLY)
    joined = organization.memberships.filter(user__name="New One").exists()
    assert ("Una Name" in page, answer.status_code, joined) == (runs, 302 if runs else 403, runs)


@pytest.mark.parametrize("who", ["twice", "left", "facilitator"])
def test_who_cannot_be_one_of_its_people(who):
    room = make_room()
    organization = room.organization(Side.PARTNER)
    people = {
        "twice": MembershipFactory(organization=organization).user,
        "left": UserFactory(is_active=False, left_at=NOW),
        "facilitator": room.facilitator,
    }
    before = Membership.objects.count()

    with pytest.raises(Refused):
        services.invite(
            organization, email=people[who].email, name="x", by=room.lead, now=NOW, **PLACE
        )

    assert Membership.objects.count() == before


def test_a_keeper_cannot_give_themselves_the_say():
    mine = keeper()
    client, address = as_(mine.user), url("member", mine.organization, mine.pk)

    response = sent(client, address, title="Clerk", level="middle", leads="on")

    mine.refresh_from_db()
    assert response.status_code == 200
    assert (mine.title, mine.leads, mine.administers) == ("Clerk", False, True)


def test_a_change_is_of_this_organization_and_of_what_was_read():
    mine, theirs = keeper(), MembershipFactory(since=LONG_AGO)
    row = MembershipFactory(organization=mine.organization, since=LONG_AGO, title="Old")
    client = as_(mine.user)
    assert client.get(url("member", mine.organization, theirs.pk)).status_code == 404
    assert client.get(url("member_gone", mine.organization, theirs.pk)).status_code == 404

    sent(client, url("member", mine.organization, row.pk), title="New", level="middle", leads="on")
    row.refresh_from_db()
    assert (row.title, row.leads) == ("New", True)
    with pytest.raises(Refused):
        services.change(row, was={**PLACE, "title": "Old"}, by=mine.user, now=NOW, **PLACE)


def test_what_was_read_cannot_be_made_up():
    mine = keeper()
    row = MembershipFactory(organization=mine.organization, since=LONG_AGO, title="Old")
    data = {"title": "New", "level": "middle", "read": "made:up"}

    response = as_(mine.user).post(url("member", mine.organization, row.pk), data)

    row.refresh_from_db()
    assert (response.status_code, row.title) == (422, "Old")


@pytest.mark.parametrize("nothing", ["\u200b", "\u202e", "  "])
def test_a_name_or_role_in_which_nothing_shows_is_asked_for_again(nothing):
    mine = keeper()
    row = MembershipFactory(organization=mine.organization, since=LONG_AGO, title="Old")
    administrator = ProgramRoleFactory(role="administrator", since=LONG_AGO)
    person = {"name": nothing, "email": "k@school.example", "title": nothing, "level": "middle"}

    answers = [
        sent(as_(mine.user), url("member_add", mine.organization), **person),
        sent(as_(mine.user), url("member", mine.organization, row.pk), **person),
        sent(
            as_(administrator.user),
            reverse("partnerships:roles", args=[administrator.program_id]),
            **person,
            role="facilitator",
        ),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    row.refresh_from_db()
    assert row.title == "Old"
    assert not User.objects.filter(email="k@school.example").exists()


def leave(row, by=None):
    services.end(row, by=by, now=NOW)


def test_who_has_left_is_signed_out_off_the_roster_and_written_to_no_more():
    room = make_room()
    person, colleague = room.implementer(Side.PARTNER), room.decider(Side.PARTNER)
    organization = room.organization(Side.PARTNER)
    row = MembershipFactory(user=person, organization=organization, since=LONG_AGO)
    client = as_(person)
    UserSession.objects.create(
        user=person, ip="127.0.0.1", user_agent="x", session_key=client.session.session_key
    )
    for user in (person, colleague):
        make_message(person=user, state="queued")
    manager = keeper(organization)

    response = sent(as_(manager.user), url("member_gone", organization, row.pk))

    assert "is signed out everywhere" in response.content.decode()
    assert client.get(reverse("accounts:me")).status_code == 302
    assert not RosterEntry.objects.standing().filter(user=person).exists()
    assert RosterEntry.objects.standing().filter(user=colleague).exists()
    assert not Partnership.objects.visible_to(person).exists()
    assert dict(Message.objects.values_list("person", "state")) == {
        person.pk: "stopped", colleague.pk: "queued",
    }  # fmt: skip
    person.refresh_from_db()
    assert person.is_active
    assert Membership.objects.get(pk=row.pk).until == TODAY


def test_a_place_elsewhere_stays_and_its_mail_goes_on():
    row = MembershipFactory(since=LONG_AGO)
    other = MembershipFactory(user=row.user, since=LONG_AGO)
    make_message(person=row.user, state="queued")

    leave(row)

    other.refresh_from_db()
    assert other.until is None
    assert Message.objects.get().state == "queued"


def test_who_moved_is_invited_elsewhere_with_the_same_address():
    row = MembershipFactory(since=LONG_AGO)
    leave(row)

    new = services.invite(
        OrganizationFactory(), email=row.user.email, name="x", by=None, now=NOW, **PLACE
    )

    assert new.user == row.user


def test_who_cannot_be_let_in_is_said_beside_their_address_and_nothing_is_lost():
    mine = keeper()
    gone = UserFactory(email="gone@school.example", is_active=False)
    typed = {"name": "Kim Lee", "email": gone.email, "title": "Math coach", "level": "middle"}

    response = sent(as_(mine.user), url("member_add", mine.organization), **typed)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "email": ["This person has left. Name somebody who is there."]
    }
    for words in ("Kim Lee", gone.email, "Math coach"):
        assert f'value="{words}"' in response.text


def test_leaving_twice_says_so_and_nobody_ends_their_own_place():
    mine = keeper()
    row = MembershipFactory(organization=mine.organization, since=LONG_AGO)
    leave(row)
    with pytest.raises(Refused):
        leave(row)

    response = as_(mine.user).get(url("member_gone", mine.organization, mine.pk))

    assert response.status_code == 403


@pytest.mark.parametrize("count", [2, 40])
def test_what_the_pages_cost(count, django_assert_max_num_queries):
    mine = keeper()
    rows = [MembershipFactory(organization=mine.organization, since=LONG_AGO) for _ in range(count)]
    client = as_(mine.user)

    for address in (
        url("people", mine.organization),
        url("member_add", mine.organization),
        url("member", mine.organization, rows[0].pk),
        url("member_gone", mine.organization, rows[0].pk),
    ):
        client.get(address)
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


def takes_part(how):
    """Return an organization with a keeper, and the program it takes part in."""
    if how == "partnership":
        room = make_room(phase=Phase.CLOSED)
        organization, program = room.organization(Side.PARTNER), room.partnership.round.program
    else:
        row = forms.OfferFactory() if how == "offer" else forms.in_state(how)
        organization, program = row.organization, row.round.program
    return keeper(organization).organization, program


@pytest.mark.parametrize("how", ["partnership", "submitted", "offer", "draft"])
def test_its_leads_are_those_of_a_program_it_takes_part_in(how):
    organization, program = takes_part(how)
    row = MembershipFactory(organization=organization, user__name="Una Name")
    lead, other = [
        ProgramRoleFactory(role="facilitation_lead", since=LONG_AGO, **more).user
        for more in ({"program": program}, {})
    ]
    addresses = [
        url("member_add", organization),
        url("member", organization, row.pk),
        url("member_gone", organization, row.pk),
    ]

    for user, status in ((lead, 403 if how == "draft" else 200), (other, 403)):
        client = as_(user)
        assert [client.get(address).status_code for address in addresses] == [status] * 3
        assert ("Una Name" in client.get(url("people", organization)).text) is (status == 200)
