"""What the room tells the rooms below it when all are loaded."""

from django.urls import reverse

from accounts import links
from foundation import access
from partnerships import changes, meetings

from . import changed, permissions, rounds


def register() -> None:
    """Say who sees messages about the pulse, where its links lead, and what people's changes do."""
    access.register("pulse.pulseround", visible=permissions.visible_ids, may=permissions.may)
    links.lead(
        "answer", "pulse.pulseround", lambda link: reverse("pulse:answer", args=[link.context_id])
    )
    meetings.know(talks=rounds.booked)
    changes.when_changed(rounds.note_reader)
    changes.when_changed(changed.partnership_changed)
