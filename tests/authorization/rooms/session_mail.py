"""Mails about a session at the mail desk, and one's own answer to an invitation.

Loaded by rooms/sessions_app.py after session_dates.
"""

from django.urls import reverse

from foundation import clock
from notifications.models import Message, MessageKind, Suppression
from sessions_app.models import Attendance
from tests.authorization.world import SIDES, Try
from tests.factories_notifications import make_message, make_person


def build(world):
    """A mail to a guest of each side, one nobody reads, and one that a closed address stopped."""
    session = world.things["session", "both"]
    for side in SIDES:
        guest = make_person(f"Guest of {side}", email=f"guest.{side.replace('_', '')}@mail.org")
        for key, more in (
            ("mail", {}),
            ("code", {"kind": MessageKind.CODE}),
            ("closed", {"state": "suppressed"}),
        ):
            world.things[key, side] = make_message(
                about=session, person=guest, subject=world.canary(key, "subject", side),
                body=world.canary(key, "body", side), **more,
            )  # fmt: skip
        Suppression.objects.create(address=guest.email, because="Bounced.", since=clock.now())


def _desk(world, key, side):
    return f"{reverse('notifications:desk')}?m={world.things[key, side].pk}"


def listed(world, side):
    return Try("get", _desk(world, "mail", side), None, world.canary("mail", "subject", side))


def read(world, side):
    return Try("get", _desk(world, "mail", side), None, world.canary("mail", "body", side))


def code_read(world, side):
    return Try("get", _desk(world, "code", side), None, world.canary("code", "body", side))


def steered(world, side):
    """Hold it, send it, let it go: in this order each is still possible."""
    message = world.things["mail", side]
    row = Message.objects.filter(pk=message.pk)
    return [
        Try("post", reverse(f"notifications:{name}", args=[message.pk]), {},
            watch=lambda: list(row.values("state", "at_once")))
        for name in ("hold", "send", "let_go")
    ]  # fmt: skip


def lifted(world, side):
    message = world.things["closed", side]
    closed = Suppression.objects.of(message.person.email)
    url = reverse("notifications:lift", args=[message.pk])
    return Try("post", url, {}, watch=closed.exists)


def answered(world, side):
    session, me = world.things["session", "both"], world.person("OWN", side)
    mine = Attendance.objects.filter(session=session, user=me)
    url = reverse("sessions_app:coming", args=[session.pk])
    return [
        Try("get", url),
        Try("post", url, {"answer": "yes"}, watch=lambda: list(mine.values("answer"))),
    ]


CELLS = {57: listed, 58: read, 59: steered, 60: lifted, 69: answered, 363: code_read}
