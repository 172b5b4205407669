"""What is wrong stands beside its field, on the page one was on, with all that was typed."""

import pytest
from django.urls import reverse

from foundation import clock
from sessions_app.models import Action, Decision
from tests.factories_around import BEGINS, room_of, run
from tests.reading import as_

pytestmark = pytest.mark.django_db
KEY = "00000000-0000-4000-8000-00000000000b"


def path(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


@pytest.fixture
def live(client, monkeypatch):
    """Return (client, session, what to post) of a running session, as its facilitator."""
    monkeypatch.setattr(clock, "now", lambda: BEGINS)
    room, session = room_of()
    run(room, session)
    words = {"key": KEY, "kind": "action", "words": "Bring the calendar"}
    return as_(room.facilitator, client), session, words


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_mistyped_year_leaves_the_live_page_and_its_words_where_they_were(live, headers):
    client, session, words = live
    owner = str(session.partnership.facilitator_id)

    answer = client.post(
        path("live_catch", session), words | {"due_on": "0026-12-08", "owner": owner},
        headers=headers,
    )  # fmt: skip

    assert answer.status_code == 422
    assert "Bring the calendar</textarea>" in answer.text
    assert '<span class="usa-error-message" id="due_on_error">Check the year' in answer.text
    assert 'value="0026-12-08"' in answer.text
    assert 'aria-describedby="due_on_error"' in answer.text
    assert f'value="{owner}" selected' in answer.text
    assert f'name="key" value="{KEY}"' in answer.text
    assert "Next block" in answer.text
    assert 'href="?catch' not in answer.text
    assert not Action.objects.exists()


def test_a_line_too_long_stays_on_the_live_page(live):
    client, session, words = live

    answer = client.post(path("live_catch", session), words | {"words": "x" * 401})

    assert answer.status_code == 422
    assert 'id="words_error">Keep it under 400 characters' in answer.text
    assert "x" * 401 + "</textarea>" in answer.text


def test_saving_while_one_types_says_the_problem_in_its_line(live):
    client, session, words = live

    answer = client.post(
        path("live_catch", session), words | {"due_on": "0002-12-08"},
        headers={"X-Autosave": "1"},
    )  # fmt: skip

    assert (answer.status_code, answer["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert answer.text.startswith("Not saved yet: Check the year")


def test_a_day_left_over_says_nothing_of_a_decision(live):
    client, session, words = live

    answer = client.post(
        path("live_catch", session), words | {"kind": "decision", "due_on": "0026-12-08"}
    )

    assert answer.status_code == 302
    assert Decision.objects.get().text == "Bring the calendar"
