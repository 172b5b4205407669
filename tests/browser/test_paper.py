"""What a page is on paper: the words themselves, on as few sheets as they need."""

import datetime
import re

import pytest
from django.urls import reverse

from foundation import clock
from partnerships.models import Phase
from tests.browser import checks
from tests.factories_partnership import make_room
from tests.factories_sessions import make_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHEET = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def room():
    return make_room(phase=Phase.ACTIVE, signed=True)


@pytest.fixture
def session(room):
    day = (clock.now() + datetime.timedelta(days=10)).date()
    return make_session(room, number=6, local_date=day)


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
    return len(SHEET.findall(page.pdf(prefer_css_page_size=True)))


def test_an_agenda_prints_its_blocks_and_no_button(open_as, room, session):
    page = open_as(room.facilitator, "sessions_app:agenda", session.pk)

    blocks = page.locator(".block h3")
    assert blocks.count() == blocks.filter(visible=True).count() == session.agenda.blocks.count()
    assert page.locator("main button").filter(visible=True).count() == 0
    assert sheets(page) == 1
