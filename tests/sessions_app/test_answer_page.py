"""The page that a Before mail opens, for somebody who was interrupted while writing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts import links
from foundation import clock
from notifications.models import Message
from partnerships.models import Phase
from sessions_app.models import PutOff, Reflection, Session, SessionState
from tests.factories_around import BEFORE, BEGINS, P, T, room_of
from tests.factories_partnership import put_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: BEFORE)
    return room_of()


def phone(made, side):
    """Return a browser that opened the link of who is asked on `side`, and the page it led to."""
    room, session = made
    _link, address = links.make(
        user=room.implementer(side), purpose="answer", about=session, now=BEFORE,
        expires_at=BEFORE + timedelta(days=20),
    )  # fmt: skip
    client = Client()
    return client, client.get(address).url


def write(client, made, name, **headers):
    where = reverse("sessions_app:question", args=[made[1].pk, name])
    client.post(where, {"words": "We filmed it."}, headers=headers)
    return where


def test_who_was_interrupted_finds_what_is_kept_and_one_button_to_the_next_question(made):
    client, page = phone(made, T)
    write(client, made, "did", **{"X-Autosave": "1"})

    shown = client.get(page).text

    follows = reverse("sessions_app:question", args=[made[1].pk, "happened"])
    assert "What you wrote is kept" in shown
    assert f'<a class="btn btn--big btn--wide" href="{follows}#words">Next: What happened?' in shown
    assert ("Change: What did you do?" in shown, "Write: What happened?" in shown) == (True, True)


def test_who_went_on_finds_the_rest_without_a_filled_button(made):
    client, page = phone(made, T)
    write(client, made, "did")

    shown = client.get(page).text

    assert "It is in the agenda" in shown
    assert ('class="btn btn--line"' in shown, "btn--wide" in shown) == (True, False)


def test_two_lines_are_one_answer_and_lead_nowhere_on(made):
    client, page = phone(made, P)
    write(client, made, "update")

    shown = client.get(page).text

    assert ("It is in the agenda" in shown, "Next: " in shown) == (True, False)


@pytest.mark.parametrize(
    ("pick", "stands"), [("theirs", "First."), ("mine", "Second."), ("joined", "First, second.")]
)
def test_two_windows_of_one_phone_settle_it_and_by_link_no_name_is_read(made, pick, stands):
    client, page = phone(made, T)
    where = write(client, made, "did")
    client.post(where, {"words": "First.", "version": 1})

    met = client.post(where, {"words": "Second.", "version": 1})
    chosen = {"version": 2, "settle": "words", "pick-words": pick, "theirs-words": "First.",
              "mine-words": "Second.", "joined-words": "First, second."}  # fmt: skip
    client.post(where, chosen)

    assert met.status_code == 409
    assert "This changed elsewhere at " in met.text
    assert str(made[0].implementer(T)) not in met.text
    assert [f'id="pick-words-{one}"' in met.text for one in ("theirs", "mine", "joined")] == [
        True, True, True,
    ]  # fmt: skip
    assert Reflection.objects.get().did == stands


def test_a_link_to_a_session_that_was_called_off_says_so(made):
    client, page = phone(made, T)
    Session.objects.filter(pk=made[1].pk).update(state=SessionState.CANCELLED)

    for where in (page, reverse("sessions_app:question", args=[made[1].pk, "did"])):
        shown = client.get(where).text
        assert ("This session was called off" in shown, "in the session instead" in shown) == (
            True, False,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("side", "days", "offered", "said"),
    [
        (T, 5, "Not now: remind me once", "We remind you once before the session."),
        (P, 5, "Not now: show it again three days", "It is shown to you again three days before."),
        (T, 2, "Not now: nobody reminds me", "Nobody reminds you."),
        (P, 2, "Not now: nobody reminds me", "Nobody reminds you."),
    ],
)
def test_not_now_promises_what_comes_of_it(made, monkeypatch, side, days, offered, said):
    monkeypatch.setattr(clock, "now", lambda: BEGINS - timedelta(days=days))
    client, page = phone(made, side)
    where = reverse("sessions_app:put_off", args=[made[1].pk])

    form = client.get(where).text
    answer = client.post(where, {"way": "not_now"}, follow=True).text

    assert (offered in form, said in answer) == (True, True)


@pytest.mark.parametrize("why", ["too late", "paused"])
def test_no_colleague_is_promised_a_mail_that_does_not_go(made, monkeypatch, why):
    room, session = made
    client, page = phone(made, T)
    if why == "paused":
        put_in(room.partnership, Phase.PAUSED)
    else:
        monkeypatch.setattr(clock, "now", lambda: BEGINS - timedelta(hours=2))

    where = reverse("sessions_app:put_off", args=[session.pk])
    answer = client.post(where, {"way": "colleague", "colleague": str(room.decider(T).pk)})

    assert answer.status_code == 422
    assert "No mail goes to them now. Ask them yourself." in answer.text
    assert (Message.objects.count(), PutOff.objects.count()) == (0, 0)
