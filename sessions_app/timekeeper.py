"""Who keeps the time of a session, where somebody was named (domain 2.17)."""

from django.utils.translation import gettext as _


def of(session):
    """Return who was named and still takes part, or None; load the session with `whole()`."""
    partnership = session.partnership
    people = [*(entry.user for entry in partnership.people()), partnership.facilitator]
    return next((user for user in people if user.pk == session.timekeeper_id), None)


def said(session, reader=None) -> str:
    """Return "Maya keeps the time.", to `reader` themselves "You keep the time.", or ""."""
    user = of(session)
    if user is None:
        return ""
    return (
        _("You keep the time.") if user == reader else _("%(who)s keeps the time.") % {"who": user}
    )
