"""What ends in programs and organizations when a person leaves for good."""

from datetime import datetime

from foundation import audit

from . import roles_services
from .models import Membership, ProgramRole


def person_left(user, *, by, now: datetime) -> None:
    """End all roles and memberships of `user`; runs in the transaction of the leaving.

    Raises Refused for a program's last administrator, as ending a role does.
    """
    for row in ProgramRole.objects.filter(user=user, until=None).select_related("program"):
        roles_services.end(row, by=by, now=now)
    standing = Membership.objects.filter(user=user).on(now.date())
    for row in standing.select_related("organization"):
        Membership.objects.filter(pk=row.pk).update(until=now.date())
        audit.record("ended_membership", row.organization, by=by, now=now, fields=["until"])
