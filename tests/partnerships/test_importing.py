"""A folder of files becomes listed organizations, grants, initiatives, documented relations."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from demo import directory
from foundation.models import AuditEvent
from partnerships import services_directory
from partnerships.forms_directory import OrganizationForm
from partnerships.importing.folder import NothingToImport, import_folder
from partnerships.importing.parser import Problem
from partnerships.models import DocumentedRelation, Grant, Initiative, Organization
from tests.factories import NOW, OrganizationFactory, UserFactory
from tests.factories_partnerships import term

pytestmark = pytest.mark.django_db
GRANTEE = {
    "award_row": "A1", "grantee_id": "G1", "name": "Oak University", "org_type": "university",
    "state": "TX", "city": "Austin", "role": "lead", "award_fiscal_year": "2017",
    "award_amount_usd": "5000", "amount_note": "year 1", "priority": "teachers",
    "topics": "residency", "activity": "=1+1", "contexts": "urban", "reliability": "high",
    "source": "https://a.example",
}  # fmt: skip
PARTNER = {
    "initiative_row": "I1", "partner_id": "P1", "name": "Elm Schools", "org_type": "district",
    "state": "OH", "initiative_title": "Induction", "challenge": "c",
    "designing_or_implementing": "d", "stage": "designing", "contexts": "rural",
    "topics": "civics", "year": "c. 2011", "detail_level": "group", "in_documented_pair": "yes",
    "source": "https://b.example",
}  # fmt: skip
PAIR = {
    "pair_id": "R1", "expert_org": "Oak University", "grantee_id": "G1",
    "expert_is_seed_grantee": "yes", "partner_org": "Elm Schools", "partner_id": "P1",
    "partner_type": "district", "partner_state": "OH", "year": "2019-2022",
    "relationship_type": "mentor_program", "worked_on": "w", "topics": "civics", "contexts": "",
    "outcome": "", "detail_level": "individual", "source": "https://c.example",
}  # fmt: skip


@pytest.fixture(autouse=True)
def vocabulary():
    term("residency")


def write(folder, grantees=(), partners=(), pairs=()):
    for name, rows in [("grantees", grantees), ("partners", partners), ("pairs", pairs)]:
        if rows:
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, rows[0])
                writer.writeheader()
                writer.writerows(rows)
    return folder


def counts(report):
    return {kind: (c.new, c.changed, c.same) for kind, c in report.counts.items()}


def everything():
    models = [Organization, Grant, Initiative, DocumentedRelation]
    links = [Grant.topics.through, Initiative.contexts.through]
    return [sorted(map(repr, model.objects.values_list())) for model in [*models, *links]]


def test_files_become_listed_organizations_with_their_facts(tmp_path):
    report = import_folder(write(tmp_path, [GRANTEE], [PARTNER], [PAIR]), now=NOW)

    assert counts(report) == {
        "Organizations": (2, 0, 0), "Grants": (1, 0, 0), "Initiatives": (1, 0, 0),
        "Documented relations": (1, 0, 0),
    }  # fmt: skip
    oak, elm = Organization.objects.get(name="Oak University"), Organization.objects.get(state="OH")
    assert (oak.enrolled_at, oak.type.slug, oak.city, oak.source) == (
        None, "university", "Austin", "https://a.example",
    )  # fmt: skip
    grant = oak.grants.get()
    assert (grant.status, grant.amount_usd, grant.activity) == ("not_verified", 5000, "=1+1")
    assert [t.slug for t in grant.topics.all()] == ["residency"]
    initiative = elm.initiatives.get()
    assert (initiative.year, initiative.year_as_reported) == (2011, "c. 2011")
    relation = DocumentedRelation.objects.get()
    assert (relation.expert, relation.partner, relation.year) == (oak, elm, 2019)


def test_a_second_run_changes_nothing(tmp_path):
    folder = write(tmp_path, [GRANTEE], [PARTNER], [PAIR])
    import_folder(folder, now=NOW)
    before = everything()

    report = import_folder(folder, now=NOW.replace(day=9))

    assert counts(report) == {
        "Organizations": (0, 0, 2), "Grants": (0, 0, 1), "Initiatives": (0, 0, 1),
        "Documented relations": (0, 0, 1),
    }  # fmt: skip
    assert everything() == before


def test_changed_facts_are_updated_with_a_version_and_an_audit_row(tmp_path):
    import_folder(write(tmp_path, [GRANTEE]), now=NOW)
    changed = {**GRANTEE, "city": "Dallas", "award_amount_usd": "7000", "topics": "civics"}

    report = import_folder(write(tmp_path, [changed]), now=NOW.replace(day=9))

    assert counts(report) == {"Organizations": (0, 1, 0), "Grants": (0, 1, 0)}
    grant = Grant.objects.get()
    assert (grant.amount_usd, grant.version) == (7000, 2)
    assert [t.slug for t in grant.topics.all()] == ["civics"]
    assert AuditEvent.objects.about(grant).order_by("at").last().fields == ["amount_usd"]


def test_only_the_topics_of_a_row_may_change(tmp_path):
    import_folder(write(tmp_path, [GRANTEE]), now=NOW)

    report = import_folder(write(tmp_path, [{**GRANTEE, "topics": ""}]), now=NOW.replace(day=9))

    assert counts(report)["Grants"] == (0, 1, 0)
    assert (Grant.objects.get().version, Grant.objects.get().topics.count()) == (2, 0)


def test_what_a_person_edited_here_is_kept_and_told(tmp_path):
    import_folder(write(tmp_path, [GRANTEE]), now=NOW)
    oak = Organization.objects.get()
    values = {"name": "Oak University at Austin", "state": "TX", "city": "Houston", "version": 1}
    form = OrganizationForm({**values, "type": oak.type_id, "source": oak.source}, instance=oak)
    assert form.is_valid(), form.errors
    services_directory.edit(form, by=UserFactory(), now=NOW)

    changed = {**GRANTEE, "city": "Dallas", "state": "OK"}
    report = import_folder(write(tmp_path, [changed]), now=NOW.replace(day=9))

    oak = Organization.objects.get()
    assert (oak.name, oak.city, oak.state) == ("Oak University at Austin", "Houston", "OK")
    assert report.kept == ["grantee:G1: name, city"]


def test_an_enrolled_organization_of_the_same_name_is_joined_and_left_as_it_is(tmp_path):
    oak = OrganizationFactory(name="OAK University", city="Waco")
    folder = write(tmp_path, [GRANTEE])

    report = import_folder(folder, now=NOW)
    import_folder(folder, now=NOW)

    assert report.linked == ["OAK University"]
    oak.refresh_from_db()
    assert (oak.city, oak.external_key, oak.grants.count()) == ("Waco", "grantee:G1", 1)
    assert Organization.objects.count() == 1


def test_one_organization_in_both_files_stays_one(tmp_path):
    both = {**PARTNER, "name": "Oak University", "org_type": "university", "state": "NM"}
    folder = write(tmp_path, [GRANTEE], [both])

    import_folder(folder, now=NOW)
    report = import_folder(folder, now=NOW)

    assert counts(report)["Organizations"] == (0, 0, 2)
    assert [(o.name, o.state) for o in Organization.objects.all()] == [("Oak University", "TX")]


def test_an_organization_renamed_here_still_gets_its_facts(tmp_path):
    folder = write(tmp_path, [GRANTEE], [{**PARTNER, "name": "Oak University", "org_type": "sea"}])
    import_folder(folder, now=NOW)
    Organization.objects.update(name="Renamed", external_key=None)

    import_folder(folder, now=NOW)

    assert Organization.objects.count() == 1


def test_a_name_another_organization_bears_is_not_taken(tmp_path):
    import_folder(write(tmp_path, [GRANTEE]), now=NOW)
    OrganizationFactory(name="Ash College")

    report = import_folder(write(tmp_path, [{**GRANTEE, "name": "Ash College"}]), now=NOW)

    assert report.kept == ["grantee:G1: name, which another organization bears"]
    assert sorted(o.name for o in Organization.objects.all()) == ["Ash College", "Oak University"]


def test_with_a_bad_line_nothing_is_loaded(tmp_path):
    folder = write(tmp_path, [GRANTEE, {**GRANTEE, "award_row": "A2", "role": "boss"}], [PARTNER])

    report = import_folder(folder, now=NOW)

    sentence = "“boss” is none of: co_implementer, lead"
    assert report.problems == [Problem("grantees.csv", 3, "role", sentence)]
    assert (report.written, Organization.objects.count()) == (False, 0)


def test_skip_bad_leaves_the_bad_line_out(tmp_path):
    folder = write(tmp_path, [GRANTEE, {**GRANTEE, "award_row": "A2", "role": "boss"}], [PARTNER])

    report = import_folder(folder, now=NOW, skip_bad=True)

    assert report.written
    assert (Grant.objects.count(), Initiative.objects.count()) == (1, 1)


def test_a_dry_run_counts_and_changes_nothing(tmp_path):
    report = import_folder(write(tmp_path, [GRANTEE]), now=NOW, dry_run=True)

    assert counts(report) == {"Organizations": (1, 0, 0), "Grants": (1, 0, 0)}
    assert (Organization.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_folder_without_the_files_is_refused(tmp_path):
    with pytest.raises(NothingToImport, match="holds none of"):
        import_folder(tmp_path, now=NOW)


def test_the_command_says_what_it_did(tmp_path):
    out = io.StringIO()
    call_command("import_directory", write(tmp_path, [GRANTEE]), stdout=out)

    assert out.getvalue().splitlines() == [
        "Organizations: 1 new, 0 changed, 0 the same", "Grants: 1 new, 0 changed, 0 the same",
    ]  # fmt: skip


def test_the_command_fails_with_each_bad_line_on_stderr(tmp_path):
    said = io.StringIO()

    with pytest.raises(CommandError, match="Nothing was loaded") as failed:
        call_command(
            "import_directory", write(tmp_path, [{**GRANTEE, "state": "Texas"}]), stderr=said
        )

    assert failed.value.returncode == 1
    assert said.getvalue().startswith("grantees.csv, line 2, state: “Texas” is none of: AK, AL")


def test_the_demonstration_imports_its_rows_once():
    assert directory.ensure(now=NOW)
    assert not directory.ensure(now=NOW)

    assert (Grant.objects.count(), Initiative.objects.count()) == (62, 97)
    assert DocumentedRelation.objects.count() == 94
    assert not Grant.objects.exclude(status="not_verified").exists()
    assert not Grant.objects.filter(source="").exists()
    report = import_folder(directory.FOLDER, now=NOW)
    assert {(c.new, c.changed) for c in report.counts.values()} == {(0, 0)}
    assert report.problems == []


def test_the_import_does_not_ask_the_database_row_by_row(django_assert_max_num_queries):
    with django_assert_max_num_queries(70):
        directory.ensure(now=NOW)
