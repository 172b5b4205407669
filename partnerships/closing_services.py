"""The close-out as both sides and the facilitator write it, while the partnership is closing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation import audit, states
from foundation.errors import Refused
from foundation.stale import save_version

from .charter_text import BENEFITS
from .kickoff_services import open_room
from .models import Benefit, CarryOn, CloseOut, LearningObjective, Phase
from .permissions_closing import from_midpoint
from .rows import authored, write_row

State = LearningObjective.State


def _closing(partnership) -> None:
    """Lock the partnership's row. Raises Refused before closing began and after it closed."""
    if open_room(partnership).phase != Phase.CLOSING:
        raise Refused(_("Closing has not begun yet. The facilitator begins it."))


@transaction.atomic
def write(partnership, values: dict, *, expected: int, by, now: datetime) -> CloseOut:
    """Save `values` (field to text) of the close-out, made when it is first written; return it.

    Raises Stale with both texts, Refused when the partnership is not closing.
    """
    _closing(partnership)
    row, _made = CloseOut.objects.get_or_create(partnership=partnership, defaults=authored(by, now))
    for name, value in values.items():
        setattr(row, name, value)
    save_version(row, list(values), expected=expected, by=by, now=now)
    audit.record("wrote", row, by=by, now=now, fields=list(values))
    return row


@transaction.atomic
def judge(
    objective: LearningObjective, *, state: str, because: str, expected: int, by, now: datetime
) -> None:
    """Say what became of an objective, with what shows it; it can be judged again until the end.

    Raises Stale with both texts, Refused without evidence or when the partnership is not closing.
    """
    _closing(objective.partnership)
    if not because.strip():
        raise Refused(_("Say what shows it. One line is enough."))
    objective.judged_because = because
    save_version(objective, ["judged_because"], expected=expected, by=by, now=now)
    if objective.state != state:
        if objective.state == State.DROPPED:
            _require_place(objective)
        states.move(objective, state, moves=LearningObjective.MOVES, by=by, now=now)
    audit.record("judged", objective, by=by, now=now, fields=["state", "judged_because"])


def _require_place(objective):
    """Its place among the four may be another's by now."""
    rows = LearningObjective.objects.filter(partnership=objective.partnership_id)
    if rows.exclude(state=State.DROPPED).filter(order=objective.order).exists():
        raise Refused(_("Another objective has taken its place. This one stays let go."))


@transaction.atomic
def save_gain(gain: Benefit, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Add what a side has to show, or save `fields` of it.

    The first of a side carries what its charter hoped for (domain 0.42). Raises Stale with both
    texts, Refused when the partnership is not closing.
    """
    _closing(gain.partnership)
    if gain._state.adding:
        gain.expected = _hoped_for(gain)
    write_row(gain, fields, expected=expected, by=by, now=now)


@transaction.atomic
def save_so_far(gain: Benefit, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Write what a side gained so far, from the midpoint on (domain 0.42); nobody is asked for it.

    Raises Stale with both texts; Refused before the midpoint, once it closes, or when a colleague
    wrote the first words at the same moment.
    """
    room = open_room(gain.partnership)
    if not from_midpoint(room, timezone.localdate(now)):
        raise Refused(_("This can be written from the midpoint on, until closing begins."))
    written = Benefit.objects.filter(
        partnership=room, side=gain.side, point=Benefit.Point.SO_FAR
    ).exists()
    if gain._state.adding and written:
        raise Refused(
            _("A colleague wrote this at the same moment. Open the page again, then add yours.")
        )
    write_row(gain, fields, expected=expected, by=by, now=now)


def _hoped_for(gain) -> str:
    rows = Benefit.objects.filter(partnership=gain.partnership_id, side=gain.side)
    first = not rows.filter(point=Benefit.Point.END).exists()
    return getattr(gain.partnership.charter, BENEFITS[gain.side]) if first else ""


@transaction.atomic
def save_carried(row: CarryOn, fields: list[str], *, expected: int, by, now: datetime) -> None:
    """Add what goes on after the end, or save `fields` of it. Raises as `save_gain`."""
    _closing(row.partnership)
    write_row(row, fields, expected=expected, by=by, now=now)


@transaction.atomic
def take_off(row: CarryOn, *, by, now: datetime) -> None:
    """Take something off the list of what goes on. Raises Refused when it is not closing."""
    _closing(row.partnership)
    audit.record("took_off", row, by=by, now=now)
    CarryOn.objects.filter(pk=row.pk).delete()
