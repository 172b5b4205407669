"""The neutral person: hears each side alone where the facilitator belongs to one (domain 0.62)."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.errors import Refused

from .models import Membership, Partnership, ProgramRole, Role, RosterEntry

NEEDED = gettext_lazy(
    "The facilitator belongs to one side. Name a neutral person for the midpoint talks."
)


def facilitators(partnership: Partnership, day: date):
    """Return who facilitates in the program of `partnership` on `day`, by name."""
    held = ProgramRole.objects.on(day).filter(
        program=partnership.round.program_id, role=Role.FACILITATOR
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "pk")


def of_a_side(organizations, day: date):
    """Return the memberships of `day` in one of `organizations`: who has them is of a side."""
    return Membership.objects.on(day).filter(organization__in=organizations)


def candidates(partnership: Partnership, day: date):
    """Return who may hear each side alone: facilitators of the program who belong to no side."""
    seats = RosterEntry.objects.standing().filter(partnership=partnership)
    sides = of_a_side([row.organization_id for row in partnership.organizations.all()], day)
    return (
        facilitators(partnership, day)
        .exclude(pk__in=seats.values("user"))
        .exclude(pk__in=sides.values("user"))
    )


def require(person, *, facilitator, organizations, seated, now: datetime) -> None:
    """Raise Refused unless `person` belongs to none of `organizations`, and is there.

    `seated` are the ids of the people on both sides.
    """
    if person.pk == facilitator.pk:
        raise Refused(_("This person is the neutral one for the midpoint talks. Name another."))
    of_one = of_a_side(organizations, now.date()).filter(user=person)
    if not person.is_active or person.pk in seated or of_one.exists():
        raise Refused(
            _(
                "The neutral person for the midpoint talks belongs to neither side. "
                "Name somebody else."
            )
        )


def must_stay_out(partnership: Partnership, user) -> str:
    """Return why `user` may join neither side of `partnership`, or ""."""
    if user.pk == partnership.facilitator_id:
        return _("Whoever facilitates sits on neither side. Name somebody else.")
    if partnership.facilitator_kind != Partnership.FacilitatorKind.INTERNAL:
        return ""
    if user.pk == partnership.neutral_person_id:
        return _("The neutral person for the midpoint talks sits on neither side.")
    return ""
