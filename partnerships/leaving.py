"""What ends in programs and organizations when a person leaves, what is in the way, and back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts import services as accounts
from foundation import audit
from foundation.errors import Refused

from . import roles_services
from .models import Membership, Partnership, Program, ProgramRole, Role, RosterEntry, neutral_in
from .models.standing import standing


def in_the_way(user, by) -> list[str]:
    """Return a sentence for each thing to settle before `by` may say that `user` has left.

    Nobody else could hold the talks of a running partnership, or give roles in a program (trust
    L25); and nobody reaches into a program that they do not administer. `by` is None when the app
    itself acts.
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
    return [*told, *_in_programs(user, by)]


def _by_whom():
    return _("Its facilitator, or whoever leads facilitation, does that on the partnership’s page.")


def _in_programs(user, by):
    alone = _(
        "%(who)s alone administers %(program)s. They give the role to somebody else first; "
        "if they are gone already, whoever runs Seedbed names another administrator."
    )
    elsewhere = _(
        "%(who)s takes part in %(program)s, which you do not administer. Its administrators record "
        "it, or the part there ends first."
    )
    for name, administers_alone, own in _programs(user, by):
        if administers_alone:
            yield alone % {"who": user, "program": name}
        if not own:
            yield elsewhere % {"who": user, "program": name}


def _programs(user, by, left_on=None) -> list[tuple[str, bool, bool]]:
    """Return (name, `user` alone administers it, `by` administers it) by name; one query.

    Of somebody who `left_on` a day, also those in which their part ended that day. Where the app
    itself acts, all are its own.
    """
    ends = Q(until=None)
    if left_on:
        ends |= Q(until=left_on)
    held = ProgramRole.objects.filter(ends, user=user)
    seats = RosterEntry.objects.filter(ends, user=user).values("partnership")
    running = Partnership.objects.running().filter(pk__in=seats).values("round__program")
    alone = held.filter(role=Role.ADMINISTRATOR, program=OuterRef("pk")).held_alone()
    rows: Any = Program.objects.filter(Q(pk__in=held.values("program")) | Q(pk__in=running))
    rows = rows.annotate(alone=Exists(alone)).order_by("name").values_list("pk", "name", "alone")
    own = standing(by).programs(Role.ADMINISTRATOR) if by else set()
    return [(name, single, by is None or pk in own) for pk, name, single in rows]


def back_in_the_way(user, by) -> list[str]:
    """Return a sentence for each program whose administrators alone open the account of `user`."""
    text = _(
        "%(who)s took part in %(program)s, which you do not administer. Its administrators open "
        "the account again."
    )
    rows = _programs(user, by, user.left_at.date() if user.left_at else None)
    return [text % {"who": user, "program": name} for name, _alone, own in rows if not own]


@transaction.atomic
def come_back(user, *, by, now: datetime) -> bool:
    """Let somebody who was recorded as left by mistake sign in again; False when they can.

    Roles, memberships and seats that ended stay ended. Raises Refused with what is
    `back_in_the_way`.
    """
    if needed := back_in_the_way(user, by):
        raise Refused(" ".join(needed))
    return accounts.reactivate(user, by=by, now=now)


def person_left(user, *, by, now: datetime) -> None:
    """End all roles and memberships of `user`; runs in the transaction of the leaving.

    Call it before their seats end. Raises Refused with all that is `in_the_way`.
    """
    if needed := in_the_way(user, by):
        raise Refused(" ".join(needed))
    for row in ProgramRole.objects.filter(user=user, until=None).select_related("program"):
        roles_services.end(row, by=by, now=now)
    standing = Membership.objects.filter(user=user).on(now.date())
    for row in standing.select_related("organization"):
        Membership.objects.filter(pk=row.pk).update(until=now.date())
        audit.record("ended_membership", row.organization, by=by, now=now, fields=["until"])
