"""A page offers no way that only leads to a refusal."""

from datetime import timedelta

import pytest
from django.urls import reverse

from foundation import clock
from notifications.models import Message
from partnerships.models import Phase
from tests.factories_around import BEFORE, BEGINS, MINUTE, T, room_of, run, written
from tests.factories_partnership import put_in
from tests.reading import as_

pytestmark = pytest.mark.django_db


def path(name, session):
    return reverse(f"sessions_app:{name}", args=[session.pk])


def test_what_a_side_has_written_is_not_offered_to_be_typed(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()
    as_(room.facilitator, client)
    assert path("typed", session) in client.get(session.get_absolute_url()).text
    assert client.get(path("typed", session)).status_code == 200

    written(session, room.implementer(T), did="Own words.")

    assert path("typed", session) not in client.get(session.get_absolute_url()).text


def test_what_was_typed_after_a_call_may_be_typed_further(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()
    sent = {"did": "As they told it.", "happened": "", "transfers": "", "version": 1}
    as_(room.facilitator, client).post(path("typed", session), sent)

    assert path("typed", session) in client.get(session.get_absolute_url()).text
    assert client.get(path("typed", session)).status_code == 200


@pytest.mark.parametrize(("minutes", "offered"), [(-20, False), (20, True)])
def test_the_notes_are_offered_once_they_can_be_written(client, monkeypatch, minutes, offered):
    now = BEGINS + minutes * MINUTE
    monkeypatch.setattr(clock, "now", lambda: now)
    room, session = room_of()
    run(room, session, now)

    page = as_(room.facilitator, client).get(path("live", session)).text

    assert (path("wrapup", session) in page) is offered
    notes = client.get(path("wrapup", session)).text
    assert ("The notes are written after it" in notes) is not offered


@pytest.mark.parametrize(("days", "offered"), [(-1, True), (1, False)])
def test_a_date_is_moved_or_brought_back_until_it_is_past(client, monkeypatch, days, offered):
    room, session = room_of()
    move, back = path("move", session), path("bring_back", session)
    monkeypatch.setattr(clock, "now", lambda: BEGINS + timedelta(days=days))
    page = session.get_absolute_url()
    as_(room.facilitator, client)

    ahead, off = client.get(page).text, client.get(path("cancel", session)).text
    client.post(path("cancel", session), {"because": "Snow."})
    cancelled = client.get(page).text

    assert [move in ahead, move in off, back in cancelled] == [offered] * 3
    assert "This session was called off" in cancelled


def test_in_a_pause_nobody_is_asked_and_nothing_says_so(client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    room, session = room_of()
    as_(room.facilitator, client)
    asks, agenda = path("ask_today", session), path("agenda", session)
    assert asks in client.get(agenda).text
    put_in(room.partnership, Phase.PAUSED)

    assert asks not in client.get(agenda).text
    assert "Nothing is asked while the partnership is paused." in client.post(asks).text
    assert not Message.objects.exists()
