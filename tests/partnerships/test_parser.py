"""The files of an import, without a database."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.importing import checks
from partnerships.importing.columns import Vocabulary, first_year, tables
from partnerships.importing.parser import LARGEST, Problem, parse

TABLES = tables(
    Vocabulary(
        frozenset({"residency", "civics"}),
        frozenset({"urban"}),
        frozenset({"university"}),
        frozenset({"higher_education", "nonprofit"}),
    ),
    stages=["designing", "piloting"],
    statuses=["not_verified", "active"],
    relations=["mentor_program"],
)
FOLLOWS = {"university": "higher_education"}
HEAD = (
    "award_row,grantee_id,name,org_type,state,city,role,award_fiscal_year,award_amount_usd,"
    "amount_note,priority,topics,activity,contexts,reliability,source"
)
GOOD = "A1,G1,Oak University,university,TX,Austin,lead,2017,5000,year 1,teachers,residency;civics,Works,urban,high,https://a.example"


def read(text, file="grantees.csv"):
    raw = text if isinstance(text, bytes) else text.encode()
    return parse(file, raw, TABLES[file])


def with_cell(column, value):
    cells = GOOD.split(",")
    cells[HEAD.split(",").index(column)] = value
    return f"{HEAD}\n{','.join(cells)}\n"


def test_a_good_row_is_read():
    parsed = read(f"{HEAD}\n{GOOD}\n")

    assert parsed.problems == []
    assert [row.line for row in parsed.rows] == [2]
    assert parsed.rows[0].values == {
        "award_row": "A1", "grantee_id": "G1", "name": "Oak University", "org_type": "university",
        "state": "TX", "city": "Austin", "role": "lead", "award_fiscal_year": "2017",
        "award_amount_usd": 5000, "amount_note": "year 1", "priority": "teachers",
        "topics": ("residency", "civics"), "activity": "Works", "contexts": ("urban",),
        "reliability": "high", "source": "https://a.example", "status": "", "status_as_of": None,
        "status_source": "", "competition_announced_on": None, "assistance_listing": "",
        "absolute_priority": "", "population_served": "", "high_need": None, "sector": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("award_row", "", "it is empty"),
        ("name", " ", "it is empty"),
        ("name", "x" * 201, "it has 201 characters, at most 200 fit"),
        ("org_type", "school", "“school” is none of: university"),
        ("state", "Texas", None),
        ("role", "boss", "“boss” is none of: co_implementer, lead"),
        ("award_fiscal_year", "soon", "“soon” names no year"),
        ("award_amount_usd", "5.5", "“5.5” is not a whole number written in digits only"),
        ("award_amount_usd", "-1", "“-1” is not a whole number written in digits only"),
        ("award_amount_usd", "１２", "“１２” is not a whole number written in digits only"),
        ("topics", "residency;magic", "“magic” is not in the vocabulary"),
        ("contexts", "moon", "“moon” is not in the vocabulary"),
        ("source", "", "it is empty"),
        ("activity", "a\x00b", "it holds a NUL character"),
    ],
)
def test_a_bad_cell_is_named_by_file_line_and_column(column, value, sentence):
    parsed = read(with_cell(column, value))

    [problem] = parsed.problems
    assert (problem.file, problem.line, problem.column) == ("grantees.csv", 2, column)
    assert sentence is None or problem.sentence == sentence
    assert parsed.rows == []


def test_a_missing_column_is_named():
    parsed = read(HEAD.replace("source", "sauce") + "\n" + GOOD)

    assert parsed.problems == [Problem("grantees.csv", 1, "source", "the column is missing")]
    assert not parsed.whole


def test_a_column_that_stands_twice_is_refused():
    parsed = read(f"{HEAD},name\n{GOOD},x\n")

    assert parsed.problems == [Problem("grantees.csv", 1, "name", "the column stands there twice")]


def test_an_unknown_column_is_reported_and_left():
    parsed = read(f"{HEAD},colour\n{GOOD},red\n")

    assert (parsed.ignored, parsed.problems, len(parsed.rows)) == (["colour"], [], 1)


def test_a_key_that_stands_twice_names_both_lines():
    parsed = read(f"{HEAD}\n{GOOD}\n\n{GOOD}\n")

    sentence = "“A1” stands in line 2 already"
    assert parsed.problems == [Problem("grantees.csv", 4, "award_row", sentence)]
    assert len(parsed.rows) == 1


def test_a_line_with_too_few_values_is_named():
    parsed = read(f"{HEAD}\nA1,G1\n{GOOD}\n")

    sentence = "the line has 2 values, the heading 16"
    assert parsed.problems == [Problem("grantees.csv", 2, "", sentence)]
    assert [row.line for row in parsed.rows] == [3]


def test_a_row_is_named_by_the_line_it_begins_on():
    text = with_cell("activity", '"one\ntwo"') + with_cell("role", "boss").split("\n", 1)[
        1
    ].replace("A1", "A2")
    parsed = read(text)

    assert [(p.line, p.column) for p in parsed.problems] == [(4, "role")]
    assert parsed.rows[0].values["activity"] == "one\ntwo"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_part_of_the_first_column(mark):
    parsed = read(mark + f"{HEAD}\n{GOOD}\n".encode())

    assert (len(parsed.rows), parsed.problems) == (1, [])


def test_a_line_in_another_encoding_is_named_and_the_others_are_read():
    bad = GOOD.replace("A1", "A2").replace("Austin", "Córdoba").encode("latin-1")
    parsed = read(f"{HEAD}\n{GOOD}\n".encode() + bad + b"\n")

    sentence = "it is not UTF-8 text; save the file as “CSV UTF-8”"
    assert parsed.problems == [Problem("grantees.csv", 3, "city", sentence)]
    assert len(parsed.rows) == 1


def test_a_utf_16_file_is_refused_kindly():
    parsed = read(f"{HEAD}\n{GOOD}\n".encode("utf-16"))

    assert [p.sentence for p in parsed.problems] == [
        "the file is UTF-16; save it as “CSV UTF-8” and try again"
    ]


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_is_refused_kindly(start):
    parsed = read(start + b"\x00" * 99)

    assert [p.sentence for p in parsed.problems] == [
        "the file is a spreadsheet; save it as “CSV UTF-8” and try again"
    ]


def test_a_file_of_40_megabytes_is_refused_kindly():
    parsed = read(b"x" * (LARGEST + 1))

    assert [p.sentence for p in parsed.problems] == [
        "the file is larger than 40 MB; split it into several folders and import each"
    ]


def test_a_missing_quotation_mark_stops_the_file():
    parsed = read(f'{HEAD}\n{GOOD}\n"{GOOD}\n')

    assert not parsed.whole
    assert len(parsed.problems) == 1


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2", "@x", "＝HYPERLINK(1)"])
def test_what_looks_like_a_formula_stays_text(text):
    parsed = read(with_cell("activity", text))

    assert parsed.rows[0].values["activity"] == text


def test_direction_marks_and_zero_width_letters_leave_names():
    parsed = read(with_cell("name", "Oak\u202e Uni\u200bversity"))

    assert parsed.rows[0].values["name"] == "Oak University"


def test_no_more_than_two_hundred_problems_are_listed():
    parsed = read(HEAD + "\n" + "x\n" * 500)

    assert len(parsed.problems) == 201
    assert not parsed.whole


@pytest.mark.parametrize(
    ("text", "year"),
    [("2019", 2019), ("c. 2011", 2011), ("2019-2022", 2019), ("2013;2015", 2013), ("", None)],
)
def test_the_first_year_of_what_a_source_says(text, year):
    assert first_year(text) == year


def test_an_organization_told_in_two_ways_is_a_problem():
    other = GOOD.replace("A1", "A2").replace("Oak University", "Elm University")
    parsed = {"grantees.csv": read(f"{HEAD}\n{GOOD}\n{other}\n")}

    checks.check(parsed, FOLLOWS)

    sentence = "G1 is “Elm University” here and “Oak University” in line 2"
    assert parsed["grantees.csv"].problems == [Problem("grantees.csv", 3, "name", sentence)]
    assert len(parsed["grantees.csv"].rows) == 1


def test_a_status_without_date_and_source_is_a_problem():
    head, row = f"{HEAD},status,status_as_of,status_source", f"{GOOD},active,,"
    parsed = {"grantees.csv": read(f"{head}\n{row}\n")}

    checks.check(parsed, FOLLOWS)

    assert [(p.line, p.column) for p in parsed["grantees.csv"].problems] == [(2, "status")]


PIECES = st.sampled_from([HEAD, GOOD, "\n", ",", '"', ";", "\x00", "\r", "\ufeff", "=1", "A1", " "])


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=12), st.binary(max_size=60), st.sampled_from(sorted(TABLES)))
def test_garbage_gives_problems_and_never_an_exception(pieces, tail, file):
    parsed = parse(file, "".join(pieces).encode() + tail, TABLES[file])

    checks.check({file: parsed}, FOLLOWS)
    assert parsed.problems or all(row.values for row in parsed.rows)


SAID = [  # a file, in each way that has its sentence
    with_cell("source", ""), with_cell("name", "x" * 201), with_cell("org_type", "school"),
    with_cell("award_fiscal_year", "soon"), with_cell("award_amount_usd", "5.5"),
    with_cell("topics", "magic"), with_cell("activity", "a\x00b"), HEAD.replace("source", "sauce"),
    HEAD.replace("state,city", "stale,cities"), f"{HEAD},name\n", f"{HEAD}\n{GOOD}\n{GOOD}\n",
    f"{HEAD}\nA1\n", HEAD.replace(",", ";"), f"{HEAD}\n" + '"', f"{HEAD},status_as_of\n{GOOD},May",
    f"{HEAD},high_need\n{GOOD},maybe", f"{HEAD},status\n{GOOD},active",
    f"{HEAD}\n{GOOD}\n" + GOOD.replace("A1", "A2").replace("Oak", "Elm"),
    f"{HEAD},sector\n{GOOD},nonprofit", b"x" * (LARGEST + 1), HEAD.encode("utf-16"),
    f"{HEAD},\x00", f"{HEAD},".encode() + b"\xe9", f"{HEAD}\n{GOOD}".encode() + b"\xe9",
]  # fmt: skip


@pytest.mark.parametrize("text", SAID, ids=range(len(SAID)))
def test_what_is_wrong_is_said_in_the_readers_language(monkeypatch, text):
    monkeypatch.setattr("django.utils.translation._trans.gettext", lambda text: f"~{text}")
    monkeypatch.setattr("django.utils.translation._trans.ngettext", lambda one, many, n: "~line")

    parsed = {"grantees.csv": read(text)}
    checks.check(parsed, FOLLOWS)

    said = [problem.sentence for problem in parsed["grantees.csv"].problems]
    assert said
    assert [sentence for sentence in said if not sentence.startswith("~")] == []
