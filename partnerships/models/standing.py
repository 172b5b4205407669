"""Where a person stands: program roles and memberships of today, read once a request."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.db.models import Case, CharField, DateField, F, Q, UUIDField, Value, When

from foundation import clock
from foundation.compiled import Compiled

from .organizations import Membership
from .programs import ProgramRole, Role

SECOND_FACTOR_ROLES = {
    Role.ADMINISTRATOR,
    Role.PROGRAM_OFFICER,
    Role.FACILITATION_LEAD,
    Role.FACILITATOR,
}


@dataclass(frozen=True)
class Standing:
    """Role to program ids; organization ids to (short name, title), and those administered.

    `partnerships` are the ids of those on whose roster the person is.
    """

    roles: dict[str, set[uuid.UUID]] = field(default_factory=dict)
    organizations: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)
    administers: frozenset[uuid.UUID] = frozenset()  # organizations whose page the person keeps
    partnerships: frozenset[uuid.UUID] = frozenset()

    def has(self, *roles) -> bool:
        """Say whether the person holds one of `roles` in any program."""
        return any(role in self.roles for role in roles)

    def programs(self, *roles) -> set[uuid.UUID]:
        """Return the ids of the programs in which the person holds one of `roles`."""
        return set().union(*(self.roles.get(role, set()) for role in roles))

    def within(self, ref: str, *roles) -> Q:
        """Return the condition that the person holds one of `roles` in the program at `ref`.

        Where they hold none, the query need not even look at the program.
        """
        programs = self.programs(*roles)
        return Q(**{f"{ref}__in": programs}) if programs else Q(pk__in=[])


def standing(user, *, day: datetime.date | None = None) -> Standing:
    """Return where `user` stands on `day` (default: today in UTC); one query a request."""
    if not user.is_authenticated:
        return Standing()
    if day is not None:
        return _read(user, day)
    if not hasattr(user, "_standing"):
        user._standing = _read(user, clock.now().date())
    return user._standing


def forget(user) -> None:
    """Let it be read anew where `user` stands: it has changed within the request."""
    if hasattr(user, "_standing"):
        del user._standing


def needs_second_factor(user) -> bool:
    """Say whether a program role obliges `user` to hold a second factor."""
    return standing(user).has(*SECOND_FACTOR_ROLES)


def _rows(user, day):
    """Return (role, id, short name, title): program roles, memberships and seats on a roster."""
    from .partnership import RosterEntry  # noqa: PLC0415 - its rights ask where a person stands

    held = ProgramRole.objects.on(day).filter(user=user)
    member = Membership.objects.on(day).filter(user=user)
    seats = RosterEntry.objects.standing().filter(user=user)
    blank = Value("", output_field=CharField())
    return held.values_list(F("role"), F("program_id"), blank, blank).union(
        member.values_list(
            Case(When(administers=True, then=Value("keeper")), default=Value("member")),
            F("organization_id"),
            F("organization__short_name"),
            F("title"),
        ),
        seats.values_list(
            Value("seat", output_field=CharField()), F("partnership_id"), blank, blank
        ),
        all=True,
    )


_id = UUIDField()
_asked = Compiled(
    _rows,
    user=(_id, uuid.UUID(int=1)),
    day=(DateField(), datetime.date.min),
)


def _read(user, day):
    roles: dict[str, set[uuid.UUID]] = {}
    organizations: dict[uuid.UUID, tuple[str, str]] = {}
    found: dict[str, set[uuid.UUID]] = {"keeper": set(), "seat": set()}
    for role, told, short_name, title in _asked(user=user.pk, day=day):
        key = _id.to_python(told)
        if role in {"member", "keeper"}:
            organizations[key] = (short_name, title)
        if role in found:
            found[role].add(key)
        elif role != "member":
            roles.setdefault(role, set()).add(key)
    return Standing(roles, organizations, frozenset(found["keeper"]), frozenset(found["seat"]))
