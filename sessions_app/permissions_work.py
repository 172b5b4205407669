"""Who may do what before, in and after a session. Sources: the authorization matrix, rows 30 to 34
and 39; whoever does not see the session at all is answered 404 before these are asked."""

from partnerships import permissions as room

from .permissions import may_work


def may_run(user, session) -> bool:
    """Start and end the clock, catch words, wrap up: the facilitator of this partnership alone."""
    return room.may_facilitate(user, session.partnership) and not session.partnership.over


def may_change_notes(user, session) -> bool:
    """Both sides and the facilitator (row 31); leads of the program read."""
    return may_work(user, session)


def may_type_for(user, session) -> bool:
    """Write down a side's answers after a call: the facilitator."""
    return may_run(user, session)


def may_promise(user, session) -> bool:
    """Add a promise, say that one is done (row 39): both sides and the facilitator."""
    return may_work(user, session)
