"""Who may write what in the close-out of a partnership."""

import datetime

from .models import Phase
from .permissions import may_edit_charter, may_facilitate, place_of


def may_write_closing(user, partnership) -> bool:
    """Judge objectives and goal, say what goes on: both sides and the facilitator (row 20)."""
    return may_edit_charter(user, partnership)


def may_write_gain(user, partnership, side: str) -> bool:
    """What a side gained: that side, or the facilitator who asked them."""
    place = place_of(user, partnership)
    return (place.side == side or place.facilitates) and not partnership.over


def from_midpoint(partnership, day: datetime.date) -> bool:
    """Say whether what was gained so far can be written: from the midpoint until closing begins."""
    if partnership.phase == Phase.ACTIVE:
        return day >= partnership.midpoint
    return partnership.phase == Phase.MIDPOINT


def may_write_so_far(user, partnership, day: datetime.date) -> bool:
    """What a side gained so far: each side its own, nobody for them (domain 0.42)."""
    return bool(place_of(user, partnership).side) and from_midpoint(partnership, day)


def may_say_why_no_lesson(user, partnership) -> bool:
    """The reason for closing without a reviewed lesson: the facilitator (domain 0.06)."""
    return may_facilitate(user, partnership) and not partnership.over
