"""Messages and what they are about, for tests. An organization stands for any room's object."""

import datetime
import uuid

from accounts.models import User
from notifications import rules
from notifications.models import Message, MessageKind, State
from partnerships.models import Organization

NOW = datetime.datetime(2027, 3, 9, 15, 0, tzinfo=datetime.UTC)  # Tuesday, 9:00 am Central
KIND = Organization._meta.label_lower


def make_person(name="Coaching lead", *, email="", zone="America/Chicago"):
    email = email or f"{uuid.uuid4().hex[:8]}@mail.school.org"
    return User.objects.invite(email=email, name=name, time_zone=zone, now=NOW)


def make_about(name="Lakeview"):
    return Organization.objects.create(
        name=f"{name} {uuid.uuid4().hex[:6]}", enrolled_at=NOW, created_at=NOW, changed_at=NOW
    )


def make_message(**fields):
    """Return a saved message, queued and due at NOW unless told otherwise."""
    person = fields.pop("person", None) or make_person()
    about = fields.pop("about", None)
    if about:
        fields |= {"context_kind": about._meta.label_lower, "context_id": about.pk}
    if fields.get("state") in {State.SENT, State.DELIVERED, State.BOUNCED}:
        fields = {"sent_at": NOW, "handed_at": NOW, **fields}
    if fields.get("state") in {State.CLAIMED, State.HANDING_OVER}:
        fields = {"claimed_by": "somebody", "lease_until": NOW, **fields}
    if fields.get("state") in {State.STOPPED, State.SUPERSEDED, State.EXPIRED}:
        fields = {"stopped_because": "Done on Sunday, by link.", **fields}
    values = {
        "key": f"test:{uuid.uuid4()}",
        "kind": MessageKind.BEFORE,
        "subject": "Session 6: three answers for Thursday 11 March",
        "body": "Your lesson opens the session.\n\nThree short answers, ten minutes.",
        "why": "Seven days before the session.",
        "written_at": NOW,
        "planned_for": NOW,
        "due_at": NOW,
    }
    return Message.objects.create(person=person, **(values | fields))


def make_due(person, **fields):
    values = {
        "key": f"due:{person.pk}",
        "subject": "Three answers for Thursday",
        "body": "Three short answers, ten minutes.",
        "at": NOW,
        "why": "Seven days before the session.",
    }
    return rules.Due(person=person, **(values | fields))


class Listed(rules.Rule):
    """A rule that offers what a test gave it; `because` is what stops its messages."""

    name = "test.listed"
    rows = (25,)
    kind = MessageKind.BEFORE
    ask = True
    who = "partner staff"
    minutes = 10
    skipped = "The facilitator calls."
    screen = "The agenda's second block."

    def __init__(self):
        self.offers, self.because = [], ""

    def due(self, now):
        yield from self.offers

    def stopped(self, message, now):
        return self.because


def states(*messages) -> list:
    """Return how each of `messages` stands by now."""
    return [Message.objects.get(pk=message.pk).state for message in messages]
