"""Who may do what with sessions. Sources: the authorization matrix, rows 25 to 34; design, 1."""

from partnerships import permissions as room

from .models import Session


def may_schedule(user, partnership) -> bool:
    """Set, move, cancel (row 26): the facilitator, and the program's facilitation leads."""
    return room.may_steer(user, partnership) and not partnership.over


def may_call_off(user, session, now) -> bool:
    """Call one session off: the same people; once it is over, what had begun and may not have been.

    What still lay ahead was called off with the end.
    """
    began = session.starts_at <= now
    ended = session.partnership.over and began and room.may_steer(user, session.partnership)
    return ended or may_schedule(user, session.partnership)


def may_write_letter(user, partnership) -> bool:
    """Write to the leader of a silent side: the facilitator alone, from outside or of a side.

    What the page tells is what a facilitator of either kind reads anyway.
    """
    return room.may_facilitate(user, partnership) and not partnership.over


def may_edit_agenda(user, session) -> bool:
    """Anybody on the roster, and the facilitator, until it is held (rows 28, 29)."""
    return may_work(user, session) and session.ahead


def may_work(user, session) -> bool:
    """Both sides and the facilitator, while the partnership runs; program leads read."""
    place = room.place_of(user, session.partnership)
    return place.inside and not session.partnership.over


def may_keep_note(user, session) -> bool:
    """The note that nobody else reads (row 32): the facilitator of this partnership alone."""
    return room.may_facilitate(user, session.partnership)


def may_read_pack(user, session) -> bool:
    """The facilitator's page for the day; it says who has been silent."""
    return room.may_facilitate(user, session.partnership)


def may_answer(attendance, now) -> bool:
    """Say whether one comes: whoever is invited, until it begins."""
    session = attendance.session
    return session.ahead and session.starts_at > now


def visible_ids(user, action: str):
    """Answer the access registry: ids of sessions about which `user` may do `action`."""
    rows = Session.objects.visible_to(user)
    if action in room.MAIL:
        return rows.filter(partnership__in=room.mail_of(user, action)).values("pk")
    return (rows if action == "read" else rows.none()).values("pk")


def may(user, action: str, pk) -> bool:
    """Answer the access registry for one session."""
    return visible_ids(user, action).filter(pk=pk).exists()
