"""Files chosen on a page: the difference first, then all of it or nothing."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.models import AuditEvent, Transition
from partnerships import import_services
from partnerships.models import (
    DirectoryImport,
    Grant,
    ImportFile,
    ImportLine,
    Initiative,
    Organization,
    Role,
)
from tests.factories import NOW, MembershipFactory, OrganizationFactory, ProgramRoleFactory
from tests.factories_partnerships import term
from tests.partnerships.test_importing import GRANTEE, PARTNER
from tests.reading import as_

pytestmark = pytest.mark.django_db
LIST = reverse("partnerships:imports")


@pytest.fixture(autouse=True)
def vocabulary():
    term("residency")


@pytest.fixture
def lead():
    return ProgramRoleFactory(role=Role.FACILITATION_LEAD).user


def table(*rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def chosen(field, raw):
    return {field: SimpleUploadedFile("chosen by me.csv", raw, "text/csv")}


def grants(count, **more):
    return table(*(
        {**GRANTEE, "award_row": f"A{n}", "grantee_id": f"G{n}", "name": f"Oak {n:04}", **more}
        for n in range(count)
    ))  # fmt: skip


def read(lead, **files):
    names = {"grantees": "grantees.csv", "partners": "partners.csv"}
    return import_services.read({names[name]: raw for name, raw in files.items()}, by=lead, now=NOW)


def lines(row):
    return [(line.what, line.kind, line.key, line.name, line.differences)
            for line in row.lines.order_by("number")]  # fmt: skip


def test_files_are_read_without_a_trace_in_the_directory(lead):
    response = as_(lead).post(LIST, chosen("grantees", grants(3)))

    row = DirectoryImport.objects.get()
    assert response.url == row.get_absolute_url()
    assert (row.by, row.state, row.counts) == (
        lead, "read", {"Organizations": [3, 0, 0], "Grants": [3, 0, 0]}
    )  # fmt: skip
    assert (Organization.objects.count(), Grant.objects.count()) == (0, 0)
    assert [line[:4] for line in lines(row)] == [
        ("new", "Organizations", f"grantee:G{n}", f"Oak {n:04}") for n in range(3)
    ] + [("new", "Grants", f"A{n}", f"Oak {n:04} 2017") for n in range(3)]
    assert b"Import these 6" in as_(lead).get(row.get_absolute_url()).content


def test_one_press_loads_all_of_it_with_its_history(lead):
    row = read(lead, grantees=grants(2), partners=table(PARTNER))

    response = as_(lead).post(reverse("partnerships:import_load", args=[row.pk]), follow=True)

    assert "6 rows are in the directory now." in response.content.decode()
    assert (Grant.objects.count(), Initiative.objects.count()) == (2, 1)
    assert {o.created_by for o in Organization.objects.all()} == {lead}
    assert [(t.old, t.new, t.by) for t in Transition.objects.about(row)] == [
        ("read", "loaded", lead)
    ]
    assert set(AuditEvent.objects.values_list("verb", "by")) == {("imported", lead.pk)}
    assert ImportFile.objects.count() == 0


def test_the_difference_shows_both_values_of_what_changes(lead):
    first = read(lead, grantees=table(GRANTEE))
    import_services.load(first, by=lead, now=NOW)
    changed = {**GRANTEE, "city": "Dallas", "status": "ended", "status_as_of": "2026-11-22",
               "status_source": "s", "topics": "civics"}  # fmt: skip

    row = read(lead, grantees=table(changed))

    assert lines(row) == [
        ("changed", "Organizations", "grantee:G1", "Oak University",
         [["city", "Austin", "Dallas"]]),
        ("changed", "Grants", "A1", "Oak University 2017", [
            ["status", "status not verified", "ended"], ["status as of", "", "2026-11-22"],
            ["source of the status", "", "s"],
            ["topics", term("residency").label, term("civics").label],
        ]),
    ]  # fmt: skip
    page = as_(lead).get(row.get_absolute_url()).content.decode()
    assert '<del dir="auto">Austin</del> → <ins dir="auto">Dallas</ins>' in page
    assert Organization.objects.get().city == "Austin"


def test_a_second_reading_of_the_same_files_finds_nothing_to_load(lead):
    raw = grants(3)
    import_services.load(read(lead, grantees=raw), by=lead, now=NOW)

    row = read(lead, grantees=raw)

    assert (row.differing, row.same, lines(row)) == (0, 6, [])
    page = as_(lead).get(row.get_absolute_url()).content.decode()
    assert "Nothing: all of it stands here already." in page
    assert "Import th" not in page
    assert as_(lead).post(reverse("partnerships:import_load", args=[row.pk])).status_code == 409


def test_what_a_person_edited_here_is_shown_as_kept(lead):
    import_services.load(read(lead, grantees=table(GRANTEE)), by=lead, now=NOW)
    oak = Organization.objects.get()
    Organization.objects.update(city="Houston")
    AuditEvent.objects.create(verb="edited", context_kind="partnerships.organization",
                              context_id=oak.pk, by=lead, at=NOW, fields=["city"])  # fmt: skip

    row = read(lead, grantees=table({**GRANTEE, "city": "Dallas"}))

    assert lines(row) == [
        ("kept", "Organizations", "grantee:G1", "Oak University", [["city", "Houston", "Dallas"]])
    ]
    assert (row.kept, row.differing) == (1, 0)


def test_with_one_bad_line_there_is_nothing_to_press(lead):
    raw = table(GRANTEE, {**GRANTEE, "award_row": "A2", "role": "boss"})

    row = read(lead, grantees=raw)

    (line,) = row.lines.all()
    assert (line.what, line.kind, line.place, line.column, line.sentence) == (
        "problem", "grantees.csv", 3, "role", "“boss” is none of: co_implementer, lead"
    )  # fmt: skip
    page = as_(lead).get(row.get_absolute_url()).content.decode()
    assert "1 line to mend first" in page
    assert "/load/" not in page
    assert as_(lead).post(reverse("partnerships:import_load", args=[row.pk])).status_code == 409
    assert Organization.objects.count() == 0


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"a,b\n1,2\n", "the column is missing"),
        (b"award_row;grantee_id\n1;2\n", "columns are parted by commas here"),
        ("award_row".encode("utf-16"), "the file is UTF-16; save it as “CSV UTF-8” and try again"),
        (table(GRANTEE).replace(b"Austin", "Münster".encode("latin-1")), "it is not UTF-8 text"),
    ],
    ids=["columns", "semicolons", "utf-16", "mixed"],
)
def test_a_file_of_another_make_gets_its_sentence(lead, raw, sentence):
    client = as_(lead)

    page = client.post(LIST, chosen("grantees", raw), follow=True).content.decode()

    assert sentence in page
    assert Organization.objects.count() == 0


def test_a_file_of_more_than_40_mb_is_dropped_while_it_arrives(lead):
    response = as_(lead).post(LIST, chosen("grantees", b"x" * 40_000_001))

    assert response.context["form"].errors["grantees"] == [
        "This file is larger than 40 MB. Split it and import the parts one after the other."
    ]
    assert DirectoryImport.objects.count() == 0


def test_too_many_lines_are_refused_beside_the_form(lead, monkeypatch):
    monkeypatch.setattr(import_services, "MOST_LINES", 3)

    response = as_(lead).post(LIST, chosen("grantees", grants(3)))

    assert "Together these files have more than 3 lines." in response.content.decode()
    assert ImportFile.objects.count() == 0


def test_no_file_and_an_empty_file_are_said_beside_the_form(lead):
    client = as_(lead)

    assert client.post(LIST, {}).context["form"].non_field_errors() == ["Choose at least one file."]
    empty = client.post(LIST, chosen("pairs", b"")).context["form"].errors
    assert empty["pairs"] == ["The file is empty. Choose the one with the lines."]


def test_a_directory_that_moved_on_is_compared_anew_before_anything_is_loaded(lead):
    row = read(lead, grantees=table(GRANTEE))
    OrganizationFactory(name="Oak University", enrolled_at=None)

    response = as_(lead).post(reverse("partnerships:import_load", args=[row.pk]), follow=True)

    row.refresh_from_db()
    assert "so nothing was loaded" in response.content.decode()
    assert (row.state, row.counts["Organizations"], Grant.objects.count()) == ("read", [0, 0, 1], 0)
    assert import_services.load(row, by=lead, now=NOW)
    assert Grant.objects.count() == 1


def test_a_form_sent_twice_and_a_second_press_load_once(lead):
    client, sent = as_(lead), {"form_key": str(uuid.uuid4())}
    row = read(lead, grantees=grants(2))
    url = reverse("partnerships:import_load", args=[row.pk])

    statuses = [client.post(url, sent).status_code for _time in range(2)]

    assert statuses == [302, 302]
    assert client.post(url, {"form_key": str(uuid.uuid4())}).status_code == 409
    assert (Grant.objects.count(), Transition.objects.about(row).count()) == (2, 1)


def test_what_is_put_aside_keeps_no_file(lead):
    row = read(lead, grantees=grants(2))

    response = as_(lead).post(reverse("partnerships:import_aside", args=[row.pk]))

    row.refresh_from_db()
    assert (response.url, row.state, row.files.count(), row.lines.count()) == (LIST, "left", 0, 4)


def test_the_difference_can_be_downloaded_and_runs_no_formula(lead):
    row = read(lead, grantees=table({**GRANTEE, "name": "=HYPERLINK(1)"}))

    response = as_(lead).get(reverse("partnerships:import_csv", args=[row.pk]))

    told = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert response.headers["Content-Disposition"] == 'attachment; filename="difference.csv"'
    assert told[1] == ["new", "Organizations", "grantee:G1", "'=HYPERLINK(1)", *[""] * 5]
    assert len(told) == 3


def test_the_columns_of_each_file_can_be_downloaded(lead):
    client = as_(lead)

    raw = client.get(reverse("partnerships:import_heading", args=["pairs.csv"])).content
    assert raw.decode("utf-8-sig").startswith("pair_id,expert_org,grantee_id,")
    assert client.get(reverse("partnerships:import_heading", args=["x.csv"])).status_code == 404


@pytest.mark.parametrize("role", ["program_officer", "facilitator", "evaluator", None])
def test_nobody_else_reads_an_import(lead, role):
    row = read(lead, grantees=grants(1))
    user = ProgramRoleFactory(role=Role(role)).user if role else MembershipFactory().user
    client = as_(user)

    assert client.get(LIST).status_code == 403
    for name in ("import", "import_csv"):
        assert client.get(reverse(f"partnerships:{name}", args=[row.pk])).status_code == 404
    for name in ("import_load", "import_aside"):
        assert client.post(reverse(f"partnerships:{name}", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert (row.state, Organization.objects.filter(name__startswith="Oak").count()) == ("read", 0)


@pytest.mark.parametrize("count", [5, 500])
def test_its_pages_cost_the_same_at_any_size(lead, count, statements):
    row, client = read(lead, grantees=grants(count)), as_(lead)
    urls = [LIST, row.get_absolute_url(), f"{row.get_absolute_url()}?what=new"]
    client.get(LIST)

    costs = {}
    for url in urls:
        with statements() as asked:
            response = client.get(url)
        costs[url] = (len(asked), len(response.content) // 1024)

    assert {url: c for url, c in costs.items() if c[0] > 8 or c[1] > 40} == {}


def test_a_second_run_does_not_ask_row_by_row(lead, django_assert_max_num_queries):
    raw = grants(300)
    import_services.load(read(lead, grantees=raw), by=lead, now=NOW)

    with django_assert_max_num_queries(45):
        row = read(lead, grantees=raw)

    assert row.same == 600


@pytest.mark.parametrize(
    "break_it",
    [
        lambda row: DirectoryImport.objects.filter(pk=row.pk).update(state="lost"),
        lambda row: DirectoryImport.objects.filter(pk=row.pk).update(state="loaded", problems=1),
        lambda row: ImportFile.objects.create(
            directory_import=row, name="grantees.csv", size=1, packed=b""),
        lambda row: ImportFile.objects.create(
            directory_import=row, name="x.csv", size=1, packed=b""),
        lambda row: ImportLine.objects.create(
            directory_import=row, number=1, what="new", kind="k"),
        lambda row: ImportLine.objects.create(
            directory_import=row, number=99, what="odd", kind="k"),
    ],
    ids=["state", "loaded with problems", "file twice", "unknown file", "number", "what"],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(lead, break_it):
    row = read(lead, grantees=grants(1))

    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(row)


def test_what_was_counted_is_told_in_the_readers_language(lead, monkeypatch):
    row = read(lead, grantees=table(GRANTEE))
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda text: f"~{text}")
    client = as_(lead)

    page = client.get(row.get_absolute_url()).content.decode()

    assert '<th scope="row">~Organizations</th>' in page
    assert "~Grants · A1" in page
    assert row.counts == {"Organizations": [1, 0, 0], "Grants": [1, 0, 0]}
