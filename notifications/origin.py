"""A database that was copied or restored elsewhere sends nothing by itself (trust U14)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from foundation import states
from foundation.errors import Refused

from .models import MOVES, Message, Origin, State


class Elsewhere(Refused):
    """This database belongs to another installation, and that one may be sending too."""


def require(now: datetime) -> None:
    """Return if this installation may send; the first that asks becomes the one that may.

    Raises Elsewhere.
    """
    row, _made = Origin.objects.get_or_create(
        pk=Origin.ONLY, defaults={"environment": settings.ENVIRONMENT_ID, "since": now}
    )
    if row.environment != settings.ENVIRONMENT_ID:
        raise Elsewhere(
            _(
                "No mail goes out: this database was made by %(other)s and this is %(here)s. "
                "If this is now the one that sends, run: manage.py deliver --take-over"
            )
            % {"other": row.environment, "here": settings.ENVIRONMENT_ID}
        )


@transaction.atomic
def take_over(now: datetime) -> int:
    """Make this the installation that sends; return how many messages were held for a person.

    What the other one may have sent since the copy is unknown, so nothing goes by itself.
    """
    Origin.objects.update_or_create(
        pk=Origin.ONLY, defaults={"environment": settings.ENVIRONMENT_ID, "since": now}
    )
    why = _("The database moved here, or was brought back: this may have gone already.")
    Message.objects.filter(state=State.CLAIMED).update(
        state=State.QUEUED, claimed_by="", lease_until=None
    )
    moved: dict[str, State] = {State.QUEUED: State.HELD, State.HANDING_OVER: State.IN_DOUBT}
    waiting = list(Message.objects.filter(state__in=moved))
    for row in waiting:
        states.move(
            row, moved[row.state], moves=MOVES, by=None, now=now, why=why, waits_because=why
        )
    return len(waiting)
