"""The letter to the leader of a silent side. Loaded by rooms/sessions_app.py."""

import datetime

from django.urls import reverse

from foundation import clock
from partnerships.models import Phase, RosterEntry
from sessions_app.models import Question
from tests.authorization.world import SIDES, Try
from tests.factories import RoundFactory
from tests.factories_partnership import (
    InitiativeFactory,
    PartnershipFactory,
    PartnershipOrganizationFactory,
    RosterEntryFactory,
)

DAY = datetime.timedelta(days=1)


def build(world):
    """One that has not met for long by the real clock; whoever applies has been silent."""
    now = clock.now()
    partner = world.sides["main", "partner"].organization
    partnership = PartnershipFactory(
        round=RoundFactory(program=world.program), phase=Phase.ACTIVE,
        initiative=InitiativeFactory(organization=partner), facilitator=world.staff["FAC"],
        starts_on=now.date() - 90 * DAY, ends_on=now.date() + 200 * DAY, matched_at=now - 120 * DAY,
    )  # fmt: skip
    for side in SIDES:
        group = world.sides["main", side]
        seat = {"partnership": partnership, "organization": group.organization, "side": side}
        PartnershipOrganizationFactory(**seat)
        for user in group.people:
            leads = user == group.lead
            part = RosterEntry.Part.LEAD if leads else RosterEntry.Part.IMPLEMENTER
            world.things["letter_to", side] = RosterEntryFactory(
                **seat, user=user, decides=leads, part=part
            )
    Question.objects.create(
        partnership=partnership, side=SIDES[0], words="How many?", created_at=now - 5 * DAY,
        changed_at=now, created_by=world.sides["main", SIDES[0]].people[0],
    )  # fmt: skip
    world.things["letter", "both"] = partnership


def written(world, side):
    page = reverse("sessions_app:letter", args=[world.things["letter", "both"].pk])
    leader = world.things["letter_to", "partner"]
    words = {"to": leader.pk, "words": "Which days would suit you?"}
    return [Try("get", page, None, "which days would suit you?"), Try("post", page, words)]


CELLS = {1460: written}
