"""A round whose last day has passed is neither planned nor opened; an old one may be edited."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnerships.models import Program, Role, Round, RoundState
from tests.factories import NOW, ProgramRoleFactory, RoundFactory
from tests.reading import as_

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]
PASSED = "This day has passed. Choose today or a later one."
TODAY = NOW.date()
LONG_AGO = {"opens_on": "2020-01-01", "closes_on": "2020-02-01"}


@pytest.fixture
def officer():
    return ProgramRoleFactory(role=Role.PROGRAM_OFFICER)


def errors(answer):
    return {name: [*texts] for name, texts in answer.context["form"].errors.items()}


def round_of(officer, **fields):
    return RoundFactory(program=officer.program, **fields)


def test_a_program_does_not_begin_with_a_round_that_is_over(client, officer):
    sent = {"program": "New", "name": "Spring", "places": 4, **LONG_AGO}

    answer = as_(officer.user, client).post(reverse("partnerships:program_new"), sent)

    assert errors(answer) == {"closes_on": [PASSED]}
    assert Program.objects.count() == 1


def test_no_round_is_planned_whose_last_day_has_passed(client, officer):
    address = reverse("partnerships:round_new", args=[officer.program_id])
    sent = {"name": "Spring", "places": 4, **LONG_AGO}

    answer = as_(officer.user, client).post(address, sent)

    assert errors(answer) == {"closes_on": [PASSED]}
    assert client.post(address, sent | {"closes_on": TODAY}).status_code == 302


def test_an_old_round_is_edited_without_touching_its_days(client, officer):
    row = round_of(officer, opens_on="2020-01-01", closes_on="2020-02-01")
    address = reverse("partnerships:round_edit", args=[row.pk])
    sent = {"name": "Old one", "places": 4, "version": 1, **LONG_AGO}

    moved = as_(officer.user, client).post(address, sent | {"closes_on": "2020-03-01"})

    assert errors(moved) == {"closes_on": [PASSED]}
    assert client.post(address, sent).status_code == 302
    assert Round.objects.get().name == "Old one"


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.CLOSED])
def test_a_round_that_is_over_is_not_opened_and_its_page_says_what_to_do(client, officer, state):
    row = round_of(officer, closes_on=TODAY - timedelta(days=1), state=state)
    move = reverse("partnerships:round_move", args=[row.pk, RoundState.OPEN])
    as_(officer.user, client)

    page = client.get(row.get_absolute_url()).text
    answer = client.post(move)

    assert move not in page
    assert "Its last day has passed. Give it a later one, then open it." in page
    assert answer.status_code == 409
    assert "Its last day has passed." in answer.text
    row.refresh_from_db()
    assert row.state == state


def test_on_its_last_day_it_is_still_opened(client, officer):
    row = round_of(officer, closes_on=TODAY)

    as_(officer.user, client).post(
        reverse("partnerships:round_move", args=[row.pk, RoundState.OPEN])
    )

    row.refresh_from_db()
    assert row.state == RoundState.OPEN
