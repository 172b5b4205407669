"""What the database refuses, each once; and the map of moves."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from notifications.models import MOVES, Message, Origin, State, Suppression
from tests.factories_notifications import NOW, make_message, make_person

pytestmark = pytest.mark.django_db


def refuses(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("message_state_known", {"state": "lost"}),
        ("message_kind_known", {"kind": "advert"}),
        ("message_sent_has_a_time", {"state": State.SENT, "sent_at": None}),
        ("message_claim_has_a_lease", {"state": State.CLAIMED, "lease_until": None}),
        ("message_claim_has_a_lease", {"state": State.HANDING_OVER, "claimed_by": ""}),
        ("message_context_whole", {"context_kind": "a.b", "context_id": None}),
        ("message_end_has_a_reason", {"state": State.STOPPED, "stopped_because": ""}),
        ("message_calendar_method_known", {"calendar_method": "PUBLISH"}),
    ],
)
def test_the_database_refuses_half_a_message(name, fields):
    refuses(name, lambda: make_message(**fields))


def test_a_key_is_used_once():
    make_message(key="a")

    refuses("key", lambda: make_message(key="a"))


def test_an_address_is_closed_once_and_can_be_closed_again():
    person = make_person()
    first = Suppression.objects.create(address="a@b.org", because="x", since=NOW)
    refuses("suppression_once", lambda: Suppression.objects.create(
        address="A@B.org", because="x", since=NOW))  # fmt: skip
    Suppression.objects.filter(pk=first.pk).update(lifted_at=NOW, lifted_by=person)

    Suppression.objects.create(address="A@B.org", because="x", since=NOW)

    assert Suppression.objects.of("a@B.ORG").count() == 1


def test_nobody_lifts_without_a_name():
    refuses("suppression_lifted_by_somebody", lambda: Suppression.objects.create(
        address="a@b.org", because="x", since=NOW, lifted_at=NOW))  # fmt: skip


def test_there_is_one_origin():
    refuses("origin_is_one", lambda: Origin.objects.create(pk=2, environment="x", since=NOW))


def test_every_state_is_on_the_map_and_can_be_reached():
    assert set(MOVES) == set(State)
    assert set().union(*MOVES.values()) == set(State)


def test_what_went_is_never_queued_again_by_the_map():
    assert State.QUEUED not in MOVES[State.SENT] | MOVES[State.DELIVERED]


def test_due_is_the_longest_waiting_first():
    later, sooner = make_message(), make_message(due_at=NOW - datetime.timedelta(minutes=1))
    make_message(due_at=NOW + datetime.timedelta(minutes=1))
    make_message(state=State.HELD)

    assert list(Message.objects.due(NOW)) == [sooner, later]
