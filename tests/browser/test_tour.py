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


def test_six_presses_follow_one_partnership_across_roles(live_server, page):
    program.advance(clock.now(), only=("lakeview",))
    page.goto(live_server.url + reverse("demo:people"))
    page.get_by_role("link", name="Tour").click()
    checks.whole(page)

    for number, step in enumerate(tour.STEPS, 1):
        press(page, live_server, number)

        assert page.locator(".people [aria-current]").inner_text() == step.person.label
        words = page.locator("main").inner_text()
        assert THERE[number] in words, number
        assert NEVER_THERE.get(number, "-- none --") not in words
    nobody_else_reads(page, live_server, page.url)


def press(page, live_server, number):
    page.goto(live_server.url + reverse("demo:tour"))
    page.locator(".tour button").nth(number - 1).click()


def nobody_else_reads(page, live_server, said_apart):
    """What was said apart opens for the person of the last step alone."""
    for number in (2, 3, 4, 5):
        press(page, live_server, number)
        page.goto(said_apart)
        assert ANSWERED not in page.content()


def test_the_page_says_what_the_document_says():
    told = (checks.settings.BASE_DIR / "docs" / "tour.md").read_text(encoding="utf-8").lower()

    assert [step.title for step in tour.STEPS if str(step.title).lower() not in told] == []
