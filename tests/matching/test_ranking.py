"""`rank_thought_partners`: everybody ranked for every initiative, and reasons that are stated."""

import csv
import io
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import files
from matching.ranking.score import Ranker, Told
from matching.ranking.ways import deep, further_on, same_kind, why
from partnerships.importing import parser

GRANTEES = [
    {
        "grantee_id": "g1", "name": "Beacon", "state": "MI", "contexts": "online;rural",
        "topics": "principal_residency;program_redesign",
        "activity": "Prepares principals on the job, with mentors and online coursework.",
    },
    {
        "grantee_id": "g1", "name": "Beacon", "state": "MI", "contexts": "rural",
        "topics": "principal_residency", "activity": "A second residency for rural principals.",
    },
    {
        "grantee_id": "g2", "name": "Writing Lab", "state": "OH", "contexts": "urban",
        "topics": "writing_instruction", "activity": "Summer institutes on teaching to write.",
    },
    {"grantee_id": "g3", "name": "", "state": "", "contexts": "", "topics": "", "activity": ""},
]  # fmt: skip
INITIATIVES = [
    {
        "initiative_row": "i1", "name": "Lakeview", "state": "MI", "stage": "designing",
        "initiative_title": "Principals learn on the job", "challenge": "Too little is practiced.",
        "designing_or_implementing": "Rebuilding courses around mentors.",
        "contexts": "rural;online", "topics": "principal_residency;program_redesign",
    },
    {"initiative_row": "i2", "initiative_title": "Teaching how to write"},
    {"initiative_row": "i3"},
]  # fmt: skip


def table(rows, **more):
    """Return a CSV file of `rows`, as bytes."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", **more)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def run(tmp_path):
    """Write the files, call the command, return what it wrote."""

    def call(grantees=GRANTEES, initiatives=INITIATIVES):
        for name, given_rows in (("grantees", grantees), ("initiatives", initiatives)):
            raw = given_rows if isinstance(given_rows, bytes) else table(given_rows)
            (tmp_path / f"{name}.csv").write_bytes(raw)
        call_command(
            "rank_thought_partners",
            thought_partners=tmp_path / "grantees.csv",
            initiatives=tmp_path / "initiatives.csv",
            out=tmp_path / "out.json",
            stdout=StringIO(),
        )
        return json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))

    return call


def order(found, row):
    (one,) = [each for each in found if each["initiative_row"] == row]
    return [each["grantee_id"] for each in one["ranking"]]


def test_everybody_is_ranked_for_every_initiative_with_reasons(run):
    found = run()

    assert [each["initiative_row"] for each in found] == ["i1", "i2", "i3"]
    assert [sorted(order(found, row)) for row in ("i1", "i2", "i3")] == [["g1", "g2", "g3"]] * 3
    assert found[0]["ranking"][0] == {
        "grantee_id": "g1",
        "score": 2.55,
        "mode": "B",
        "reasons": [
            "Both work here: “Online or hybrid” and “Rural”. It has run its work; the initiative"
            " is at the stage “designing”.",
            "Both are about: “Principal residencies” and “Redesign of a preparation program”.",
            "2 of its awards or roles were for: “Principal residencies”.",
            "Both texts speak of: principals, mentors.",
            "Practical, not alignment: both are in MI.",
        ],
        "against": [],
        "unknown": [],
    }


def test_what_nobody_stated_is_unknown_and_asked(run):
    last = run()[0]["ranking"][-1]

    assert last == {
        "grantee_id": "g3",
        "score": 0.0,
        "mode": "unknown",
        "reasons": ["Too little is stated to say."],
        "against": [],
        "unknown": ["What has g3 run, and on which topics?", "In which settings has g3 worked?"],
    }


def test_what_speaks_against_is_said(run):
    (other,) = [each for each in run()[0]["ranking"] if each["grantee_id"] == "g2"]

    assert (other["mode"], other["reasons"]) == ("none", ["Nothing that is stated speaks for it."])
    assert other["against"] == [
        "It was awarded for other topics: “Teaching of writing”.",
        "It is not stated to have worked here: “Online or hybrid” and “Rural”.",
    ]


def test_without_topics_the_words_still_find_it(run):
    assert order(run(), "i2")[0] == "g2"


def test_topics_that_are_not_stated_are_read_from_the_words_for_the_order_only():
    ranker = Ranker([SHARES], VOCABULARY)
    asked = Told(key="i", name="", text="Residencies for aspiring school leaders")

    assert "principal_residency" in ranker.likely_topics(asked.text)
    assert ranker.parts(asked)[0].topics > 0
    assert same_kind(asked, SHARES, VOCABULARY).level is None


def test_an_empty_initiative_ranks_by_key(run):
    assert order(run(), "i3") == ["g1", "g2", "g3"]


def test_words_that_are_not_in_the_vocabulary_are_compared_as_they_stand(run):
    odd = [{**row, "topics": f"{row['topics']};Quantum  Teaching"} for row in GRANTEES[:1]]
    asked = [{"initiative_row": "i1", "topics": "quantum-teaching", "contexts": "moon"}]

    (found,) = run(odd + GRANTEES[2:], asked)

    assert found["ranking"][0]["grantee_id"] == "g1"
    assert found["ranking"][0]["reasons"] == ["Both are about: “quantum teaching”."]


def test_a_stage_that_nobody_knows_is_unknown(run):
    found = run(initiatives=[{**INITIATIVES[0], "stage": "Dreaming"}])

    assert found[0]["ranking"][0]["unknown"] == ["At which stage is the initiative?"]


def test_marks_quotes_and_other_scripts_are_read(run):
    asked = [
        {**INITIATIVES[0], "name": 'مدرسة, "Nord"\nÉcole', "challenge": "Über Schulleiter 校長"}
    ]

    found = run(initiatives=b"\xef\xbb\xbf" + table(asked, quoting=csv.QUOTE_ALL))

    assert order(found, "i1")[0] == "g1"


def test_what_looks_like_a_formula_stays_text(run):
    found = run([{**GRANTEES[0], "grantee_id": "=1+1", "name": "=cmd()"}], INITIATIVES[:1])

    assert order(found, "i1") == ["=1+1"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"grantees": b""}, "grantees.csv, line 1, grantee_id: the column is missing"),
        (
            {"grantees": b"id,name\n1,a\n"},
            "grantees.csv, line 1, grantee_id: the column is missing",
        ),
        (
            {"initiatives": b"row\n1\n"},
            "initiatives.csv, line 1, initiative_row: the column is missing",
        ),
        ({"grantees": b"grantee_id\n \n\t\n"}, ""),
        (
            {"grantees": b"grantee_id,name\n,Beacon\n"},
            "grantees.csv, line 2, grantee_id: it is empty",
        ),
        (
            {"initiatives": b"initiative_row\ni1\ni1\n"},
            "initiatives.csv, line 3, initiative_row: “i1” stands in line 2 already",
        ),
        (
            {"grantees": table(GRANTEES) + b"g4,a\n"},
            "grantees.csv, line 6: the line has 2 values, the heading 6",
        ),
        (
            {"grantees": table(GRANTEES).decode().encode("utf-16")},
            "grantees.csv, line 1: the file is UTF-16; save it as “CSV UTF-8” and try again",
        ),
        (
            {"grantees": b"grantee_id,name\ng1,Jos\xe9\n"},
            "grantees.csv, line 2, name: it is not UTF-8 text; save the file as “CSV UTF-8”",
        ),
    ],
)
def test_files_that_cannot_be_read_are_told(run, tmp_path, given, sentence):
    if not sentence:
        assert run(**given) == [
            {"initiative_row": row, "ranking": []} for row in ("i1", "i2", "i3")
        ]
        return

    with pytest.raises(CommandError) as error:
        run(**given)

    assert (str(error.value), error.value.returncode) == (sentence, 1)
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_is_too_large_is_not_read(run, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 20)

    with pytest.raises(CommandError, match=r"grantees\.csv, line 1: the file is larger than 40 MB"):
        run()
    assert parser.LARGEST == 40_000_000


def test_a_file_that_is_not_there_is_told(tmp_path):
    missing = tmp_path / "none.csv"

    with pytest.raises(CommandError, match=r"none\.csv: No such file or directory\."):
        call_command(
            "rank_thought_partners", thought_partners=missing, initiatives=missing, out=missing
        )


TOPICS = ["principal_residency", "principal_prep_dev", "writing_instruction", "made_up"]
WORDS = st.lists(
    st.sampled_from(["mentor", "Schule", "校長", "مدرسة", "writing", "rural", "🙂"]), max_size=6
)


@st.composite
def told(draw, prefix):
    return [
        Told(
            key=f"{prefix}{n}",
            name=draw(st.text(max_size=5)),
            text=" ".join(draw(WORDS)),
            topics=frozenset(draw(st.sets(st.sampled_from(TOPICS)))),
            settings=frozenset(draw(st.sets(st.sampled_from(["rural", "urban", "national"])))),
            state=draw(st.sampled_from(["", "MI", "OH"])),
            stage=draw(st.sampled_from(["", "designing", "implementing"])),
            awards=1,
            times=dict.fromkeys(draw(st.sets(st.sampled_from(TOPICS))), 2),
        )
        for n in range(draw(st.integers(1, 6)))
    ]


@given(told("g"), told("i"), st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_the_order_of_lines_says_nothing_and_nobody_is_left_out(known, asked, dice):
    vocabulary = files.vocabulary()
    one = Ranker(known, vocabulary)
    other = Ranker(dice.sample(known, len(known)), vocabulary)

    for each in asked:
        ranked = one.rank(each)
        assert ranked == other.rank(each)
        assert {found.key for found, _ in ranked} == {found.key for found in known}
        assert [score for _, score in ranked] == sorted((s for _, s in ranked), reverse=True)
        for found, _ in ranked:
            told_why = why(each, found, vocabulary)
            assert told_why.mode in {"A", "B", "C", "none", "unknown"}
            assert all(line.endswith((".", "?")) for line in told_why.reasons + told_why.unknown)
            assert told_why.reasons


VOCABULARY = files.vocabulary()
SHARES = Told(
    key="g", name="Beacon", text="", topics=frozenset({"principal_residency"}),
    settings=frozenset({"rural", "national"}), awards=1, times={"principal_residency": 1},
)  # fmt: skip


def asks(topics="principal_residency", settings="rural", stage="designing"):
    return Told(
        key="i", name="", text="", topics=frozenset(topics.split()), stage=stage,
        settings=frozenset(settings.split()),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("initiative", "level"),
    [
        (asks(), 2),  # one setting, and it is at most two stages behind
        (asks(stage="exploring"), 1),
        (asks(stage="implementing"), 0),  # nothing stated puts the thought partner further on
        (asks(stage="refining"), 0),
        (asks(stage="redesigning"), 2),  # it designs again
        (asks(settings="urban"), 0),
        (asks(settings="national"), 0),  # how wide is no setting in common
        (asks(topics="writing_instruction"), 0),  # not a like initiative
        (asks(stage=""), None),
        (asks(settings=""), None),
        (asks(topics=""), None),
    ],
)
def test_further_on_needs_a_like_setting_and_a_later_stage(initiative, level):
    assert further_on(initiative, SHARES, VOCABULARY).level == level


@pytest.mark.parametrize(
    ("topics", "level"),
    [
        ("principal_residency", 3),
        ("principal_residency writing_instruction", 2),
        ("principal_prep_dev", 1),  # it lies in it
        ("principal_pipeline", 1),  # beside it
        ("writing_instruction", 0),
        ("", None),
    ],
)
def test_the_same_kind_is_by_topics_with_their_parents(topics, level):
    assert same_kind(asks(topics=topics), SHARES, VOCABULARY).level == level


@pytest.mark.parametrize(("times", "level"), [(1, 0), (2, 2), (3, 3), (5, 3)])
def test_deep_is_more_than_one_award_on_the_topic(times, level):
    other = Told(key="g", name="", text="", times={"principal_residency": times})

    assert deep(asks(), other, VOCABULARY).level == level
