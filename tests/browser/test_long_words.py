"""A word of two hundred letters breaks; it never pushes a table past the edge of the page."""

import pytest
from django.urls import reverse

from tests.browser import checks
from tests.factories_around import room_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "W" * 200


def test_tables_break_words_of_two_hundred_letters(live_server, page):
    room, session = room_of(outcome=WORD)
    type(session.partnership).objects.update(sentence=WORD)
    checks.sign_in(page, live_server, room.facilitator)
    sessions = reverse("sessions_app:sessions", args=[session.partnership_id])

    for path in ("/partnerships/", sessions):
        page.goto(live_server.url + path)
        assert WORD in page.content()
        checks.reflow(page)
