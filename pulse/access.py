"""What the room tells the rooms below it when all are loaded."""

from django.urls import reverse

from accounts import links, services
from foundation import access
from partnerships import changes

from . import permissions, rounds


def register() -> None:
    """Say who sees messages about the pulse, where its links lead, and what people's changes do."""
    access.register("pulse.pulseround", visible=permissions.visible_ids, may=permissions.may)
    links.lead(
        "answer", "pulse.pulseround", lambda link: reverse("pulse:answer", args=[link.context_id])
    )
    services.when_leaving(rounds.person_left)
    changes.when_changed(rounds.note_reader)
