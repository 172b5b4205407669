"""The tempo of an organization beside the date of a promise: told in a sentence, never a wall."""

import json
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnerships.models import Organization, WorkbookSection
from partnerships.plan_text import SECTIONS
from sessions_app import patterns, tempo
from sessions_app.models import Action, BlockKind
from tests.factories_around import BEGINS, P, T, decide, held, load, promise, room_of, wrap
from tests.reading import as_, read, settled, words

pytestmark = pytest.mark.django_db
AFTER = BEGINS + timedelta(days=1)
TODAY = date(2027, 3, 19)
SOON = date(2027, 3, 28)


@pytest.fixture
def made():
    room, session = room_of(number=6)
    Organization.objects.filter(pk=room.organization(P).pk).update(days_to_decide=21)
    with time_machine.travel(AFTER, tick=False):
        yield room, load(session)


def path(name, obj):
    return reverse(f"sessions_app:{name}", args=[obj.pk])


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (SOON, "Lakeview usually needs 21 days to decide; this leaves 9."),
        (TODAY + timedelta(days=20), "Lakeview usually needs 21 days to decide; this leaves 20."),
        (TODAY + timedelta(days=21), ""),
        (TODAY - timedelta(days=3), "Lakeview usually needs 21 days to decide; this leaves 0."),
        ("2027-03-28", "Lakeview usually needs 21 days to decide; this leaves 9."),
        ("2027-02-31", ""), ("soon", ""), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_a_date_that_is_sooner_is_told(made, due, says):
    room, session = made

    assert tempo.sentence(session, room.implementer(P).pk, due, now=AFTER) == says


def test_who_has_not_said_it_and_the_facilitator_have_no_tempo(made):
    room, session = made

    for person in (room.implementer(T), room.facilitator):
        assert tempo.sentence(session, person.pk, SOON, now=AFTER) == ""
    assert tempo.around(session, now=AFTER)["usual"] == "Lakeview usually needs 21 days to decide."


def test_the_wrap_up_tells_it_beside_the_date_and_takes_the_date(made):
    room, session = made
    held(room, session)
    promise(session, room.implementer(P), due_on=SOON)
    promise(session, room.implementer(T), side=T, due_on=SOON)
    page = read(Client(), room.facilitator, path("wrapup", session))

    said = re.findall(r"<p class=\"small mt1\"[^>]*>([^<]*)</p>", page)
    assert sorted(said)[3:] == ["Lakeview usually needs 21 days to decide; this leaves 9."]
    known = json.loads(re.search(r'id="tempo"[^>]*>(.*?)</script>', page)[1])
    assert {row["days"] for row in known.values()} == {21}
    assert set(known) == {str(room.implementer(P).pk), str(room.decider(P).pk)}


def test_notes_without_a_decision_say_so_and_with_one_do_not(made):
    room, session = made
    held(room, session)
    wrap(room, session)
    without = read(Client(), room.facilitator, path("notes", session))
    decide(session, "Cards in Spanish go out")

    after = read(Client(), room.facilitator, path("notes", session))

    assert ("Nothing was decided." in without, "Nothing was decided." in after) == (True, False)
    assert "Cards in Spanish go out" in after


def test_a_promise_added_to_the_notes_is_taken_and_told(made):
    room, session = made
    held(room, session)
    wrap(room, session)
    client = as_(room.implementer(T))
    given = {"text": "Ask the board", "owner": str(room.implementer(P).pk), "due_on": "2027-03-28"}
    page = client.post(path("promise", session), given, follow=True).content.decode()

    assert Action.objects.get().due_on == SOON
    assert "this leaves 9." in words(page)
    assert "Lakeview usually needs 21 days to decide." in words(page)


def test_the_live_page_knows_it_and_pages_cost_no_more(made, django_assert_max_num_queries):
    room, session = made
    held(room, session)
    client = settled(Client(), room.facilitator)
    for url in (path("live", session), path("wrapup", session)):
        with django_assert_max_num_queries(8):
            page = client.get(url).content.decode()
        assert "Lakeview usually needs 21 days to decide." in page


# -- listening before advice (domain 2.02) --------------------------------------------------------
def test_the_kickoff_workbook_opens_with_the_partner():
    sides = [ask.side for ask in SECTIONS.values() if ask.asked]

    assert sides == [P, P, T]
    assert list(SECTIONS)[0] == WorkbookSection.Key.CHALLENGE


def test_each_pattern_hears_the_partner_before_anybody_shares():
    for pattern in patterns.every():
        kinds = [block["kind"] for block in pattern.blocks]
        leads = [block.get("lead") for block in pattern.blocks]

        assert kinds[:2] == [BlockKind.WELCOME, BlockKind.UPDATE], pattern.key
        assert (leads[1], T in leads[:2]) == (P, False), pattern.key
