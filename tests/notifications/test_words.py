"""A message's state in words."""

import datetime

import pytest
from django.utils import timezone

from notifications import words
from notifications.models import ENDED_UNSENT, Message, State
from tests.factories_notifications import NOW

DAY = datetime.timedelta(days=1)


def message(**fields):
    return Message(**({"state": State.QUEUED, "due_at": NOW, "why": "The date was set."} | fields))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due_at": NOW + DAY}, ("Goes Wednesday 10 March, 9:00 am", "empty")),
        ({}, ("Goes now", "empty")),
        ({"state": State.HELD}, ("Held for you", "heed")),
        ({"state": State.SENT}, ("Sent", "done")),
        ({"state": State.SENT, "provider_id": "mailbox"}, ("In the mailbox", "done")),
        ({"state": State.FAILED, "tries": 1}, ("Failed", "wrong")),
        ({"state": State.FAILED, "tries": 6}, ("Failed after 6 tries", "wrong")),
        ({"state": State.IN_DOUBT}, ("In doubt", "heed")),
        ({"state": State.EXPIRED}, ("Too late", "empty")),
    ],
)
def test_a_state_is_a_word_and_a_shape(fields, said):
    with timezone.override("America/Chicago"):
        one = message(**fields)

        assert (words.state(one, NOW), words.shape(one)) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "The date was set."),
        ({"waits_because": "It is night."}, "It is night."),
        ({"state": State.SENT, "waits_because": "It is night."}, "The date was set."),
        ({"state": State.STOPPED, "stopped_because": "Done by link."}, "Done by link."),
        (
            {"error": "SMTPDataError 452", "tries": 2},
            "Tried 2 times. The mail server did not take it; the mailbox may be full (452).",
        ),
        (
            {"state": State.FAILED, "error": "SMTPRecipientsRefused 550"},
            "The mail server did not take it; the address may be wrong (550).",
        ),
        (
            {"state": State.FAILED, "error": "SMTPDataError 554"},
            "The mail server did not take it (554).",
        ),
        (
            {"state": State.FAILED, "error": "ConnectionRefusedError"},
            "It could not be handed over (ConnectionRefusedError).",
        ),
        ({"state": State.SUPPRESSED, "error": "Made up."}, "Made up."),
    ],
)
def test_a_reason_is_a_sentence(fields, said):
    assert words.reason(message(**fields)) == said


@pytest.mark.parametrize("state", State)
def test_every_state_says_what_happens_next(state):
    assert words.onward(message(state=state)).endswith(".")


def test_each_way_to_end_says_its_own_way_on():
    assert len({words.onward(message(state=state)) for state in ENDED_UNSENT}) == 3
