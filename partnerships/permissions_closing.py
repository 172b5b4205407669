"""Who may write what in the close-out of a partnership."""

from .permissions import may_edit_charter, may_facilitate, place_of


def may_write_closing(user, partnership) -> bool:
    """Judge objectives and goal, say what goes on: both sides and the facilitator (row 20)."""
    return may_edit_charter(user, partnership)


def may_write_gain(user, partnership, side: str) -> bool:
    """What a side gained: that side, or the facilitator who asked them."""
    place = place_of(user, partnership)
    return (place.side == side or place.facilitates) and not partnership.over


def may_say_why_no_lesson(user, partnership) -> bool:
    """The reason for closing without a reviewed lesson: the facilitator (domain 0.06)."""
    return may_facilitate(user, partnership) and not partnership.over
