"""A page answers first: one sentence of its data before any table, in every room the same way."""

import re
from types import SimpleNamespace as Row

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from foundation import clock
from foundation.findings import of_page
from foundation.numbers import spelled, spelled_first
from foundation.paging import Page
from partnerships.models import Role
from tests.factories_around import BEFORE, room_of
from tests.factories_matching import OpenRoundFactory, facilitator
from tests.reading import settled

WHOLE, MORE, LATER = Page([Row()], "", True), Page([Row()], "mark", True), Page([Row()], "", False)
OPENS = {
    "partnership_list": "One partnership is under way.",
    "sessions_app:changes": "Nothing has changed since the pattern was put in place.",
    "sessions_app:ratings": "Nobody was asked yet.",
    "insights:lessons": "No lesson stands here yet.",
    "partnerships:boundaries": "One kind of material may travel, and none is closed.",
    "matching:motives": "Nothing is kept here about why they come.",
}
OF_PROGRAM = {
    "partnerships:programs": (Role.FACILITATION_LEAD, "One program has an open round."),
    "partnerships:roles": (Role.ADMINISTRATOR, "Nobody holds the role “Facilitator” yet."),
    "matching:referrals": (Role.FACILITATION_LEAD, "Nobody can be named yet."),
    "matching:arrivals": (Role.FACILITATION_LEAD, "Nobody is waiting."),
    "matching:ours": (Role.FACILITATION_LEAD, "No form of yours is here yet."),
}
OF_NO_PROGRAM = ("partnerships:programs", "matching:arrivals", "matching:ours")


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    return room_of()


def opening(page):
    """Return the sentence that `page` (HTML) opens with, or ""."""
    found = re.search(r'<p class="lead"><b dir="auto">(.*?)</b>', page, re.DOTALL)
    return found[1] if found else ""


def test_small_numbers_are_words():
    assert [spelled_first(3), spelled(3), spelled_first(12)] == ["Three", "three", "12"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (WHOLE, "One waits."),
        (MORE, "One waits. Counted on this page alone."),
        (LATER, "One waits. Counted on this page alone."),
    ],
)
def test_a_longer_list_says_that_one_page_is_counted(page, said):
    assert of_page(page, "One waits.") == said
    assert of_page(page, "") == ""


def test_the_frame_writes_it_before_the_lead_and_as_text():
    page = render_to_string("base.html", {"finding": "<b>One</b> waits."})

    assert opening(page) == "&lt;b&gt;One&lt;/b&gt; waits."
    assert '<p class="lead"></p>' in render_to_string("base.html", {})


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPENS)
def test_a_page_of_a_partnership_opens_with_its_answer(client, made, name):
    room, session = made
    about = {"partnership_list": [], "sessions_app:changes": [session.pk]}
    client.force_login(room.facilitator)

    page = client.get(reverse(name, args=about.get(name, [session.partnership_id])))

    assert opening(page.content.decode()).startswith(OPENS[name])


@pytest.mark.django_db
@pytest.mark.usefixtures("tests_day")
@pytest.mark.parametrize("name", OF_PROGRAM)
def test_a_page_of_a_program_opens_with_its_answer(client, name):
    role, said = OF_PROGRAM[name]
    program = OpenRoundFactory().program
    settled(client, facilitator(program, role))

    page = client.get(reverse(name, args=[] if name in OF_NO_PROGRAM else [program.pk]))

    assert opening(page.content.decode()) == said
