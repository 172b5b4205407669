"""What the facilitator's closed parts of a front page say in grey."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.numbers import spelled
from partnerships.permissions import SIDES


def flags_aside(raised: int, waiting: int) -> str:
    """Say how many flags about roles wait for their talk."""
    if waiting:
        text = ngettext("%(n)s talk waits", "%(n)s talks wait", waiting)
        return text % {"n": spelled(waiting)}
    return _("talked through") if raised else _("nothing was raised")


def deciders_aside(partnership) -> str:
    """Name who can decide, of a partnership loaded with its people; or the side without one."""
    for side in SIDES:
        if not any(entry.decides for entry in partnership.people(side)):
            return _("nobody is named for %(name)s") % {"name": partnership.lead(side).said}
    return _("signatures, sessions, midpoint, close")
