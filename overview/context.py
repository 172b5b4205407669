"""The frame around every page: which rooms a person is offered, and who they are here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.models import Role
from partnerships.models.organizations import reads_directory
from partnerships.models.standing import standing

from .officer import READERS

DESK = (Role.FACILITATOR, Role.FACILITATION_LEAD, Role.ADMINISTRATOR)  # who sees the mail desk


@dataclass(frozen=True)
class Door:
    """One word in the navigation."""

    label: str
    url: str
    here: bool


def frame(request):
    """Return `doors` (navigation) and `here` (the person's organization or role)."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        public = [_shelf(request), _door(request, _("Sign in"), "account_login")]
        return {"doors": public, "here": ""}
    where = standing(user)
    names = [short for short, _title in where.organizations.values()]
    doors = [] if _officer_alone(where) else [_door(request, _("Today"), "home")]
    if where.has(*READERS):
        doors.append(_door(request, _("Program"), "officer"))
    doors += _partnerships(request, where)
    if where.has(Role.FACILITATOR, Role.FACILITATION_LEAD):
        doors.append(_door(request, _("Matching"), "matching:desk"))
    elif where.organizations and not where.roles and not where.partnerships:
        doors.append(_door(request, _("Our forms"), "matching:ours"))
    if where.has(*DESK):
        doors.append(_door(request, _("Mail desk"), "notifications:desk"))
    doors += _directory(request)
    if where.has(Role.ADMINISTRATOR, Role.PROGRAM_OFFICER):
        doors.append(_door(request, _("Programs"), "partnerships:programs"))
    if where.has(Role.ADMINISTRATOR):
        doors.append(_door(request, _("People"), "partnerships:everybody"))
    doors.append(_shelf(request))
    return {"doors": doors, "here": ", ".join(names)}


def _officer_alone(where) -> bool:
    """Her sheet is her home, unless she does something else too (overview/views.py)."""
    others = where.partnerships or set(where.roles) - {Role.PROGRAM_OFFICER}
    return where.has(Role.PROGRAM_OFFICER) and not others


def _shelf(request):
    """The shelf is for everybody; the door stays marked on each brief."""
    url = reverse("insights:shelf")
    return Door(_("Shelf"), url, request.path.startswith(url))


def _directory(request):
    if not reads_directory(request.user):
        return []
    return [_door(request, _("Directory"), "partnerships:organizations")]


def _partnerships(request, where):
    if where.has(Role.FACILITATOR, Role.FACILITATION_LEAD):
        return [_door(request, _("Partnerships"), "partnership_list")]
    if len(where.partnerships) == 1:
        return [_door(request, _("Our partnership"), "partnership", *where.partnerships)]
    if where.partnerships:
        return [_door(request, _("Our partnerships"), "partnership_list")]
    return []


def _door(request, label, name, *args):
    url = reverse(name, args=args)
    return Door(label, url, request.path == url)
