"""A partnership for tests: bare rows, and a whole room with sides, roster and charter."""

from dataclasses import dataclass
from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from foundation import clock, signatures
from foundation.models import AuditEvent, Signature, Version
from partnerships import charter_services
from partnerships.models import (
    OVER,
    Charter,
    FacilitatorAssignment,
    Initiative,
    Partnership,
    PartnershipOrganization,
    Phase,
    Role,
    RosterEntry,
    SharingBoundary,
    Side,
)

from .factories import (
    LONG_AGO,
    NOW,
    OrganizationFactory,
    ProgramRoleFactory,
    RoundFactory,
    UserFactory,
)


class InitiativeFactory(DjangoModelFactory):
    class Meta:
        model = Initiative

    organization = factory.SubFactory(OrganizationFactory)
    title = "Feedback for first-year teachers"
    stage = Initiative.Stage.DESIGNING
    created_at = NOW
    changed_at = NOW


class PartnershipFactory(DjangoModelFactory):
    """The row alone: no sides, no roster, no charter. `make_room` makes them all."""

    class Meta:
        model = Partnership

    round = factory.SubFactory(RoundFactory)
    initiative = factory.SubFactory(InitiativeFactory)
    facilitator = factory.SubFactory(UserFactory)
    purpose = "Every resident gets useful feedback in the lesson, every week"
    starts_on = date(2027, 3, 1)
    ends_on = date(2027, 12, 1)
    matched_at = NOW
    created_at = NOW
    changed_at = NOW


class PartnershipOrganizationFactory(DjangoModelFactory):
    class Meta:
        model = PartnershipOrganization

    partnership = factory.SubFactory(PartnershipFactory)
    organization = factory.SubFactory(OrganizationFactory)
    side = Side.PARTNER


class RosterEntryFactory(DjangoModelFactory):
    class Meta:
        model = RosterEntry

    partnership = factory.SubFactory(PartnershipFactory)
    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    side = Side.PARTNER
    title = "Coaching lead"
    since = LONG_AGO
    created_at = NOW
    changed_at = NOW


class CharterFactory(DjangoModelFactory):
    class Meta:
        model = Charter

    partnership = factory.SubFactory(PartnershipFactory)
    created_at = NOW
    changed_at = NOW


class SharingBoundaryFactory(DjangoModelFactory):
    class Meta:
        model = SharingBoundary

    partnership = factory.SubFactory(PartnershipFactory)
    organization = factory.SubFactory(OrganizationFactory)
    material = factory.Sequence(lambda n: f"Guide {n}")
    created_at = NOW
    changed_at = NOW


@dataclass
class Room:
    """A partnership with everybody in it; `people` by (side, "decider" | "implementer")."""

    partnership: Partnership
    charter: Charter
    boundary: SharingBoundary
    facilitator: object
    officer: object
    lead: object
    people: dict

    def decider(self, side):
        return self.people[side, "decider"].user

    def implementer(self, side):
        return self.people[side, "implementer"].user

    def organization(self, side):
        return self.people[side, "decider"].organization

    def fresh(self):
        """Load the partnership again, as a page does."""
        return Partnership.objects.with_room().get(pk=self.partnership.pk)


def beside(phase, at=NOW) -> dict:
    """Return `phase` with what a row in it holds beside it; where that is over, since `at`."""
    return {
        "phase": phase,
        "phase_before_pause": Phase.ACTIVE if phase == Phase.PAUSED else "",
        "ended_at": at if phase in OVER else None,
    }


def put_in(partnership, phase, at=NOW, **more) -> None:
    """Let `partnership` stand in `phase`; `more` are other fields of it."""
    rows = Partnership.objects.filter(pk=partnership.pk)
    rows.update(**beside(phase, at), **more)


def make_room(*, phase=Phase.FORMING, signed=False, benefits=True, decided=True, **also) -> Room:
    """Make a partnership with a decider and an implementer a side, a charter and a boundary.

    `signed` puts both signatures under it; `also` goes to the partnership's row.
    """
    thought_partner = OrganizationFactory(short_name="Beacon")
    partner = OrganizationFactory(short_name="Lakeview")
    partnership = PartnershipFactory(
        initiative__organization=partner, matched_at=NOW, **beside(phase) | also
    )
    program = partnership.round.program
    ProgramRoleFactory(program=program, user=partnership.facilitator)
    FacilitatorAssignment.objects.create(
        partnership=partnership, user=partnership.facilitator, since=NOW
    )
    people = {
        **_side(partnership, partner, Side.PARTNER),
        **_side(partnership, thought_partner, Side.THOUGHT_PARTNER),
    }
    words = {"benefit_partner": "P gains", "benefit_thought_partner": "T gains"} if benefits else {}
    charter = CharterFactory(partnership=partnership, in_scope="One question a month.", **words)
    decider = people[Side.THOUGHT_PARTNER, "decider"].user
    boundary = SharingBoundaryFactory(
        partnership=partnership,
        organization=thought_partner,
        material="Coaching guide",
        decided_at=NOW if decided else None,
        decided_by=decider if decided else None,
    )
    room = Room(
        partnership,
        charter,
        boundary,
        partnership.facilitator,
        ProgramRoleFactory(program=program, role=Role.PROGRAM_OFFICER).user,
        ProgramRoleFactory(program=program, role=Role.FACILITATION_LEAD).user,
        people,
    )
    if signed:
        _signed(room)
    return room


def _signed(room):
    """Write what `sign_both` leaves under a charter nobody has signed, without asking anew each
    time whether it may be (tests/partnerships/test_partnership_charter.py compares)."""
    content = charter_services.text(room.charter)
    kind, pk = room.charter._meta.label_lower, room.charter.pk
    about = {"context_kind": kind, "context_id": pk, "at": NOW}
    deciders = [(side, room.decider(side)) for side in Side]
    digest = signatures.digest(content)
    Signature.objects.bulk_create(
        Signature(**about, side=side, by=by, digest=digest) for side, by in deciders
    )
    Version.objects.create(**about, number=1, content=content, by=deciders[0][1])
    AuditEvent.objects.bulk_create(
        AuditEvent(**about, verb="signed", by=by) for _side, by in deciders
    )
    Charter.objects.filter(pk=pk).update(signed_at=NOW)
    room.charter.refresh_from_db()


def meeting_room(**also) -> Room:
    """Make a room that has met for 90 days by the real clock, which pages are asked by."""
    real, day = clock.now().date(), timedelta(days=1)
    return make_room(
        phase=Phase.ACTIVE, starts_on=real - 90 * day, ends_on=real + 190 * day, **also
    )


def _side(partnership, organization, side) -> dict:
    PartnershipOrganizationFactory(partnership=partnership, organization=organization, side=side)
    seat = {"partnership": partnership, "organization": organization, "side": side}
    decider = RosterEntryFactory(
        **seat, title="Superintendent", part=RosterEntry.Part.SPONSOR, decides=True
    )
    implementer = RosterEntryFactory(**seat, implements=True)
    return {(side, "decider"): decider, (side, "implementer"): implementer}


def sign_both(room, now=NOW) -> None:
    """Let the decider of each side sign the charter as it stands."""
    room.charter.refresh_from_db()
    seen = signatures.digest(charter_services.text(room.charter))
    for side in Side:
        charter_services.sign(room.charter, side=side, seen=seen, by=room.decider(side), now=now)
