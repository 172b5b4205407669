"""What a page is on paper: the words themselves, on as few sheets as they need."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from partnerships.models import Phase, Side
from sessions_app.models import Action
from tests.browser import checks
from tests.factories import NOW
from tests.factories_partnership import make_room
from tests.factories_sessions import ahead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE, signed=True)


@pytest.fixture
def session(room):
    return ahead(room)


@pytest.fixture
def open_as(page, live_server):
    """Open a page as a person, as it is printed."""

    def opened(user, name, *about, **more):
        checks.sign_in(page, live_server, user)
        page.goto(live_server.url + reverse(name, args=about, **more))
        page.emulate_media(media="print")
        return page

    return opened


def sheets(page) -> int:
    """Return how many sheets of Letter the page prints on."""
    return len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def test_an_agenda_prints_its_blocks_and_no_button(open_as, room, session):
    page = open_as(room.facilitator, "sessions_app:agenda", session.pk)

    blocks = page.locator(".block h3")
    assert blocks.count() == blocks.filter(visible=True).count() == session.agenda.blocks.count()
    assert page.locator("main button").filter(visible=True).count() == 0
    assert sheets(page) == 1


def test_a_pack_with_much_to_bring_prints_on_one_sheet(open_as, room, session):
    for number in range(12):
        Action.objects.create(
            session=session, partnership=room.partnership, created_at=NOW, changed_at=NOW,
            text=f"Promise {number}: " + "the draft of the routine, " * 4,
            owner=room.facilitator, side=Side.PARTNER, due_on=session.local_date,
        )  # fmt: skip
    for block in session.agenda.blocks.all():
        block.text = "What happened since, and what that asks of both sides. " * 3
        block.save()

    page = open_as(room.facilitator, "sessions_app:pack", session.pk)

    assert page.get_by_text("Promise 11").is_visible()
    assert sheets(page) == 1


def test_a_participant_prints_no_word_that_opens_something(open_as, room, session):
    page = open_as(room.implementer(Side.PARTNER), "sessions_app:session", session.pk)

    assert page.locator("summary").filter(visible=True).count() == 0
    assert sheets(page) == 1


def test_a_workbook_parts_between_its_sections_alone(open_as, room):
    page = open_as(room.facilitator, "kickoff_print", room.partnership.pk)

    breaks = "all => [...new Set(all.map(one => getComputedStyle(one).breakInside))]"
    assert page.locator(".sheet").evaluate_all(breaks) == ["auto"]
    assert page.locator(".sheet > section").evaluate_all(breaks) == ["avoid"]
