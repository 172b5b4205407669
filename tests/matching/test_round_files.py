"""`solve_round`: what its files may hold, and the sentence for each that may not."""

import codecs
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matching.solving import files, tables

PAIRS = "partner,thought_partner,score\na,x,9\na,y,4\nb,x,5\n"
CAPACITIES = "thought_partner,places\nx,1\ny,1\n"


@pytest.fixture
def run(tmp_path):
    """Write the files, call the command, return its report."""

    def call(pairs=PAIRS, capacities=CAPACITIES, pins=None, **options):
        given = {"pairs": pairs, "capacities": capacities, "pins": pins}
        for name, text in given.items():
            if text is not None:
                raw = text if isinstance(text, bytes) else text.encode()
                (tmp_path / f"{name}.csv").write_bytes(raw)
                options[name] = tmp_path / f"{name}.csv"
        options.setdefault("out", tmp_path / "out.json")
        call_command("solve_round", stdout=StringIO(), **options)
        return json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))

    return call


def refused(run, **given):
    with pytest.raises(CommandError) as error:
        run(**given)
    assert error.value.returncode == 1
    return str(error.value)


def pairs_of(report, key="proposal"):
    return [(row["partner"], row["thought_partner"], row["score"]) for row in report[key]]


def test_the_report_says_everything_of_a_round(run):
    assert run() == {
        "version": "1",
        "round": {"partners": 2, "thought_partners": 2, "places": 2, "pairs": 3, "pins": 0},
        "proposal": [
            {"partner": "a", "thought_partner": "y", "score": 4, "pinned": False},
            {"partner": "b", "thought_partner": "x", "score": 5, "pinned": False},
        ],
        "not_served": [],
        "tightest": None,
        "compared": {
            "fair": figures(2, 9, 4, blocking=1),
            "best_total": figures(2, 9, 4, blocking=1),
            "stable": figures(1, 9, 9, blocking=0),
            "greedy": figures(1, 9, 9, blocking=0),
        },
        "stable": [{"partner": "a", "thought_partner": "x", "score": 9, "pinned": False}],
    }


def figures(served, total, weakest, *, blocking):
    return {
        "served": served, "total": total, "weakest": weakest, "fifth_percentile": weakest,
        "blocking_pairs": blocking,
    }  # fmt: skip


def test_the_same_files_give_the_same_bytes_whatever_the_order_of_lines(run, tmp_path):
    run()
    once = (tmp_path / "out.json").read_bytes()
    heading, *lines = PAIRS.splitlines()

    run(pairs="\n".join([heading, *reversed(lines)]) + "\n")

    assert (tmp_path / "out.json").read_bytes() == once


def test_marks_quotes_spaces_and_empty_lines_are_read(run):
    pairs = '\ufeffpartner , thought_partner,score,note\r\n"a, Inc.", x ,9,"two\nlines"\r\n\r\n'
    report = run(pairs=pairs, capacities="\ufeffthought_partner,capacity\r\n\r\nx,1\r\n")

    assert pairs_of(report) == [("a, Inc.", "x", 9)]


def test_an_id_with_and_without_spaces_is_one(run):
    report = run(pairs="partner,thought_partner,score\na,x,3\n a ,y,5\n")

    assert report["round"]["partners"] == 1
    assert pairs_of(report) == [("a", "y", 5)]


def test_what_looks_like_a_formula_stays_text(run):
    odd = '=HYPERLINK("http://a.example")'
    quoted = odd.replace('"', '""')

    report = run(pairs=f'partner,thought_partner,score\n"{quoted}",x,3\n')

    assert pairs_of(report) == [(odd, "x", 3)]


def test_fit_and_benefit_count_by_the_weaker(run):
    report = run(pairs="partner,thought_partner,fit,benefit\na,x,9,1\na,y,5,5\n")

    assert pairs_of(report) == [("a", "y", 5)]
    assert pairs_of(report, "stable") == [("a", "x", 1)]


def test_a_score_of_nothing_is_a_score(run):
    report = run(pairs="partner,thought_partner,score\na,x,0\n")

    assert pairs_of(report) == [("a", "x", 0)]


def test_a_round_without_pairs_is_an_answer(run):
    report = run(pairs="partner,thought_partner,score\n")

    assert (report["proposal"], report["not_served"]) == ([], [])


def test_pins_and_vetoes_are_kept(run):
    report = run(pins="partner,thought_partner,kind\na,x,pin\n")
    assert [(row["partner"], row["pinned"]) for row in report["proposal"]] == [("a", True)]

    report = run(pins="partner,thought_partner,kind\na,y,veto\na,x,Veto\n")
    assert pairs_of(report) == [("b", "x", 5)]

    report = run(pins="partner,thought_partner\na,y\n")
    assert pairs_of(report) == [("a", "y", 4), ("b", "x", 5)]


def test_a_limit_speaks_of_any_column(run):
    pairs = "partner,thought_partner,score,state\na,x,9,MI\nb,x,5,MI\nc,x,1,OH\n"
    capacities = "thought_partner,places\nx,3\n"

    report = run(pairs=pairs, capacities=capacities, group="state", most_of_a_group=1)

    assert pairs_of(report) == [("a", "x", 9), ("c", "x", 1)]
    assert report["tightest"] == {
        "partners": ["a", "b"], "thought_partners": ["x"], "places": 0, "facilitators": [],
        "groups": [{"thought_partner": "x", "group": "MI", "most": 1}], "short_by": 1,
    }  # fmt: skip


def test_what_a_facilitator_carries_is_read(run):
    capacities = "thought_partner,places,facilitator,load\nx,1,Ann,1\ny,1,Ann,\n"

    report = run(capacities=capacities)

    assert pairs_of(report) == [("a", "x", 9)]
    assert report["tightest"]["facilitators"] == [{"facilitator": "Ann", "load": 1}]


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ("", "pairs.csv, line 1: missing columns: partner, thought_partner."),
        ("\n\n", "pairs.csv, line 1: missing columns: partner, thought_partner."),
        (
            "partner;thought_partner;score\na;x;1\n",
            "pairs.csv, line 1: missing columns: partner, thought_partner; set commas between.",
        ),
        (
            "partner,thought_partner\na,x\n",
            "pairs.csv, line 1: missing columns: score (or fit and benefit).",
        ),
        (
            "partner,thought_partner,score,score\na,x,1,2\n",
            "pairs.csv, line 1: the column score stands there twice.",
        ),
        (PAIRS + "c,x,abc\n", "pairs.csv, line 5: score: “abc” is no number of 0 or more."),
        (PAIRS + "c,x,=1+1\n", "pairs.csv, line 5: score: “=1+1” is no number of 0 or more."),
        (PAIRS + "c,x,-1\n", "pairs.csv, line 5: score: “-1” is no number of 0 or more."),
        (PAIRS + "c,x,nan\n", "pairs.csv, line 5: score: “nan” is no number of 0 or more."),
        (PAIRS + "c,x,inf\n", "pairs.csv, line 5: score: “inf” is no number of 0 or more."),
        (PAIRS + "c,x,1_0\n", "pairs.csv, line 5: score: “1_0” is no number of 0 or more."),
        (PAIRS + "c,x,\n", "pairs.csv, line 5: score: “” is no number of 0 or more."),
        (PAIRS + "\nc,x\n", "pairs.csv, line 6: the line has 2 values, the heading 3."),
        (PAIRS + " ,x,1\n", "pairs.csv, line 5: a line names a partner and a thought partner."),
        (PAIRS + "a,x,1\n", "The pair a and x is given twice."),
        (
            PAIRS + 'c,"x,1\n',
            "pairs.csv, line 5: it cannot be read (unexpected end of data);"
            " look for a missing quotation mark.",
        ),
        (
            PAIRS.encode("utf-16"),
            "pairs.csv, line 1: it is not UTF-8 text; save the file as “CSV UTF-8”.",
        ),
        (
            (PAIRS + "c,José,").encode() + "José,1\n".encode("latin-1"),
            "pairs.csv, line 5: it is not UTF-8 text; save the file as “CSV UTF-8”.",
        ),
        (
            "partner,thought_partner,score\na,x,20000000000\n",
            "A score is at most 1,000,000,000 when it has 0 decimals.",
        ),
    ],
)
def test_pairs_that_cannot_be_read_are_told(run, tmp_path, pairs, sentence):
    assert refused(run, pairs=pairs) == sentence
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("capacities", "sentence"),
    [
        ("thought_partner\nx\n", "capacities.csv, line 1: missing columns: places."),
        (
            "thought_partner,places\nx,two\n",
            "capacities.csv, line 2: places: “two” is no whole number of 0 or more.",
        ),
        (
            "thought_partner,places\nx,1\nx,2\n",
            "capacities.csv, line 3: “x” is empty or there twice.",
        ),
        (
            "thought_partner,places,facilitator,load\nx,1,Ann,2\ny,1,Ann,3\n",
            "capacities.csv, line 3: Ann carries 2 elsewhere and 3 here.",
        ),
        (
            "thought_partner,places\nx,1,1\n",
            "capacities.csv, line 2: the line has 3 values, the heading 2.",
        ),
        (
            codecs.BOM_UTF16_BE + CAPACITIES.encode("utf-16-be"),
            "capacities.csv, line 1: it is not UTF-8 text; save the file as “CSV UTF-8”.",
        ),
    ],
)
def test_capacities_that_cannot_be_read_are_told(run, capacities, sentence):
    assert refused(run, capacities=capacities) == sentence


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("a,x,pin\na,y,pin", "a is pinned to x and to y; one pin a partner."),
        ("a,y,pin\na,y,veto", "a and y are both pinned and vetoed."),
        ("b,y,pin", "b is pinned to y, but the pair has no score."),
        ("q,x,pin", "pins.csv: q is in no pair."),
        ("b,q,veto", "pins.csv: q is in no pair and has no places."),
        ("b,,pin", "pins.csv, line 2: a line has both ids, and a kind that is pin or veto."),
        ("b,x,maybe", "pins.csv, line 2: a line has both ids, and a kind that is pin or veto."),
    ],
)
def test_pins_that_contradict_are_told(run, lines, sentence):
    assert refused(run, pins=f"partner,thought_partner,kind\n{lines}\n") == sentence


def test_more_pins_than_places_are_told(run):
    pins = "partner,thought_partner\na,x\nb,x\n"

    assert refused(run, pins=pins) == "x has 1 places and 2 pins."


def test_a_limit_without_its_column_is_told(run):
    said = refused(run, most_of_a_group=1)

    assert said == "pairs.csv, line 1: missing columns: group."


def test_a_partner_of_two_groups_is_told(run):
    pairs = "partner,thought_partner,score,group\na,x,9,MI\na,y,4,OH\n"

    said = refused(run, pairs=pairs, most_of_a_group=1)

    assert said == "pairs.csv: a stands there with more than one group."


def test_a_file_that_is_too_large_is_not_read(run, monkeypatch):
    monkeypatch.setattr(tables, "LARGEST", 20)

    assert refused(run) == "pairs.csv is larger than 0 MB."


def test_more_pairs_than_fit_are_told(run, monkeypatch):
    monkeypatch.setattr(files, "MOST_PAIRS", 2)

    assert refused(run) == "pairs.csv has more than 2 pairs; leave out those that cannot be."


def test_a_file_that_is_not_there_is_told(tmp_path):
    missing = tmp_path / "none.csv"

    with pytest.raises(CommandError, match=r"none\.csv: No such file or directory\."):
        call_command("solve_round", pairs=missing, capacities=missing, out=tmp_path / "out.json")


def test_a_folder_that_is_not_there_is_told_and_nothing_is_half_written(run, tmp_path):
    with pytest.raises(CommandError, match=r"No such file or directory\."):
        run(out=tmp_path / "none" / "out.json")

    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".csv"] == []


@pytest.mark.parametrize("kind", ["folder", "pipe", "no name", "long name"])
def test_what_is_no_file_is_told_and_stays_as_it_is(run, tmp_path, kind):
    """A pipe or a device would be taken away to make room for the report."""
    path = tmp_path / "place"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = Path() if kind == "no name" else tmp_path / ("n" * 300)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(CommandError):
        run(out=path)

    after = [one for one in sorted(tmp_path.iterdir()) if one.suffix != ".csv"]
    assert after == before


def test_a_quotation_mark_far_down_changes_nothing(run):
    many = "".join(f"p{n},x,{n}\n" for n in range(9_000))
    heading = "partner,thought_partner,score\n"

    report = run(pairs=heading + many + '"a, Inc.",x,9999\n')
    assert pairs_of(report) == [("a, Inc.", "x", 9999)]

    said = refused(run, pairs=heading + many + '"a, Inc.",x,9999\n\nb,"x,1\n')
    assert said.startswith("pairs.csv, line 9004: it cannot be read (unexpected end of data)")
