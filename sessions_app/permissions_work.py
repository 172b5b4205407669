"""Who may do what before, in and after a session. Sources: the authorization matrix, rows 30 to 34
and 39; whoever does not see the session at all is answered 404 before these are asked."""

from partnerships import permissions as room

from .models import SessionState
from .permissions import may_work


def may_run(user, session) -> bool:
    """Start and end the clock, catch words: the facilitator of this partnership alone."""
    return room.may_facilitate(user, session.partnership) and not session.partnership.over


def may_wrap_up(user, session) -> bool:
    """Write up and send the notes (row 373): the facilitator, of what took place before an end too.

    People wait for them, and what still lay ahead was called off with the end.
    """
    return room.may_facilitate(user, session.partnership)


def may_change_notes(user, session) -> bool:
    """Both sides and the facilitator (row 31), also where an end came before the notes stand."""
    return room.place_of(user, session.partnership).inside


def may_type_for(user, session) -> bool:
    """Write down a side's answers after a call: the facilitator."""
    return may_run(user, session)


def may_promise(user, session) -> bool:
    """Add a promise, say that one is done (row 39): both sides and the facilitator."""
    return may_work(user, session)


def may_add_not_here(user, session) -> bool:
    """Both sides and the facilitator, once the notes went; until then the wrap-up catches them."""
    return may_work(user, session) and session.notes_sent_at is not None


def may_complete(user, row) -> bool:
    """Complete a “Not here”: the facilitator and the side whose setting it is about."""
    place = room.place_of(user, row.session.partnership)
    concerned = place.facilitates or place.side == row.side
    return may_add_not_here(user, row.session) and concerned


def may_add_adaptation(user, session) -> bool:
    """Both sides and the facilitator, at any time around a session."""
    return may_work(user, session) and session.state != SessionState.CANCELLED


def may_change_adaptation(user, row) -> bool:
    """The facilitator, and the side that wrote it down."""
    place = room.place_of(user, row.session.partnership)
    return may_work(user, row.session) and (place.facilitates or place.side == row.side)


def may_read_ratings(user, partnership) -> bool:
    """How it was for each side: whoever hears each side alone (domain 0.35)."""
    return room.holds_talks(user, partnership)
