"""The page that reports a promise done sends its form to itself, not to the promise's name."""

import re

import pytest
from django.urls import reverse

from foundation import clock
from tests.factories_around import BEFORE, P, promise, room_of

pytestmark = pytest.mark.django_db


def test_the_form_of_a_report_posts_where_the_page_is(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()
    action = promise(session, room.implementer(P))
    client.force_login(room.implementer(P))

    page = client.get(reverse("sessions_app:report", args=[action.pk])).content.decode()

    (form,) = re.findall(r'<form class="form" method="post"[^>]*>', page)
    assert "action=" not in form


def test_without_a_choice_the_page_says_so_beside_it_and_keeps_the_line(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()
    action = promise(session, room.implementer(P))
    client.force_login(room.implementer(P))

    answer = client.post(reverse("sessions_app:report", args=[action.pk]), {"result": "Half done"})
    nothing = client.post(reverse("sessions_app:report", args=[action.pk]), {})

    assert (answer.status_code, nothing.status_code) == (422, 422)
    assert 'value="Half done"' in answer.text
    assert "This needs an answer." in nothing.text
    action.refresh_from_db()
    assert action.state == "open"
