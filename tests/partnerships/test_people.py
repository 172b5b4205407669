"""Administrators find anybody, and record that somebody has left Seedbed (trust K15, L25)."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts import links
from accounts.models import PersonalLink
from foundation.models import AuditEvent
from notifications.models import Message
from partnerships import people
from partnerships.models import (
    Membership,
    Partnership,
    Program,
    ProgramRole,
    Role,
    RosterEntry,
    Side,
)
from tests.factories import (
    LONG_AGO,
    NOW,
    MembershipFactory,
    OrganizationFactory,
    ProgramFactory,
    ProgramRoleFactory,
    UserFactory,
)
from tests.factories_notifications import make_message
from tests.factories_partnership import make_room
from tests.reading import as_, read, settled, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
LIST = reverse("partnerships:everybody")
PRESS = "Yes, this person has left"


@pytest.fixture
def administrator():
    return ProgramRoleFactory(role=Role.ADMINISTRATOR, since=LONG_AGO).user


def administer_all(reader):
    """Let `reader` administer every program there is."""
    for program in Program.objects.exclude(roles__user=reader):
        ProgramRoleFactory(user=reader, program=program, role=Role.ADMINISTRATOR, since=LONG_AGO)


def url(name, person):
    return reverse(f"partnerships:{name}", args=[person.pk])


def press(reader, person):
    """Press the button of the page that asks, as somebody who opened it."""
    client = as_(reader)
    page = client.get(url("has_left", person)).content.decode()
    keys = re.findall(r'name="form_key" value="([^"]+)"', page)
    return client.post(url("has_left", person), {"form_key": keys[:1]}, follow=True)


def names(page):
    return re.findall(r'<th scope="row"><a href="[^"]+"><bdi>([^<]+)</bdi>', page)


# -- finding --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Ana Ruiz", "Ben Cole", "Zoe Admin"]),
        ("ruiz", ["Ana Ruiz"]),
        ("COLE ben", ["Ben Cole"]),
        ("lake.example", ["Ana Ruiz", "Ben Cole"]),
        ("ruiz cole", []),
    ],
)
def test_people_are_found_by_name_and_address(client, administrator, asked, found):
    type(administrator).objects.update(name="Zoe Admin")
    UserFactory(name="Ben Cole", email="b.cole@lake.example")
    UserFactory(name="Ana Ruiz", email="ana@lake.example")

    page = read(client, administrator, f"{LIST}?q={asked}")

    assert names(page) == found
    assert ("Nothing here fits that search." in page) is (not found)


def test_a_person_stands_there_with_all_they_are_here(client, administrator):
    person = UserFactory(name="Ana Ruiz", last_login=NOW - timedelta(days=3))
    ProgramRoleFactory(
        user=person, role=Role.EVALUATOR, program=ProgramFactory(name="Rural"), since=LONG_AGO
    )
    lake = OrganizationFactory(name="Lakeview Schools", short_name="Lakeview")
    MembershipFactory(user=person, organization=lake, title="Coach", since=LONG_AGO)
    MembershipFactory(user=person, title="Clerk", since=LONG_AGO, until=LONG_AGO)

    for address in (f"{LIST}?q=ruiz", url("somebody", person)):
        page = words(read(client, administrator, address))
        for said in (person.email, "Evaluator, Rural", "Coach , Lakeview", "5 March 2027"):
            assert said in page
        assert "Clerk" not in page


@pytest.mark.parametrize("later", ["", "Abbey"])
def test_what_began_on_one_day_stands_by_name_and_else_the_oldest_first(later):
    person = UserFactory()
    for number, name in ((1, "Lakeview"), (2, "Beacon"), (3, "Abbey")):
        of_it = {"organization__name": name, "organization__short_name": name}
        since = NOW.date() if name == later else LONG_AGO
        MembershipFactory(id=UUID(int=number), user=person, since=since, **of_it)
        ProgramRoleFactory(id=UUID(int=number), user=person, program__name=name, since=since)

    found = people.everybody(NOW.date()).get(pk=person.pk)

    places = [row.organization.said for row in found.places]
    by_day = ["Beacon", "Lakeview", "Abbey"] if later else ["Abbey", "Beacon", "Lakeview"]
    assert places == by_day
    assert people.said_of([person.pk], NOW.date()) == {person.pk: places[0]}
    assert [row.program.name for row in found.held] == ["Abbey", "Beacon", "Lakeview"]


def test_who_never_signed_in_or_has_no_name_stands_there_too(client, administrator):
    person = UserFactory(name="", email="only@lake.example")

    page = words(read(client, administrator, url("somebody", person)))

    assert "only@lake.example" in page
    assert "Signed in last never" in page
    assert "No role and no organization" in page


def test_the_list_goes_on_over_pages(client, administrator):
    for number in range(30):
        UserFactory(name=f"Ana {number:02}")

    first = read(client, administrator, f"{LIST}?q=ana")
    after = re.search(r'href="(\?[^"]+)" rel="next"', first)[1].replace("&amp;", "&")

    assert names(first) + names(read(client, administrator, LIST + after)) == [
        f"Ana {number:02}" for number in range(30)
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_reads_or_presses(role):
    reader, person = ProgramRoleFactory(role=role, since=LONG_AGO).user, UserFactory()
    client = as_(reader)

    for address in (LIST, url("somebody", person), url("has_left", person)):
        assert client.get(address).status_code == 403
    for name in ("has_left", "open_again"):
        assert client.post(url(name, person)).status_code == 403
    assert LIST not in client.get(reverse("partnerships:programs")).content.decode()


def test_the_ways_to_a_person(client, administrator):
    held = ProgramRole.objects.get(user=administrator)
    member = MembershipFactory(since=LONG_AGO)
    people = reverse("partnerships:people", args=[member.organization_id])
    roles = reverse("partnerships:roles", args=[held.program_id])

    assert f'href="{LIST}">People</a>' in read(client, administrator, roles)
    assert url("somebody", administrator) in read(client, administrator, roles)
    assert url("somebody", member.user) in read(client, administrator, people)
    assert url("somebody", member.user) not in read(client, member.user, people)


# -- leaving --------------------------------------------------------------------------------------


def test_what_it_does_is_said_before_the_press_and_happens_after(client, administrator):
    room = make_room()
    person = room.implementer(Side.PARTNER)
    MembershipFactory(user=person, since=LONG_AGO)
    ProgramRoleFactory(user=person, role=Role.EVALUATOR, since=LONG_AGO)
    administer_all(administrator)
    message = make_message(person=person, state="queued")
    link = PersonalLink.objects.create(
        user=person, purpose="answer", context_kind="x", context_id=person.pk, secret_hash="x",
        made_at=NOW, expires_at=NOW + timedelta(days=1),
    )  # fmt: skip
    theirs = as_(person)
    key = theirs.session.session_key
    UserSession.objects.create(user=person, ip="127.0.0.1", user_agent="x", session_key=key)

    before = words(read(client, administrator, url("has_left", person)))
    after = words(press(administrator, person).content.decode())

    for said in (
        "what ends with it stays ended", "Every browser is signed out", "mail that waits",
        "end today", "What they wrote stays",
    ):  # fmt: skip
        assert said in before
    assert f"Recorded: {person} has left and is signed out everywhere." in after
    assert f"Has left Seedbed on Monday 8 March 2027. {administrator} recorded it." in after
    assert theirs.get(reverse("accounts:me")).status_code == 302
    assert not RosterEntry.objects.standing().filter(user=person).exists()
    for rows in (Membership.objects, ProgramRole.objects):
        assert set(rows.filter(user=person).values_list("until", flat=True)) == {NOW.date()}
    assert Message.objects.get(pk=message.pk).state == "stopped"
    assert PersonalLink.objects.get(pk=link.pk).revoked_at == NOW
    assert not links.PersonalLink.objects.standing(NOW).filter(user=person).exists()
    told = AuditEvent.objects.about(person).values_list("verb", "by", "at")
    assert list(told) == [("deactivated", administrator.pk, NOW)]


def test_it_is_recorded_once_and_offers_no_second_press(client, administrator):
    person = UserFactory()
    press(administrator, person)

    again = press(administrator, person)

    assert again.redirect_chain == [(url("somebody", person), 302)]
    assert AuditEvent.objects.about(person).count() == 1
    page = again.content.decode()
    assert url("has_left", person) not in page
    assert "Open the account again" in page
    assert "has left" in read(client, administrator, f"{LIST}?q={person.email}")


def facilitating(person):
    Partnership.objects.update(facilitator=person)
    return "facilitates 1 partnership. Hand it over first."


def hearing(person):
    Partnership.objects.update(facilitator_kind="internal", neutral_person=person)
    return "whose facilitator is of a side. Name another neutral person there first."


def administering(person):
    program = ProgramFactory(name="Rural")
    ProgramRoleFactory(user=person, role=Role.ADMINISTRATOR, program=program, since=LONG_AGO)
    return "alone administers Rural."


@pytest.mark.parametrize("hold", [facilitating, hearing, administering])
def test_who_is_still_needed_cannot_leave_and_the_page_says_why(client, administrator, hold):
    make_room()
    person = UserFactory(name="Ana Ruiz")
    member = MembershipFactory(user=person, since=LONG_AGO)
    why = f"Ana Ruiz {hold(person)}" if hold != hearing else hold(person)

    pages = [read(client, administrator, url(name, person)) for name in ("somebody", "has_left")]
    pressed = press(administrator, person)

    assert all(why in page and PRESS not in page for page in pages)
    assert url("has_left", person) not in pages[0]
    assert pressed.status_code == 409
    assert why in pressed.content.decode()
    person.refresh_from_db()
    member.refresh_from_db()
    assert (person.is_active, member.until) == (True, None)
    assert not AuditEvent.objects.about(person).exists()


def seated_elsewhere(person, program):
    room = make_room(phase="active")
    type(room.partnership.round).objects.update(program=program)
    RosterEntry.objects.filter(user=room.implementer(Side.PARTNER)).update(user=person)


def holding_elsewhere(person, program):
    ProgramRoleFactory(user=person, program=program, role=Role.EVALUATOR, since=LONG_AGO)


@pytest.mark.parametrize("part", [seated_elsewhere, holding_elsewhere])
def test_nobody_is_recorded_out_of_a_program_by_who_does_not_administer_it(
    client, administrator, part
):
    person, theirs = UserFactory(name="Ana Ruiz"), ProgramFactory(name="Rural")
    part(person, theirs)
    why = "Ana Ruiz takes part in Rural, which you do not administer."

    page = read(client, administrator, url("somebody", person))
    pressed = press(administrator, person)

    assert why in page
    assert url("has_left", person) not in page
    assert (pressed.status_code, why in pressed.content.decode()) == (409, True)
    assert type(person).objects.get(pk=person.pk).is_active
    press(ProgramRoleFactory(program=theirs, role=Role.ADMINISTRATOR, since=LONG_AGO).user, person)
    assert not type(person).objects.get(pk=person.pk).is_active


def test_who_had_a_part_elsewhere_that_ended_today_is_recorded_as_left(client, administrator):
    person = UserFactory(name="Ana Ruiz")
    ProgramRoleFactory(user=person, role=Role.EVALUATOR, since=LONG_AGO, until=NOW.date())

    offered = url("has_left", person) in read(client, administrator, url("somebody", person))
    press(administrator, person)

    assert (offered, type(person).objects.get(pk=person.pk).is_active) == (True, False)


def open_again(reader, person):
    return as_(reader).post(url("open_again", person), follow=True)


def test_an_account_closed_by_mistake_is_opened_again_with_nothing_that_ended(
    client, administrator
):
    person = UserFactory(name="Ana Ruiz")
    member = MembershipFactory(user=person, since=LONG_AGO)
    press(administrator, person)

    page = words(open_again(administrator, person).content.decode())
    again = open_again(administrator, person)

    person.refresh_from_db()
    member.refresh_from_db()
    assert "The account of Ana Ruiz is open again." in page
    assert (person.is_active, person.left_at, member.until) == (True, None, NOW.date())
    assert "is open again" not in again.content.decode()
    verbs = AuditEvent.objects.about(person).order_by("at", "verb").values_list("verb", "by")
    assert list(verbs) == [("deactivated", administrator.pk), ("reactivated", administrator.pk)]


@pytest.mark.parametrize("part", [seated_elsewhere, holding_elsewhere])
def test_an_account_is_opened_again_by_who_administers_what_it_left(client, administrator, part):
    person, theirs = UserFactory(name="Ana Ruiz"), ProgramFactory(name="Rural")
    part(person, theirs)
    own = ProgramRoleFactory(program=theirs, role=Role.ADMINISTRATOR, since=LONG_AGO).user
    press(own, person)

    page = read(client, administrator, url("somebody", person))
    pressed = open_again(administrator, person)

    assert "Its administrators open the account again." in page
    assert "Open the account again" not in page
    assert pressed.status_code == 409
    assert not type(person).objects.get(pk=person.pk).is_active
    open_again(own, person)
    assert type(person).objects.get(pk=person.pk).is_active


def test_what_is_over_or_shared_holds_nobody_back(client, administrator):
    room = make_room(
        phase="closed", facilitator=UserFactory(), facilitator_kind="internal",
        neutral_person=UserFactory(),
    )  # fmt: skip
    external = make_room(neutral_person=room.partnership.neutral_person).partnership
    second = ProgramRoleFactory(
        program=ProgramRole.objects.get(user=administrator).program, role=Role.ADMINISTRATOR,
        since=LONG_AGO,
    ).user  # fmt: skip
    administer_all(administrator)

    for person in (room.facilitator, external.neutral_person, second):
        assert PRESS in read(client, administrator, url("has_left", person))
        press(administrator, person)
        person.refresh_from_db()
        assert not person.is_active


def test_nobody_records_it_of_themselves(client, administrator):
    page = read(client, administrator, url("somebody", administrator))

    assert "Another administrator records that you have left." in page
    assert url("has_left", administrator) not in page
    assert Client().get(url("has_left", administrator)).status_code == 302
    assert as_(administrator).post(url("has_left", administrator)).status_code == 403


@pytest.mark.parametrize("count", [1, 24])
def test_what_the_pages_cost(client, administrator, count, django_assert_max_num_queries):
    program = ProgramRole.objects.get(user=administrator).program
    for _number in range(count):
        person = MembershipFactory(since=LONG_AGO).user
        ProgramRoleFactory(user=person, role=Role.FACILITATOR, program=program, since=LONG_AGO)
    left = UserFactory(is_active=False, left_at=NOW)
    settled(client, administrator)

    for address in (
        LIST, f"{LIST}?q=person", url("somebody", person), url("somebody", left),
        url("has_left", person),
    ):  # fmt: skip
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
