"""What shows a level, for readers alone; a gap closed item by item, with its note."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.errors import Refused
from matching.models import Evidence, Talk
from matching.services import hands, readings
from tests import factories_matching as make
from tests.factories import NOW, TODAY, UserFactory

pytestmark = pytest.mark.django_db
WORDS = {"kind": "words", "words": "They showed the survey.", "url": "", "document": ""}


def board(form):
    return reverse("matching:board", args=["applications", form.pk])


def add(reading, item="R5", **said):
    return reverse("matching:evidence", args=[reading.pk, item]), {**WORDS, **said}


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({}, 302),
        ({"kind": "link", "url": "elm.example/survey"}, 302),
        ({"kind": "link"}, 422),
        ({"kind": "document", "document": "Exit survey 2026.pdf"}, 302),
        ({"kind": "document"}, 422),
        ({"kind": ""}, 422),
        ({"kind": "words", "url": "not an address"}, 302),
        ({"words": ""}, 422),
    ],
    ids=["words", "link", "link without", "document", "document without", "none", "stray", "empty"],
)
def test_evidence_is_words_a_page_or_a_documents_name(client, said, status):
    form = make.answered()
    client.force_login(make.fresh(form.facilitator))

    answer = client.post(*add(make.first(form), **said))

    assert (answer.status_code, Evidence.objects.count()) == (status, int(status == 302))


def test_the_reader_finds_it_under_its_item_and_the_organization_never(client):
    form = make.read()
    reading = make.first(form)
    hands.add_evidence(
        reading=reading, item="R5", kind="link", words="CANARY-SHOWN",
        url="https://elm.example/CANARY", document="", now=NOW,
    )  # fmt: skip
    client.force_login(make.fresh(form.facilitator))

    shown = text(client.get(board(form)))

    assert ("CANARY-SHOWN" in shown, "https://elm.example/CANARY" in shown) == (True, True)
    client.force_login(make.member(form.organization))
    pages = [form.get_absolute_url(), reverse("matching:nine", args=["applications", form.pk])]
    assert [p for p in pages if "CANARY" in text(client.get(p))] == []
    assert client.get(board(form)).status_code == client.get(add(reading)[0]).status_code == 404


def test_the_second_reader_sees_it_once_both_have_finished(client):
    form = make.read()
    hands.add_evidence(reading=make.first(form), item="R5", now=NOW, **WORDS)
    second = make.second(form, {"R5": 3}, finish=False)
    client.force_login(make.fresh(second.reader))
    blind = text(client.get(board(form)))

    make.rate(second, make.PREPARE)

    assert "They showed the survey." not in blind
    assert "They showed the survey." in text(client.get(board(form)))


def test_nobody_adds_to_anothers_reading_nor_to_an_item_that_is_none(client):
    form = make.read()
    second = make.second(form, make.PREPARE)
    client.force_login(make.fresh(second.reader))

    theirs = client.post(*add(make.first(form))).status_code
    none = client.post(*add(second, item="R99")).status_code

    assert (theirs, none, Evidence.objects.count()) == (403, 404, 0)


@pytest.mark.parametrize(
    "broken", [{"kind": "link"}, {"kind": "document"}, {"url": "https://x.example"}]
)
def test_the_database_refuses_evidence_of_no_kind(broken):
    reading = make.first(make.answered())
    made = hands.add_evidence(reading=reading, item="R5", now=NOW, **WORDS)

    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=made.pk).update(**broken)


@pytest.mark.parametrize("count", [1, 12])
def test_the_board_stays_within_eight(client, count, django_assert_max_num_queries):
    form = make.read()
    for n in range(count):
        said = {**WORDS, "words": f"Shown {n}"}
        hands.add_evidence(reading=make.first(form), item="R5", now=NOW, **said)
    client.force_login(make.fresh(form.facilitator))
    client.get(board(form))

    with django_assert_max_num_queries(8):
        client.get(board(form))


# -- a gap of two levels ---------------------------------------------------------------------------
APART = {**make.PREPARE, "R8": 4, "R6": 1}


def test_a_gap_stays_open_until_its_own_note_is_written(client):
    form = make.read()
    make.second(form, APART)
    assert form.apart == ["R6", "R8"]
    client.force_login(make.fresh(form.facilitator))
    page = reverse("matching:talk", args=["applications", form.pk])
    who = {"present": "The two readers", "held_on": "2026-03-05"}

    nothing = client.post(page, {**who, "note_R6": " ", "note_R8": ""})
    first = client.post(page, {**who, "note_R8": "The board takes ninety days.", "note_R6": ""})
    form.refresh_from_db()
    half = list(form.apart)
    client.post(page, {**who, "note_R6": "Both saw one talk too few."})
    form.refresh_from_db()

    assert (nothing.status_code, first.status_code) == (422, 302)
    assert (half, form.apart) == (["R6"], [])
    kept = Talk.objects.order_by("item").values_list("item", "words", "present", "gaps")
    assert list(kept) == [
        ("R6", "Both saw one talk too few.", "The two readers", {"R6": [3, 1]}),
        ("R8", "The board takes ninety days.", "The two readers", {"R8": [2, 4]}),
    ]
    shown = text(client.get(board(form)))
    assert "what was agreed. The two readers, Thursday 5 March" in shown


def test_a_note_of_an_item_without_a_gap_closes_nothing():
    form = make.read()
    make.second(form, APART)

    with pytest.raises(Refused):
        make.talk(form, R1="Nothing to say.")

    form.refresh_from_db()
    assert form.apart == ["R6", "R8"]


def test_the_database_refuses_a_talk_without_its_note():
    form = make.read()
    made = Talk(
        application=form, item="R6", gaps={}, words="", present="x", held_on=TODAY,
        by=UserFactory(), at=NOW,
    )  # fmt: skip

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def test_levels_stay_as_they_were_after_the_talk():
    form = make.read()
    make.second(form, APART)

    make.talk(form, R6="Agreed.", R8="Agreed.")

    assert readings._levels_of_both(form) == (make.PREPARE, APART)
