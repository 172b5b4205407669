"""Who reads and who edits organizations, programs and what belongs to them."""

import pytest
from django.urls import reverse

from foundation.models import AuditEvent
from partnerships.models import (
    Program,
)
from tests.factories import (
    MembershipFactory,
    OrganizationFactory,
)
from tests.factories_partnerships import PEOPLE, someone
from tests.reading import as_

pytestmark = pytest.mark.django_db


# -- who may --------------------------------------------------------------------------------------
KINDS = [*PEOPLE, "keeper", "member", "stranger"]
ENROLLED = dict(zip(KINDS, [403, 403, 200, 403, 404, 200, 403, 403], strict=True))
LISTED = {**ENROLLED, "administrator": 200}
GRANTS = {**ENROLLED, "administrator": 200, "keeper": 403}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("organization_edit", ENROLLED),
        ("expertise_new", ENROLLED),
        ("initiative_new", ENROLLED),
        ("grant_new", GRANTS),
    ],
)
def test_who_edits_an_enrolled_organization(kind, address, allowed):
    organization = OrganizationFactory()

    response = as_(someone(kind, organization)).get(
        reverse(f"partnerships:{address}", args=[organization.pk])
    )

    assert response.status_code == allowed[kind]


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in {"keeper", "member"}])
@pytest.mark.parametrize("address", ["organization_edit", "expertise_new", "initiative_new"])
def test_who_edits_a_listed_organization(kind, address):
    organization = OrganizationFactory(enrolled_at=None)

    url = reverse(f"partnerships:{address}", args=[organization.pk])

    assert as_(someone(kind)).get(url).status_code == LISTED[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_but_an_evaluator_reads(kind):
    organization = OrganizationFactory(name="Marigold Schools")
    client = as_(someone(kind, organization))

    page = client.get(organization.get_absolute_url())
    listed = client.get(reverse("partnerships:organizations"))

    assert page.status_code == (404 if kind == "evaluator" else 200)
    assert ("Marigold" in listed.content.decode()) is (kind != "evaluator")


@pytest.mark.parametrize("kind", KINDS)
def test_who_sees_names_of_people(kind):
    organization = OrganizationFactory()
    MembershipFactory(organization=organization, user__name="Zinnia Canary")
    client = as_(someone(kind, organization))

    page = client.get(organization.get_absolute_url())
    people = client.get(reverse("partnerships:people", args=[organization.pk]))

    sees = kind in {"administrator", "keeper", "member"}
    assert "Zinnia" not in page.content.decode()
    assert people.status_code == (404 if kind == "evaluator" else 200)
    assert ("Zinnia Canary" in people.content.decode()) is sees


def test_a_large_organization_is_counted_whole_and_read_page_by_page():
    organization = OrganizationFactory()
    names = [f"Person {n:02}" for n in range(30)]
    for name in names:
        leads = name == names[-1]
        MembershipFactory(organization=organization, user__name=name, leads=leads)
    client = as_(someone("administrator", organization))

    first = client.get(reverse("partnerships:people", args=[organization.pk]))
    second = client.get(first.wsgi_request.path, {"after": first.context["page"].after})

    for page in (first, second):
        assert "30 people have joined; Person 29 decides for it." in page.content.decode()
    found = [name for page in (first, second) for name in names if name in _table(page)]
    assert found == names


def _table(page):
    return page.content.decode().partition("<tbody>")[2]


@pytest.mark.parametrize("kind", KINDS)
def test_who_records_that_an_organization_joined(kind):
    organization = OrganizationFactory(enrolled_at=None)
    user = someone(kind, OrganizationFactory())

    response = as_(user).post(reverse("partnerships:organization_enroll", args=[organization.pk]))

    may = kind in {"administrator", "facilitation_lead", "facilitator"}
    assert response.status_code == (302 if may else 404 if kind == "evaluator" else 403)
    organization.refresh_from_db()
    assert organization.enrolled is may
    verbs = [event.verb for event in AuditEvent.objects.about(organization)]
    assert verbs == (["enrolled"] if may else [])


def test_an_organization_joins_once():
    organization = OrganizationFactory()

    response = as_(someone("facilitator")).post(
        reverse("partnerships:organization_enroll", args=[organization.pk])
    )

    assert response.status_code == 409
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_who_starts_a_program(kind):
    sent = {"program": "Spring", "name": "First", "places": 4}
    sent |= {"opens_on": "2027-01-04", "closes_on": "2099-03-01"}
    user = someone(kind, OrganizationFactory())

    response = as_(user).post(reverse("partnerships:program_new"), sent)

    may = kind in {"administrator", "program_officer"}
    assert response.status_code == (302 if may else 403)
    made = Program.objects.filter(name="Spring")
    assert [(r.name, r.state) for p in made for r in p.rounds.all()] == [("First", "draft")] * may
    assert [r.role for p in made for r in p.roles.all()] == [kind] * may
