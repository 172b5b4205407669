"""Giving and ending roles in a program; each is kept with its dates and an audit line."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from foundation import audit
from foundation.errors import Refused

from .models import Partnership, Program, ProgramRole, Role, neutral_in


@transaction.atomic
def give(program: Program, *, email: str, name: str, role: str, by, now: datetime) -> ProgramRole:
    """Give `role` to whoever has this address, made if new; return it. Nobody is mailed.

    Raises Refused when they hold it already or have left, ValidationError for what is no address.
    """
    _locked(program)
    user = User.objects.invite(email=email, name=name, now=now)
    if not user.is_active:
        raise Refused(_("This person has left. Somebody else can hold the role."))
    if ProgramRole.objects.filter(program=program, user=user, role=role, until=None).exists():
        raise Refused(_("%(who)s holds this role already.") % {"who": user})
    row = ProgramRole.objects.create(program=program, user=user, role=role, since=now.date())
    audit.record("gave_role", program, by=by, now=now, fields=[role])
    return row


@transaction.atomic
def appoint(program: str, *, email: str, name: str, now: datetime) -> ProgramRole:
    """Make `email` an administrator of the program of this name, made if there is none.

    For whoever runs the installation: nobody inside can name the first one. Raises Refused when
    they administer it already or have left, ValidationError for what is no address or no name.
    """
    row = Program.objects.filter(name=program).first()
    if row is None:
        row = Program(name=program, created_at=now, changed_at=now)
        row.clean_fields()
        row.save(force_insert=True)
        audit.record("added", row, by=None, now=now, fields=["name"])
    role = Role.ADMINISTRATOR
    return give(row, email=email, name=name, role=role, by=None, now=now)


@transaction.atomic
def end(row: ProgramRole, *, by, now: datetime) -> None:
    """End a role today; the line stays with its dates.

    Raises Refused for the last administrator, and while somebody facilitates partnerships or is
    their neutral person.
    """
    _locked(row.program)
    if because := why_not_ended(with_ties(ProgramRole.objects.filter(pk=row.pk)).get()):
        raise Refused(because)
    standing = ProgramRole.objects.filter(pk=row.pk, until=None)
    if not standing.update(until=now.date()):
        raise Refused(_("This role has ended already."))
    audit.record("ended_role", row.program, by=by, now=now, fields=[row.role])


def _locked(program):
    Program.objects.select_for_update().get(pk=program.pk)


def with_ties(rows):
    """Annotate on roles what `why_not_ended` reads; no query of its own."""
    running = Partnership.objects.running().filter(round__program=OuterRef("program"))
    alone = ProgramRole.objects.held_alone().filter(pk=OuterRef("pk"))
    return rows.select_related("user").annotate(
        alone=Exists(alone),
        facilitates=_count(running.filter(facilitator=OuterRef("user"))),
        hears=_count(running.filter(neutral_in(OuterRef("user")))),
    )


def _count(rows):
    counted = rows.order_by().values("round__program").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def why_not_ended(row) -> str:
    """Return what has to be done before a role `with_ties` can end, or ""."""
    if row.role == Role.ADMINISTRATOR and row.alone:
        return _("A program needs an administrator. Give the role to somebody else first.")
    if row.role == Role.FACILITATOR and row.facilitates:
        return hand_over_first(row.user, row.facilitates)
    if row.role == Role.FACILITATOR and row.hears:
        return name_neutral_first(row.user, row.hears)
    return ""


def hand_over_first(who: User, count: int) -> str:
    """Return why somebody who facilitates `count` running partnerships cannot stop (trust L25)."""
    text = ngettext(
        "%(who)s facilitates %(n)d partnership. Hand it over first.",
        "%(who)s facilitates %(n)d partnerships. Hand them over first.",
        count,
    )
    return text % {"who": who, "n": count}


def name_neutral_first(who: User, count: int) -> str:
    """Return why somebody who hears the sides of `count` running partnerships cannot stop."""
    text = ngettext(
        "%(who)s hears each side alone in %(n)d partnership whose facilitator is of a side. "
        "Name another neutral person there first.",
        "%(who)s hears each side alone in %(n)d partnerships whose facilitator is of a side. "
        "Name another neutral person in each first.",
        count,
    )
    return text % {"who": who, "n": count}
