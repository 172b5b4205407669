"""How the facts of an organization that joined name their source, and how long their forms look."""

import pytest
from django.urls import reverse

from partnerships import facts
from partnerships.models import Role
from tests.factories import NOW, MembershipFactory, OrganizationFactory, ProgramRoleFactory
from tests.factories_partnerships import ExpertiseFactory, GrantFactory, SourcedInitiativeFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [SourcedInitiativeFactory, ExpertiseFactory])
@pytest.mark.parametrize("joined", [True, False], ids=["enrolled", "listed"])
def test_a_fact_without_a_source_is_told_by_the_organization_itself_or_by_nobody(
    client, factory, joined
):
    organization = OrganizationFactory(enrolled_at=NOW if joined else None)
    row = factory(organization=organization, source="")
    client.force_login(MembershipFactory().user)

    own = client.get(row.get_absolute_url()).content.decode()
    listed = client.get(organization.get_absolute_url()).content.decode()

    said = ["The organization says so itself." in own, "No source is given." in own]
    assert said == [joined, not joined]
    assert ("The organization says so itself." in listed) is joined


@pytest.mark.parametrize("name", ["organization_edit", "initiative_new", "grant_new"])
def test_boxes_of_the_directory_are_a_few_lines_high(client, name):
    organization = OrganizationFactory()
    client.force_login(ProgramRoleFactory(role=Role.FACILITATION_LEAD).user)

    page = client.get(reverse(f"partnerships:{name}", args=[organization.pk])).content.decode()

    assert ('rows="10"' in page, 'rows="4"' in page, 'rows="2"' in page) == (False, True, True)


@pytest.mark.parametrize(
    ("kind", "factory", "name"),
    [("grants", GrantFactory, "fiscal_year"), ("initiatives", SourcedInitiativeFactory, "year")],
)
def test_the_newest_fact_stands_first_and_one_without_a_year_last(kind, factory, name):
    organization = OrganizationFactory()
    for year in (None, 2020, 2024):
        factory(organization=organization, **{name: year})

    shown = facts.of(organization, NOW.date())[kind]

    assert [getattr(row, name) for row in shown] == [2024, 2020, None]


@pytest.mark.parametrize(
    ("factory", "listing"), [(GrantFactory, "grants"), (SourcedInitiativeFactory, "initiatives")]
)
def test_the_years_of_a_source_are_told_in_words(client, factory, listing):
    row = factory(year_as_reported="2013;2015")
    client.force_login(MembershipFactory().user)

    for address in (
        row.get_absolute_url(),
        row.organization.get_absolute_url(),
        reverse(f"partnerships:{listing}"),
    ):
        page = client.get(address).content.decode()
        assert ("2013, 2015" in page, "2013;2015" in page) == (True, False), address
