"""The sector of an organization: it follows from its kind, or is stated (domain 3.28)."""

import pytest
from django.urls import reverse

from partnerships.importing.folder import import_folder
from partnerships.importing.parser import Problem
from partnerships.models import Organization, Role, Term
from tests.factories import NOW, MembershipFactory, OrganizationFactory, ProgramRoleFactory
from tests.factories_partnerships import term
from tests.partnerships.test_importing import GRANTEE, PARTNER, counts, everything, write

pytestmark = pytest.mark.django_db


def kind(slug):
    return Term.objects.get(vocabulary="organization_type", slug=slug)


def given(organization, **more):
    return {"name": organization.name, "version": organization.version, **more}


@pytest.fixture
def lead():
    return ProgramRoleFactory(role=Role.FACILITATION_LEAD).user


@pytest.mark.parametrize(
    ("slug", "sector"),
    [
        ("district", "public"), ("sea", "public"), ("university", "higher_education"),
        ("national_nonprofit", "nonprofit"), ("network", None), ("charter", None),
    ],
)  # fmt: skip
def test_it_follows_from_the_kind_where_the_kind_says_it(slug, sector):
    organization = OrganizationFactory(type=kind(slug))

    assert getattr(organization.in_sector, "slug", None) == sector


def test_what_was_stated_stands_where_the_kind_says_nothing():
    stated = OrganizationFactory(type=kind("network"), sector=term("tribal"))
    contradicted = OrganizationFactory(type=kind("district"), sector=term("tribal"))

    assert [row.in_sector.slug for row in (stated, contradicted)] == ["tribal", "public"]


@pytest.mark.parametrize(
    ("type", "stated", "said"),
    [
        ("district", None, "Sector: Public. It follows from the kind of organization."),
        ("charter", "nonprofit", "Sector: Nonprofit."),
        ("charter", None, "Sector: not stated."),
    ],
)
def test_the_page_says_it_and_where_it_follows_from(client, type, stated, said):
    row = OrganizationFactory(type=kind(type), sector=term(stated) if stated else None)
    client.force_login(MembershipFactory().user)

    page = " ".join(client.get(row.get_absolute_url()).text.replace("</span>", " ").split())

    assert said in page.replace('<span class="small muted">', "")


def test_the_form_takes_what_does_not_follow(client, lead):
    row = OrganizationFactory(type=kind("charter"))
    client.force_login(lead)
    page = reverse("partnerships:organization_edit", args=[row.pk])

    answer = client.post(page, given(row, type=row.type_id, sector=term("for_profit").pk))

    row.refresh_from_db()
    assert (answer.status_code, row.sector.slug) == (302, "for_profit")


def test_the_form_refuses_another_than_the_one_that_follows(client, lead):
    row = OrganizationFactory(type=kind("charter"))
    client.force_login(lead)
    page = reverse("partnerships:organization_edit", args=[row.pk])
    district = kind("district").pk

    against = client.post(page, given(row, type=district, sector=term("nonprofit").pk))
    same = client.post(page, given(row, type=district, sector=term("public").pk))

    row.refresh_from_db()
    assert "“School district” is always in this sector: Public." in against.text
    assert (against.status_code, same.status_code, row.sector) == (422, 302, None)


@pytest.mark.parametrize("sectors", [[], ["public", "tribal"]])
def test_no_sector_that_does_not_exist_is_taken(client, lead, sectors):
    row = OrganizationFactory(type=kind("charter"))
    client.force_login(lead)
    page = reverse("partnerships:organization_edit", args=[row.pk])

    for wrong in ("x", "", str(kind("district").pk)):
        assert client.post(page, given(row, type="", sector=wrong)).status_code in (302, 422)

    assert Organization.objects.get(pk=row.pk).sector is None


@pytest.mark.parametrize("size", [1, 3])
def test_one_page_and_its_form_stay_within_eight(client, lead, django_assert_max_num_queries, size):
    rows = [OrganizationFactory(type=kind("charter"), sector=term("tribal")) for _ in range(size)]
    client.force_login(lead)
    client.get(reverse("home"))

    for name in ("organization", "organization_edit"):
        with django_assert_max_num_queries(8):
            client.get(reverse(f"partnerships:{name}", args=[rows[0].pk]))


# -- in files ----------------------------------------------------------------------------------
CHARTER = {**PARTNER, "org_type": "charter", "sector": "nonprofit"}


def test_a_file_states_it_and_a_second_run_changes_nothing(tmp_path):
    import_folder(write(tmp_path, [GRANTEE], [CHARTER]), now=NOW)
    before = everything()

    again = import_folder(write(tmp_path, [GRANTEE], [CHARTER]), now=NOW.replace(day=9))

    sectors = Organization.objects.order_by("name").values_list("sector__slug", flat=True)
    assert list(sectors) == ["nonprofit", None]
    assert counts(again)["Organizations"] == (0, 0, 2)
    assert everything() == before


def test_a_file_without_the_column_takes_none_away(tmp_path):
    import_folder(write(tmp_path, [], [CHARTER]), now=NOW)
    bare = {name: value for name, value in CHARTER.items() if name != "sector"}

    for row in (bare, {**CHARTER, "sector": ""}):
        report = import_folder(write(tmp_path, [], [row]), now=NOW.replace(day=9))
        assert counts(report)["Organizations"] == (0, 0, 1)

    assert Organization.objects.get().sector.slug == "nonprofit"


def test_what_changes_is_shown_with_both_values(tmp_path):
    import_folder(write(tmp_path, [], [CHARTER]), now=NOW)

    changed = {**CHARTER, "sector": "for_profit"}
    report = import_folder(write(tmp_path, [], [changed]), now=NOW, dry_run=True)

    assert [line.differences for line in report.difference.lines] == [
        [("sector", "Nonprofit", "For-profit")]
    ]


def test_a_sector_against_its_kind_or_unknown_or_told_twice_is_named(tmp_path):
    other = {**CHARTER, "initiative_row": "I2", "sector": "tribal"}
    wrong = {**PARTNER, "initiative_row": "I3", "partner_id": "P2", "name": "Ash Schools"}
    rows = [CHARTER, other, {**wrong, "sector": "nonprofit"},
            {**wrong, "initiative_row": "I4", "sector": "church"}]  # fmt: skip

    report = import_folder(write(tmp_path, [], rows), now=NOW)

    known = "for_profit, higher_education, nonprofit, public, tribal"
    assert report.problems == [
        Problem("partners.csv", 3, "sector", "P1 is “tribal” here and “nonprofit” in line 2"),
        Problem("partners.csv", 4, "sector",
                "“district” is always in the sector “public”; leave the cell empty"),
        Problem("partners.csv", 5, "sector", f"“church” is none of: {known}"),
    ]  # fmt: skip
    assert not Organization.objects.exists()
