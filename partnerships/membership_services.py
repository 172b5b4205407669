"""People of an organization: they join it, their place changes, they leave it (trust K15)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import services as accounts
from accounts.models import User
from foundation import audit
from foundation.errors import Refused
from notifications import services as mail

from . import roster_services
from .models import Membership, Organization, Partnership, ProgramRole, RosterEntry, neutral_in

PLACE = ("title", "unit", "level")
MARKS = ("leads", "administers")


@transaction.atomic
def invite(
    organization: Organization, *, email: str, name: str, by, now: datetime, **place
) -> Membership:
    """Make whoever has this address one of its people, known or new; nobody is mailed here.

    Raises Refused when it has not joined, or they are in it, have left Seedbed, or facilitate it;
    ValidationError for what is no address.
    """
    fresh = Organization.objects.select_for_update().get(pk=organization.pk)
    if not fresh.enrolled:
        raise Refused(_("This organization has not joined yet. Its people come after that."))
    user = User.objects.invite(email=email, name=name, now=now)
    require_free(fresh, user)
    row = Membership(organization=fresh, user=user, since=now.date(), **place)
    row.clean_fields()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody let them in at the same moment
        raise Refused(_("%(who)s is in it already.") % {"who": user}) from None
    given = [name for name in MARKS if place.get(name)]
    audit.record("began_membership", fresh, by=by, now=now, fields=["title", *given])
    return row


def require_free(organization, user) -> None:
    """Raise Refused for who has left, and for who stands between the sides of `organization`."""
    if not user.is_active:
        raise Refused(_("This person has left. Name somebody who is there."))
    cared = Partnership.objects.running().filter(Q(facilitator=user) | neutral_in(user))
    if cared.filter(organizations__organization=organization).exists():
        raise Refused(
            _("Whoever facilitates or hears each side alone sits on neither. Name somebody else.")
        )


@transaction.atomic
def change(row: Membership, *, was: dict, by, now: datetime, **place) -> None:
    """Save title, unit, level and marks of a standing member.

    `was` is what the writer read: Raises Refused where a colleague changed it since, or ended it.
    """
    row.title, row.unit, row.level = place["title"], place["unit"], place["level"]
    row.clean_fields()
    standing = Membership.objects.filter(pk=row.pk, until=None, **was)
    if not standing.update(**place):
        raise Refused(_("A colleague changed this meanwhile. Open it again to see what stands."))
    changed = [name for name, value in place.items() if was[name] != value]
    audit.record("changed_membership", row.organization, by=by, now=now, fields=changed)


@transaction.atomic
def end(row: Membership, *, by, now: datetime) -> None:
    """End a person's place in an organization today, and their seats for it.

    Every browser is signed out and links in mails they hold open nothing. What they wrote stays.
    Where nothing else of theirs stands, no mail goes to them any more; somebody who moves can be
    invited elsewhere with the same address. Raises Refused when it has ended already.
    """
    Organization.objects.select_for_update().get(pk=row.organization_id)
    if not Membership.objects.filter(pk=row.pk, until=None).update(until=now.date()):
        raise Refused(_("%(who)s is not in it any more.") % {"who": row.user})
    roster_services.leave_for(row.user, row.organization, by=by, now=now)
    accounts.shut_out(row.user, now=now)
    if not _stands(row.user, now):
        mail.person_left(row.user, by=by, now=now)
    audit.record("ended_membership", row.organization, by=by, now=now, fields=["until"])


def _stands(user, now) -> bool:
    day = now.date()
    return (
        Membership.objects.on(day).filter(user=user).exists()
        or ProgramRole.objects.on(day).filter(user=user).exists()
        or RosterEntry.objects.standing().filter(user=user).exists()
    )
