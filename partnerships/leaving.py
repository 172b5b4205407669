"""What ends in programs and organizations when a person leaves for good, and what is in the way."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from foundation import audit
from foundation.errors import Refused

from . import roles_services
from .models import Membership, Partnership, ProgramRole, Role, neutral_in


def in_the_way(user) -> list[str]:
    """Return a sentence for each thing to settle before `user` leaves; none: they may (trust L25).

    Nobody else could hold the talks of a running partnership, or give roles in a program.
    """
    hears = neutral_in(user)
    count = (
        Partnership.objects.running()
        .filter(Q(facilitator=user) | hears)
        .aggregate(
            facilitates=Count("pk", filter=Q(facilitator=user)),
            hears=Count("pk", filter=hears),
        )
    )
    told = []
    if count["facilitates"]:
        told.append(f"{roles_services.hand_over_first(user, count['facilitates'])} {_by_whom()}")
    if count["hears"]:
        told.append(f"{roles_services.name_neutral_first(user, count['hears'])} {_by_whom()}")
    return [*told, *_administers_alone(user)]


def _by_whom():
    return _("Its facilitator, or whoever leads facilitation, does that on the partnership’s page.")


def _administers_alone(user):
    rows = ProgramRole.objects.filter(user=user, role=Role.ADMINISTRATOR).held_alone()
    text = _(
        "%(who)s alone administers %(program)s. They give the role to somebody else first; "
        "if they are gone already, whoever runs Seedbed names another administrator."
    )
    names = rows.order_by("program__name").values_list("program__name", flat=True)
    return [text % {"who": user, "program": name} for name in names]


def person_left(user, *, by, now: datetime) -> None:
    """End all roles and memberships of `user`; runs in the transaction of the leaving.

    Raises Refused with all that is `in_the_way`.
    """
    if needed := in_the_way(user):
        raise Refused(" ".join(needed))
    for row in ProgramRole.objects.filter(user=user, until=None).select_related("program"):
        roles_services.end(row, by=by, now=now)
    standing = Membership.objects.filter(user=user).on(now.date())
    for row in standing.select_related("organization"):
        Membership.objects.filter(pk=row.pk).update(until=now.date())
        audit.record("ended_membership", row.organization, by=by, now=now, fields=["until"])
