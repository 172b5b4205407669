"""What is wrong stands beside its field, on the page one was on, with all that was typed."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import clock
from sessions_app.models import Action, Decision
from tests.factories_around import BEFORE, BEGINS, P, T, held, room_of, run, wrap
from tests.reading import as_

pytestmark = pytest.mark.django_db
KEY = "00000000-0000-4000-8000-00000000000b"


def path(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def said(answer, name) -> str:
    """Return what stands beside the field with the id `name`."""
    (text,) = re.findall(rf'id="{name}_error"><span class="sr">Error: </span>(.*?)<', answer.text)
    return text


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
    assert said(answer, "due_on").startswith("Check the year")
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
    assert said(answer, "words").startswith("Keep it under 400 characters")
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


@pytest.fixture
def after(client, monkeypatch):
    """Return (client, session) a day after it, as the facilitator who writes the notes."""
    monkeypatch.setattr(clock, "now", lambda: BEGINS + timedelta(hours=20))
    room, session = room_of()
    held(room, session)
    return as_(room.facilitator, client), session


def test_the_notes_name_each_field_and_say_beside_it_what_is_wrong(after):
    client, session = after
    wrong = {
        "due": "0026-12-08", "owner": "nobody", "to": "moon", "whose": "moon", "sort": "moon",
        "barrier": "x" * 301, "condition": "x" * 20001,
    }  # fmt: skip
    typed = {f"{name}-new0": value for name, value in wrong.items()}
    empty = {f"{kind}-new0": "" for kind in ("action", "parked", "not_here")}

    answer = client.post(
        path("wrapup", session), empty | typed | {"shifted": "x" * 301, "stuck": "x" * 301}
    )

    assert answer.status_code == 422
    for name in (*typed, "shifted", "stuck"):
        assert answer.text.count(f'id="id_{name}_error"') == 1, name
    named = set(re.findall(r'aria-describedby="([^"]*_error)"', answer.text))
    assert named <= set(re.findall(r'id="([^"]*)"', answer.text))
    summary = re.sub(r"<[^>]+>", "", answer.text[answer.text.index("There is a problem") :])
    for label in ("Promise 1, by –", "Promise 1, who –", "Parked 1, where it goes –",
                  "Idea 1, whose setting –"):  # fmt: skip
        assert label in summary
    assert "ew0 –" not in summary


@pytest.mark.parametrize("wrong", ["many", "0", "481", "-5"])
def test_minutes_that_are_no_number_are_said_beside_them(live, wrong):
    client, session, _words = live
    rows = client.get(path("agenda", session)).context["rows"]
    sent = {f"minutes-{row['pk']}": row["minutes"] for row in rows}
    other, first = (rows[place]["pk"] for place in (3, 4))
    sent |= {f"minutes-{first}": wrong, f"minutes-{other}": 22}

    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(path("arrange", session), sent, headers=headers)

        assert answer.status_code == 422
        assert said(answer, f"minutes-{first}") == "Write a number from 1 to 480."
        assert f'name="minutes-{first}" inputmode="numeric" value="{wrong}"' in answer.text
        assert f'name="minutes-{other}" inputmode="numeric" value="22"' in answer.text
        assert answer.text.count("field-error") == 1
        assert '<main id="main"' in answer.text  # what htmx puts in the place of the old one
    saved = session.agenda.blocks.filter(pk__in=[other, first])
    assert set(saved.values_list("minutes", flat=True)) == {20, 25}


NOTHING = "Nothing was chosen or written yet. Choose or write, then send."


@pytest.mark.parametrize(
    ("side", "name", "field", "when"),
    [
        (T, "did", "id_words", BEFORE), (P, "update", "id_words", BEFORE),
        (P, "", "id_applied", BEGINS + timedelta(hours=20)),
    ],
)  # fmt: skip
def test_a_press_without_a_word_says_so_beside_the_field(client, monkeypatch, side, name, field,
                                                         when):  # fmt: skip
    monkeypatch.setattr(clock, "now", lambda: when)
    room, session = room_of()
    if when > BEGINS:
        wrap(room, held(room, session))
    page = reverse("sessions_app:question", args=[session.pk, name]) if name else ""

    answer = as_(room.implementer(side), client).post(page or path("after", session), {"words": ""})

    assert (answer.status_code, said(answer, field)) == (422, NOTHING)
    assert re.search(rf'aria-describedby="[^"]*{field}_error"', answer.text)


def test_a_save_of_nothing_while_one_types_is_one_line(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()
    page = reverse("sessions_app:question", args=[session.pk, "did"])

    answer = as_(room.implementer(T), client).post(page, {}, headers={"X-Autosave": "1"})

    assert answer["Content-Type"].startswith("text/plain")
    assert answer.text == f"Not saved: {NOTHING}"


def test_who_comes_without_choosing_is_asked_beside_the_choice(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()

    answer = as_(room.implementer(P), client).post(path("coming", session), {})

    assert (answer.status_code, said(answer, "id_answer")) == (422, "This needs an answer.")
