"""The zones in which the people of a partnership live."""

from django.utils.translation import gettext as _


def zones_of(partnership) -> list[tuple[str, str]]:
    """Return (zone, who) for each zone that people of the partnership live in, sides together."""
    found: dict[str, list[str]] = {}
    for entry in partnership.people():
        said = partnership.lead(entry.side).said
        names = found.setdefault(str(entry.user.time_zone), [])
        if said not in names:
            names.append(said)
    found.setdefault(str(partnership.facilitator.time_zone), [])
    return [(zone, _(" and ").join(names) or _("you")) for zone, names in found.items()]
