"""Whom a grant serves, and under which priority, as its source states it (domain 0.04)."""

import pytest
from django.urls import reverse

from partnerships.importing.folder import import_folder
from partnerships.importing.parser import Problem
from partnerships.models import Grant, Role
from tests.factories import NOW, MembershipFactory, OrganizationFactory, ProgramRoleFactory
from tests.factories_partnerships import GrantFactory
from tests.partnerships.test_importing import GRANTEE, counts, everything, write
from tests.reading import words

pytestmark = pytest.mark.django_db
STATED = {
    "assistance_listing": "84.423A", "absolute_priority": "1: Supporting effective teachers",
    "population_served": "Teachers of 40 rural schools", "high_need": "yes",
}  # fmt: skip


def facts():
    names = ("listing_number", "absolute_priority", "population", "high_need")
    return Grant.objects.values_list(*names).get()


def test_the_page_says_not_stated_of_what_nobody_knows(client):
    client.force_login(MembershipFactory().user)

    text = words(client.get(GrantFactory().get_absolute_url()).text)

    for fact in ("Assistance listing", "Absolute priority", "Population served",
                 "High-need schools"):  # fmt: skip
        assert f"{fact} not stated" in text


@pytest.mark.parametrize(("flag", "said"), [(True, "yes"), (False, "no")])
def test_the_page_says_what_is_stated(client, flag, said):
    row = GrantFactory(population="<b>Rural</b> \u05de\u05d5\u05e8\u05d9\u05dd", high_need=flag)
    client.force_login(MembershipFactory().user)

    page = client.get(row.get_absolute_url()).text

    assert "&lt;b&gt;Rural&lt;/b&gt;" in page
    assert f"High-need schools {said}" in words(page)


@pytest.mark.parametrize(("chosen", "kept"), [("true", True), ("false", False), ("unknown", None)])
def test_the_form_keeps_them(client, chosen, kept):
    organization = OrganizationFactory()
    client.force_login(ProgramRoleFactory(role=Role.FACILITATION_LEAD).user)
    page = reverse("partnerships:grant_new", args=[organization.pk])
    assert "Not stated" in client.get(page).text

    answer = client.post(page, {
        "part": "lead", "status": "not_verified", "source": "https://a.example",
        "high_need": chosen,
        "population": "Rural schools", "absolute_priority": "1", "listing_number": "84.423A",
        "open_licence": "unknown",
    })  # fmt: skip

    assert answer.status_code == 302
    assert facts() == ("84.423A", "1", "Rural schools", kept)


def test_files_state_them_and_a_second_run_changes_nothing(tmp_path):
    folder = write(tmp_path, [GRANTEE | STATED])
    import_folder(folder, now=NOW)
    before = everything()

    again = import_folder(folder, now=NOW.replace(day=9))

    assert facts() == (
        "84.423A", "1: Supporting effective teachers", "Teachers of 40 rural schools", True,
    )  # fmt: skip
    assert counts(again)["Grants"] == (0, 0, 1)
    assert everything() == before


def test_a_file_that_does_not_state_them_takes_none_away(tmp_path):
    import_folder(write(tmp_path, [GRANTEE | STATED]), now=NOW)

    for row in (GRANTEE, {**GRANTEE, **dict.fromkeys(STATED, "")}):
        report = import_folder(write(tmp_path, [row]), now=NOW.replace(day=9))
        assert counts(report)["Grants"] == (0, 0, 1)

    assert facts()[3] is True


def test_a_change_is_shown_in_words(tmp_path):
    import_folder(write(tmp_path, [GRANTEE | STATED]), now=NOW)

    report = import_folder(
        write(tmp_path, [GRANTEE | STATED | {"high_need": "no"}]), now=NOW, dry_run=True
    )

    assert [line.differences for line in report.difference.lines] == [
        [("serves high-need schools", "yes", "no")]
    ]


def test_a_bad_cell_is_named_by_file_line_and_column(tmp_path):
    bad = {"high_need": "maybe", "assistance_listing": "8" * 21, "population_served": "x" * 401}

    report = import_folder(write(tmp_path, [GRANTEE | STATED | bad]), now=NOW)

    assert report.problems == [
        Problem("grantees.csv", 2, "assistance_listing",
                "it has 21 characters, at most 20 fit"),
        Problem("grantees.csv", 2, "high_need",
                "“maybe” is neither “yes” nor “no”; leave it empty if not stated"),
        Problem("grantees.csv", 2, "population_served",
                "it has 401 characters, at most 400 fit"),
    ]  # fmt: skip
    assert not Grant.objects.exists()
