"""The tour, pressed through: each press shows what it promises and not what it keeps back."""

import pytest
from django.urls import reverse

from demo import tour
from demo.simulator import program
from foundation import clock
from tests.browser import checks

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(400),
]  # fmt: skip
DECIDED = "Lakeview uses the ten-word cards, in English and Spanish"
ANSWERED = "The month is short, and the hour and a half is worth it."
THERE = {  # by step, from 1
    1: "Your partnership", 2: "Three short answers", 3: "Choose one feedback routine",
    4: "Read a brief and sign", 5: "Lakeview and Beacon", 6: "Lakeview and Beacon",
}  # fmt: skip
NEVER_THERE = {2: DECIDED, 3: ANSWERED, 4: ANSWERED, 5: DECIDED}


@pytest.fixture
def _played():
    program.advance(clock.now(), only=("lakeview",))


@pytest.mark.usefixtures("_played")
def test_six_presses_follow_one_partnership_across_roles(live_server, page):
    page.goto(live_server.url + reverse("demo:people"))
    page.get_by_role("link", name="Tour").click()
    checks.whole(page)

    for number, step in enumerate(tour.STEPS, 1):
        page.goto(live_server.url + reverse("demo:tour"))
        page.locator(".tour button").nth(number - 1).click()

        assert page.locator(".people [aria-current]").inner_text() == step.person.label
        words = page.locator("main").inner_text()
        assert THERE[number] in words, number
        assert NEVER_THERE.get(number, "-- none --") not in words


@pytest.mark.usefixtures("_played")
def test_what_was_said_apart_opens_for_one_person(live_server, page):
    page.goto(live_server.url + reverse("demo:tour"))
    page.locator(".tour button").nth(5).click()
    address = page.url

    for number in (1, 2, 3, 4):
        page.goto(live_server.url + reverse("demo:tour"))
        page.locator(".tour button").nth(number).click()
        page.goto(address)
        assert ANSWERED not in page.content()


def test_the_page_says_what_the_document_says():
    told = (checks.settings.BASE_DIR / "docs" / "tour.md").read_text(encoding="utf-8").lower()

    assert [step.title for step in tour.STEPS if str(step.title).lower() not in told] == []
