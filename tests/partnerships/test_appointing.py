"""How the first person of an installation comes in, and who administers what an officer opens."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import User
from foundation.models import AuditEvent
from partnerships.models import Phase, Program, ProgramRole, Role
from tests.factories import ProgramFactory, ProgramRoleFactory, UserFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
FIRST = ("pat@school.example", "--name", "Pat", "--program", "Educator Partnerships")


def test_on_an_empty_installation_somebody_becomes_administrator(client, capsys):
    call_command("appoint_administrator", *FIRST)

    row = ProgramRole.objects.select_related("user", "program").get()
    assert (row.user.email, row.user.name) == ("pat@school.example", "Pat")
    assert (row.program.name, row.role, row.until) == (
        "Educator Partnerships", Role.ADMINISTRATOR, None,
    )  # fmt: skip
    assert set(AuditEvent.objects.values_list("verb", "by")) == {
        ("added", None),
        ("gave_role", None),
    }
    assert "pat@school.example administers" in capsys.readouterr().out
    client.force_login(row.user)
    home = client.get(reverse("home")).content.decode()
    assert "Five lines are left before the first answer" in home


def test_a_program_that_is_there_gets_a_second_one():
    program = ProgramFactory(name="Educator Partnerships")
    first = ProgramRoleFactory(program=program, role=Role.ADMINISTRATOR)

    call_command("appoint_administrator", *FIRST)

    held = ProgramRole.objects.filter(program=program).values_list("user__email", flat=True)
    assert set(held) == {first.user.email, "pat@school.example"}
    assert Program.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no address", *FIRST[1:]), "Enter a valid email address"),
        ((FIRST[0], "--name", " ", *FIRST[3:]), "cannot be blank"),
        ((*FIRST[:4], " "), "cannot be blank"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("appoint_administrator", *arguments)

    assert not Program.objects.exists()
    assert not User.objects.exists()


def test_twice_says_that_they_hold_it():
    call_command("appoint_administrator", *FIRST)

    with pytest.raises(CommandError, match="holds this role already"):
        call_command("appoint_administrator", *FIRST)


def test_what_an_officer_opens_is_administered_by_those_she_works_with(client):
    here, elsewhere = ProgramFactory(), ProgramFactory()
    officer = ProgramRoleFactory(program=here, role=Role.PROGRAM_OFFICER).user
    administrator = ProgramRoleFactory(program=here, role=Role.ADMINISTRATOR).user
    ProgramRoleFactory(program=elsewhere, role=Role.ADMINISTRATOR)
    ProgramRoleFactory(program=here, role=Role.FACILITATOR)
    client.force_login(officer)
    sent = {"program": "New", "name": "First round", "places": 2}
    sent |= {"opens_on": "2027-01-04", "closes_on": "2099-03-01"}

    page = client.get(reverse("partnerships:program_new")).content.decode()
    key = page.split('name="form_key" value="')[1].split('"')[0]
    client.post(reverse("partnerships:program_new"), sent | {"form_key": key})

    held = ProgramRole.objects.filter(program__name="New").values_list("user", "role")
    assert set(held) == {(officer.pk, Role.PROGRAM_OFFICER), (administrator.pk, Role.ADMINISTRATOR)}
    assert UserFactory().program_roles.count() == 0


def test_a_role_that_stands_is_shown_however_many_have_ended(client):
    held = ProgramRoleFactory(role=Role.ADMINISTRATOR)
    ProgramRole.objects.bulk_create(
        ProgramRole(
            program=held.program, user=held.user, role=Role.EVALUATOR, since=held.since,
            until=held.since,
        )
        for _number in range(100)
    )  # fmt: skip
    client.force_login(held.user)

    page = client.get(reverse("partnerships:roles", args=[held.program_id]))

    assert [row for row, _why_not in page.context["standing"]] == [held]


def end_button(row):
    return f'action="{reverse("partnerships:role_end", args=[row.program_id, row.pk])}"'


def test_a_role_that_cannot_end_yet_says_why_and_has_no_button(client):
    room = make_room(phase=Phase.ACTIVE)
    facilitates = room.facilitator.program_roles.get()
    program, neutral = facilitates.program, UserFactory()
    administers = ProgramRoleFactory(program=program, role=Role.ADMINISTRATOR)
    hears = ProgramRoleFactory(program=program, role=Role.FACILITATOR, user=neutral)
    free = ProgramRoleFactory(program=program, role=Role.FACILITATOR)
    other = make_room(phase=Phase.ACTIVE, round=room.partnership.round, neutral_person=neutral,
                      facilitator_kind="internal")  # fmt: skip
    client.force_login(administers.user)

    text = client.get(reverse("partnerships:roles", args=[program.pk])).text

    shown = {row for row in program.roles.all() if end_button(row) in text}
    assert free in shown
    assert not shown & {facilitates, hears, administers}
    for sentence in (
        f"{room.facilitator} facilitates 1 partnership. Hand it over first.",
        f"{neutral} hears each side alone in 1 partnership", "A program needs an administrator.",
    ):  # fmt: skip
        assert sentence in text
    assert other.partnership.neutral_person == neutral


def test_who_ends_their_own_administration_comes_home(client):
    row = ProgramRoleFactory(role=Role.ADMINISTRATOR)
    ProgramRoleFactory(program=row.program, role=Role.ADMINISTRATOR)
    client.force_login(row.user)

    answer = client.post(
        reverse("partnerships:role_end", args=[row.program_id, row.pk]), follow=True
    )

    row.refresh_from_db()
    assert (answer.redirect_chain, answer.status_code) == ([("/", 302)], 200)
    assert row.until is not None
