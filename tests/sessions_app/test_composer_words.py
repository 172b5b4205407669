"""Words before a session in the composer: they open their blocks, and what is missing is asked."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from notifications.models import Message
from sessions_app import reflection
from sessions_app.models import BlockKind
from tests.factories_around import BEFORE, BEGINS, P, T, room_of, written

pytestmark = pytest.mark.django_db
WAITS = "Block 4 waits for Beacon’s answers."


@pytest.fixture
def made():
    return room_of(number=6)


def opened(session, user):
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("sessions_app:agenda", args=[session.pk]))


def words(session, page):
    """Return the words that open each block, by its kind."""
    kinds = list(session.agenda.blocks.order_by("order").values_list("kind", flat=True))
    return {
        kind: [text for opening in row["openings"] for _question, text in opening.parts]
        for kind, row in zip(kinds, page.context["rows"], strict=True)
        if row["openings"]
    }


def test_words_open_their_blocks(made, at):
    room, session = made
    written(session, room.implementer(T), did="We held up cards.", happened="", transfers="")
    written(session, room.implementer(P), words="A new superintendent came.")

    page = opened(session, room.facilitator)

    assert words(session, page) == {
        BlockKind.UPDATE: ["A new superintendent came."], BlockKind.MAIN: ["We held up cards."],
    }  # fmt: skip
    assert (page.text.count("We held up cards."), WAITS in page.text) == (1, False)


def test_the_other_side_reads_them_on_the_day(made, at):
    room, session = made
    written(session, room.implementer(T), did="We held up cards.", happened="", transfers="")

    before = opened(session, room.implementer(P))
    at(BEGINS - timedelta(hours=3))
    after = opened(session, room.implementer(P))

    assert words(session, before) == {}
    assert "We held up cards." not in before.text
    assert words(session, after) == {BlockKind.MAIN: ["We held up cards."]}


def test_the_facilitator_asks_from_the_agenda(made, at):
    room, session = made
    page = opened(session, room.facilitator)
    address = reverse("sessions_app:ask_today", args=[session.pk])

    sent = {"agenda": "1", "form_key": str(uuid.uuid4())}
    answer = page.client.post(address, sent)

    form = page.text.split(WAITS)[1].split("</form>")[0]
    assert (f'action="{address}"' in form, 'name="form_key"' in form, ">Ask today<" in form) == (
        True, True, True,
    )  # fmt: skip
    assert answer.url == reverse("sessions_app:agenda", args=[session.pk])
    again = opened(session, room.facilitator).text.split(WAITS)[1][:200]
    assert "Asked on Saturday 13 March." in again
    assert "Ask today" not in again
    assert [m.person for m in Message.objects.all()] == [room.implementer(T)]


def test_nobody_else_is_offered_to_ask_nor_is_it_asked_too_late(made, at):
    room, session = made

    side = opened(session, room.implementer(P)).text
    at(BEGINS - timedelta(hours=3))
    late = opened(session, room.facilitator).text

    assert [(WAITS in text, "Ask today" in text) for text in (side, late)] == [(True, False)] * 2


@pytest.mark.parametrize("said", ["not_me", "begun"])
def test_where_nobody_is_left_to_ask_there_is_no_button_that_refuses(made, at, said):
    room, session = made
    who = room.implementer(T)
    if said == "begun":
        row = reflection.row_of(session, who, "reflection")
        words = {"did": "Cards.", "happened": "", "transfers": ""}
        reflection.write(row, words, hand=reflection.Hand(who, who), expected=1, now=BEFORE)
    else:
        reflection.put_off(session, who, "reflection", said, now=BEFORE)

    text = opened(session, room.facilitator).text

    assert WAITS in text
    assert "Ask today" not in text
    assert (reverse("sessions_app:typed", args=[session.pk]) in text) is (said == "not_me")


def test_what_was_saved_on_another_day_says_on_which(made, at):
    room, session = made
    session.agenda.changed_at = BEFORE
    session.agenda.save()

    same = opened(session, room.facilitator)
    at(BEFORE + timedelta(days=2))
    later = opened(session, room.facilitator)

    assert [page.context["saved"].split()[1][0].isdigit() for page in (same, later)] == [
        True, False,
    ]  # fmt: skip
    assert later.context["saved"] in later.text
