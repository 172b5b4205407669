"""People of a partnership: named, accepted, replaced, gone. Who is gone loses access at once."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation import audit
from foundation.errors import Refused
from foundation.stale import save_version

from . import changes, neutral
from .models import Partnership, RosterEntry
from .models.standing import forget


@transaction.atomic
def add_person(
    *, partnership, organization, email: str, name: str, title: str, part: str, by, now: datetime,
    decides: bool = False, implements: bool = False,
) -> RosterEntry:  # fmt: skip
    """Put a person on the roster of the side `organization` is on; nobody is mailed here.

    Raises ValidationError for what is no address, Refused when the person is in it already,
    facilitates it or hears each side alone, or has left.
    """
    fresh = _open(partnership)
    user = User.objects.invite(email=email, name=name, now=now)
    _require_free(fresh, user)
    entry = RosterEntry(
        partnership=fresh, user=user, organization=organization,
        side=_side(fresh, organization), title=title, part=part, decides=decides,
        implements=implements, since=now.date(),
        created_at=now, created_by=by, changed_at=now, changed_by=by,
    )  # fmt: skip
    entry.clean_fields()
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:  # added by a colleague at the same moment
        raise Refused(_("This person is already in this partnership.")) from None
    audit.record("joined", entry, by=by, now=now)
    changes.tell(fresh, by=by, now=now)
    return entry


def _open(partnership) -> Partnership:
    fresh = Partnership.objects.select_for_update().get(pk=partnership.pk)
    if fresh.over:
        raise Refused(_("This partnership is over. Nobody joins or leaves it any more."))
    return fresh


def _require_free(partnership, user):
    if why_not := neutral.must_stay_out(partnership, user):
        raise Refused(why_not)
    if not user.is_active:
        raise Refused(_("This person has left. Name somebody who is there."))
    if partnership.roster.standing().filter(user=user).exists():
        raise Refused(_("This person is already in this partnership."))


def _side(partnership, organization) -> str:
    row = partnership.organizations.filter(organization=organization).first()
    if row is None:
        raise ValidationError(_("This organization is not part of the partnership."))
    return row.side


def change_person(
    entry: RosterEntry, fields: list[str], *, expected: int, by, now: datetime
) -> None:
    """Save title, part and marks of a person. Raises Stale with both texts."""
    with transaction.atomic():
        _open(entry.partnership)
        save_version(entry, fields, expected=expected, by=by, now=now)
        audit.record("changed", entry, by=by, now=now, fields=fields)


@transaction.atomic
def remove_person(entry: RosterEntry, *, by, now: datetime) -> None:
    """Take a person off the roster; from the next request on they see nothing of it (trust K15).

    What they wrote and signed stays, under their role. Raises Refused when they are off already.
    """
    _open(entry.partnership)
    _end(entry, by=by, now=now)


def _end(entry, *, by, now):
    there = RosterEntry.objects.standing().filter(pk=entry.pk)
    if not there.update(until=now.date(), changed_at=now, changed_by=by):
        raise Refused(_("This person is not on the roster any more."))
    entry.until = now.date()
    if by is not None and by.pk == entry.user_id:
        forget(by)
    audit.record("left", entry, by=by, now=now)
    changes.tell(entry.partnership, by=by, now=now)


@transaction.atomic
def replace_person(
    entry: RosterEntry, *, email: str, name: str, title: str, by, now: datetime
) -> RosterEntry:
    """Put another person in the place of `entry`, with the same part and marks; return it."""
    remove_person(entry, by=by, now=now)
    return add_person(
        partnership=entry.partnership, organization=entry.organization, email=email, name=name,
        title=title, part=entry.part, decides=entry.decides, implements=entry.implements,
        by=by, now=now,
    )  # fmt: skip


def accept(entry: RosterEntry, *, by, now: datetime) -> bool:
    """Say yes to one's own role card (domain 0.63). Returns False when it was said before."""
    rows = RosterEntry.objects.standing().filter(pk=entry.pk, user=by, accepted_at=None)
    return bool(rows.update(accepted_at=now))


def leave_for(user, organization, *, by, now: datetime) -> None:
    """End the seats that `user` holds for `organization`, which they leave."""
    seats = RosterEntry.objects.standing().filter(user=user, organization=organization)
    for entry in seats.select_related("partnership"):
        _end(entry, by=by, now=now)


def person_left(user, *, by, now: datetime) -> None:
    """End all roster places of somebody who leaves (trust K15)."""
    for entry in RosterEntry.objects.standing().filter(user=user):
        _end(entry, by=by, now=now)
