"""Everybody whom Seedbed knows, for administrators, with what they are here; who is inside."""

from datetime import date

from django.db.models import Prefetch, Q

from accounts.models import User
from foundation.models import AuditEvent

from . import search
from .models import Membership, ProgramRole

SEARCHED = ("name", "email")
FIRST = ("since", "organization__name", "pk")  # of one day, by name


def everybody(day: date, query: str = ""):
    """Return people whose name or e-mail holds every word of `query`, those who left too.

    Each comes with `places` and `held`: their organizations and roles on `day`; two queries.
    """
    places = Membership.objects.on(day).select_related("organization").order_by(*FIRST)
    held = ProgramRole.objects.on(day).select_related("program")
    held = held.order_by("role", "program__name", "pk")
    return search.reading(User.objects.all(), SEARCHED, query).prefetch_related(
        Prefetch("memberships", places, to_attr="places"),
        Prefetch("program_roles", held, to_attr="held"),
    )


def inside(partnership):
    """Return who takes part in `partnership`, its roster and facilitator, by name."""
    seats = partnership.roster.standing().values("user")
    return User.objects.filter(Q(pk__in=seats) | Q(pk=partnership.facilitator_id)).order_by("name")


def said_of(ids, day: date) -> dict:
    """Return person id to what their first organization of `day` is called; one query."""
    rows = Membership.objects.on(day).filter(user__in=ids).select_related("organization")
    latest_first = rows.order_by(*FIRST).reverse()
    return {row.user_id: row.organization.said for row in latest_first}


def told_by(person: User) -> User | None:
    """Return who recorded that `person` left; None where the record names nobody."""
    events = AuditEvent.objects.about(person).filter(verb="deactivated").select_related("by")
    event = events.order_by("-at").first()
    return event.by if event else None
