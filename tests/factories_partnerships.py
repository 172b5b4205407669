"""Rows of the directory for tests, beside those of tests/factories.py."""

import factory
from factory.django import DjangoModelFactory

from partnerships.models import DocumentedRelation, Expertise, Grant, Initiative, Role, Term
from tests.factories import (
    NOW,
    MembershipFactory,
    OrganizationFactory,
    ProgramRoleFactory,
)

PEOPLE = ["administrator", "program_officer", "facilitation_lead", "facilitator", "evaluator"]


def term(slug: str) -> Term:
    """Return a topic, context or kind."""
    return Term.objects.filter(slug=slug).first()


class Stamped(DjangoModelFactory):
    class Meta:
        abstract = True

    created_at = NOW
    changed_at = NOW


class GrantFactory(Stamped):
    class Meta:
        model = Grant

    organization = factory.SubFactory(OrganizationFactory)
    fiscal_year = 2017
    activity = "A residency"
    source = "https://example.org/grant"


class ExpertiseFactory(Stamped):
    class Meta:
        model = Expertise

    organization = factory.SubFactory(OrganizationFactory)
    topic = factory.LazyFunction(lambda: term("residency"))
    claim = "Trains mentors of residents"
    depth = 3


class SourcedInitiativeFactory(Stamped):
    class Meta:
        model = Initiative

    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"Initiative {n}")
    stage = Initiative.Stage.DESIGNING
    source = "https://example.org/initiative"


class RelationFactory(Stamped):
    class Meta:
        model = DocumentedRelation

    expert_name = "Beacon"
    partner_name = "Lakeview"
    relationship_type = DocumentedRelation.Type.MENTOR_PROGRAM
    source = "https://example.org/pair"


def someone(kind, organization=None):
    """Return a person: a program role, "keeper" or "member" of `organization`, or "stranger"."""
    if kind in PEOPLE:
        return ProgramRoleFactory(role=Role(kind)).user
    if kind == "stranger":
        return MembershipFactory().user
    return MembershipFactory(organization=organization, administers=kind == "keeper").user
