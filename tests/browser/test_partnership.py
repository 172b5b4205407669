"""The partnership's pages in a browser: whole for eyes, keyboard and phone, and two presses."""

import pytest
from django.urls import reverse

from foundation import clock
from partnerships.models import Charter, SharingBoundary, Side
from tests.browser import checks
from tests.factories import NOW
from tests.factories_partnership import SharingBoundaryFactory, make_room, sign_both

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
P, T = Side.PARTNER, Side.THOUGHT_PARTNER
LONG = "Verylongwordwithoutanyspace" * 6
RIGHT_TO_LEFT = "שיחה על מה שלא עבד"


@pytest.fixture
def room():
    made = make_room(decided=False, purpose=f"Feedback in the lesson {RIGHT_TO_LEFT}")
    Charter.objects.update(norms=f"{LONG}\n{RIGHT_TO_LEFT}", benefit_partner=RIGHT_TO_LEFT)
    SharingBoundaryFactory(
        partnership=made.partnership, organization=made.organization(T), material=LONG, level=0
    )
    return made


def go(page, live_server, room, name, *more):
    address = (
        reverse("partnership", args=[room.partnership.pk])
        if name == "front"
        else reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])
    )
    page.goto(f"{live_server.url}{address}")


def test_the_pages_are_whole(live_server, page, room):
    checks.sign_in(page, live_server, room.decider(T))
    for name in ("front", "charter", "boundaries", "roster", "benefit", "charter_edit"):
        go(page, live_server, room, name)
        checks.whole(page)
        for width in (1280, 360):
            checks.picture(page, f"partnership-{name}", width)
    page.goto(f"{live_server.url}{reverse('partnership_list')}")
    checks.whole(page)


def test_the_facilitators_pages_are_whole(live_server, page, room):
    checks.sign_in(page, live_server, room.facilitator)
    entry = room.people[P, "decider"].pk
    for name, more in [
        ("front", []), ("person_add", [P]), ("person_change", [entry]), ("person_remove", [entry]),
        ("pause", []), ("hand_over", []), ("sentence", []),
    ]:  # fmt: skip
        go(page, live_server, room, name, *more)
        checks.axe(page)
        checks.outline(page)
        checks.reflow(page)


def test_from_the_front_page_a_decider_keeps_the_list_and_signs(live_server, page, room):
    checks.sign_in(page, live_server, room.decider(T))
    go(page, live_server, room, "front")

    page.get_by_role("link", name="Look over the list").click()
    page.get_by_role("button", name="These are right for us").click()
    page.get_by_role("link", name="Read the charter").first.click()
    page.get_by_role("button", name="Sign for Beacon").click()

    page.get_by_text("Signed, with your name").wait_for()
    assert SharingBoundary.objects.filter(decided_at=None).count() == 0
    go(page, live_server, room, "charter")
    assert page.locator("h1").inner_text() == "Beacon has signed. Lakeview has not yet."


def test_a_signed_charter_shows_what_an_edit_changed(live_server, page, room):
    SharingBoundary.objects.update(decided_at=NOW, decided_by=room.decider(T))
    sign_both(room, now=clock.now())  # the page edits by the real clock
    checks.sign_in(page, live_server, room.implementer(P))
    go(page, live_server, room, "charter_edit")
    page.get_by_label("What this is", exact=True).fill("Two questions a month.")
    page.get_by_role("button", name="Keep these words").click()

    page.get_by_role("heading", name="Both sides sign again").wait_for()
    assert page.locator("ins").inner_text() == "Two questions a month."
    checks.axe(page)
    checks.picture(page, "partnership-charter-changed")
