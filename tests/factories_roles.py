"""Flags about roles for tests."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from partnerships import role_services
from partnerships.models import LengthSeen, RoleFlag

from .factories import NOW

WEEK = timedelta(days=7)


class LengthSeenFactory(DjangoModelFactory):
    class Meta:
        model = LengthSeen

    starts_on = factory.SelfAttribute("partnership.starts_on")
    ends_on = factory.SelfAttribute("partnership.ends_on")
    at = NOW


def flag_in(room, *, kind="shopping", seen="They ask for files only.", now=NOW, by=None):
    """Raise a flag in the partnership of `room`; return it."""
    initiative = room.partnership.initiative
    return role_services.raise_flag(
        kind=kind, seen=seen, about=room.partnership, initiative=initiative,
        organization=initiative.organization, by=by or room.facilitator, now=now,
    )  # fmt: skip


def flag_on(application, *, kind="shopping", seen="They ask for files only.", now=NOW) -> RoleFlag:
    """Raise a flag on `application` as its facilitator; return it."""
    return role_services.raise_flag(
        kind=kind, seen=seen, about=application, initiative=application.initiative,
        organization=application.organization, by=application.facilitator, now=now,
    )  # fmt: skip
