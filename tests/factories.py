"""Rows for tests, without hooks: what a test needs beyond these it says itself."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from partnerships.models import (
    Membership,
    Organization,
    Program,
    ProgramRole,
    Role,
    Round,
    RoundState,
)

NOW = datetime(2027, 3, 8, 15, tzinfo=UTC)  # a Monday, 10:00 am Eastern
TODAY = NOW.date()
LONG_AGO = date(2026, 1, 5)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@school.example")
    name = factory.Sequence(lambda n: f"Person {n}")
    time_zone = "America/New_York"
    joined_at = NOW


class ProgramFactory(DjangoModelFactory):
    class Meta:
        model = Program

    name = factory.Sequence(lambda n: f"Program {n}")
    created_at = NOW
    changed_at = NOW


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    program = factory.SubFactory(ProgramFactory)
    name = factory.Sequence(lambda n: f"Round {n}")
    opens_on = date(2027, 1, 11)
    closes_on = date(2027, 4, 30)
    places = 10
    state = RoundState.DRAFT
    created_at = NOW
    changed_at = NOW


class OrganizationFactory(DjangoModelFactory):
    """An enrolled organization; `enrolled_at=None` for a listed one."""

    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Organization {n}")
    short_name = factory.Sequence(lambda n: f"Org {n}")
    enrolled_at = NOW
    created_at = NOW
    changed_at = NOW


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    organization = factory.SubFactory(OrganizationFactory)
    user = factory.SubFactory(UserFactory)
    title = "Coaching lead"
    since = LONG_AGO


class ProgramRoleFactory(DjangoModelFactory):
    class Meta:
        model = ProgramRole

    program = factory.SubFactory(ProgramFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.FACILITATOR
    since = LONG_AGO
