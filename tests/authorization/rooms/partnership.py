"""One partnership: its page, charter, boundaries, people and course, for both sides and strangers.

Loaded by rooms/partnerships.py, which is the whole room.
"""

from django.urls import reverse

from foundation import signatures
from partnerships import charter_services
from partnerships.models import FacilitatorAssignment, Phase, RosterEntry, Side
from tests.authorization.world import SIDES, Try
from tests.factories import NOW, RoundFactory
from tests.factories_partnership import (
    CharterFactory,
    InitiativeFactory,
    PartnershipFactory,
    PartnershipOrganizationFactory,
    RosterEntryFactory,
    SharingBoundaryFactory,
)

OTHER = {SIDES[0]: SIDES[1], SIDES[1]: SIDES[0]}


def build(world):
    """One that is under way, one a side whose signed charter the other side reworded."""
    for key in ("partnership", "together"):
        for side in SIDES:
            if key == "partnership" and side == SIDES[1]:
                world.things[key, side] = world.things[key, SIDES[0]]
                continue
            world.things[key, side] = _partnership(world, "main", "FAC", key, side)
    _partnership(world, "elsewhere", "FAC2", "elsewhere", SIDES[0])
    for side in SIDES:
        _reword(world, side)


def _partnership(world, pair, held_by, key, named):
    partner = world.sides[pair, "partner"].organization
    partnership = PartnershipFactory(
        round=RoundFactory(program=world.program),
        initiative=InitiativeFactory(organization=partner),
        facilitator=world.staff[held_by],
        purpose=world.canary(key, "purpose", named),
        phase=Phase.MIDPOINT,
    )
    FacilitatorAssignment.objects.create(
        partnership=partnership, user=world.staff["EXF"], since=NOW, until=NOW
    )
    FacilitatorAssignment.objects.create(
        partnership=partnership, user=world.staff[held_by], since=NOW
    )
    for side in SIDES:
        _seats(world, partnership, pair, side, key)
    words = {f"benefit_{side}": world.canary(key, "benefit", side) for side in SIDES}
    CharterFactory(partnership=partnership, in_scope=world.canary(key, "scope", named), **words)
    return partnership


def _seats(world, partnership, pair, side, key):
    group = world.sides[pair, side]
    PartnershipOrganizationFactory(
        partnership=partnership, organization=group.organization, side=side
    )
    for user in group.people:
        leads = user == group.lead
        RosterEntryFactory(
            partnership=partnership, organization=group.organization, side=side, user=user,
            decides=leads, part=RosterEntry.Part.LEAD if leads else RosterEntry.Part.IMPLEMENTER,
        )  # fmt: skip
    for name in ("guide", "videos"):
        world.things[f"{key}_{name}", side] = SharingBoundaryFactory(
            partnership=partnership,
            organization=group.organization,
            material=world.canary(key, name, side),
            decided_at=NOW if name == "guide" else None,
            decided_by=group.lead if name == "guide" else None,
        )


def _reword(world, side):
    charter = world.things["together", side].charter
    seen = signatures.digest(charter_services.text(charter))
    for one in Side:
        lead = world.sides["main", one].lead
        charter_services.sign(charter, side=one, seen=seen, by=lead, now=NOW)
    charter.norms = "Reworded."
    charter_services.edit(
        charter, ["norms"], expected=1, side=OTHER[side], now=NOW, wording_only=True,
        by=world.sides["main", OTHER[side]].lead,
    )  # fmt: skip


def address(world, name, *more, key="partnership", side=SIDES[0]):
    return reverse(f"partnerships:{name}", args=[world.things[key, side].pk, *more])


def front_page(world, side):
    url = reverse("partnership", args=[world.things["partnership", side].pk])
    return Try("get", url, None, world.canary("partnership", "purpose", SIDES[0]))


def listed(world, side):
    canary = world.canary("partnership", "purpose", SIDES[0])
    return Try("get", reverse("partnership_list"), None, canary, own_page=True)


def charter(world, side):
    canary = world.canary("partnership", "scope", SIDES[0])
    return Try("get", address(world, "charter"), None, canary)


def charter_edited(world, side):
    sent = {"in_scope": "Other words.", "version": 1}
    return Try("post", address(world, "charter_edit"), sent)


def benefit_written(world, side):
    sent = {"benefit_partner": "More.", "benefit_thought_partner": "More.", "version": 1}
    return Try("post", address(world, "benefit"), sent)


def charter_signed(world, side):
    row = world.things["partnership", side].charter
    seen = signatures.digest(charter_services.text(row))
    return Try("post", address(world, "charter_sign"), {"seen": seen})


def charter_reopened(world, side):
    return Try("post", address(world, "charter_reopen", key="together", side=side), {})


def boundaries(world, side):
    canary = world.canary("partnership", "guide", side)
    return Try("get", address(world, "boundaries"), None, canary)


def boundary_decided(world, side):
    guide, videos = (world.things[f"partnership_{name}", side] for name in ("guide", "videos"))
    sent = {"material": "Renamed", "detail": "idea", "level": "2", "terms": "", "version": 1}
    return [
        Try("post", address(world, "boundary", guide.pk), sent),
        Try("post", address(world, "boundary_retire", videos.pk), {}),
    ]


def own_boundaries_decided(world, side):
    sent = {"material": "New", "detail": "idea", "level": "2", "terms": ""}
    return [
        Try("post", address(world, "boundary_add"), sent),
        Try("post", address(world, "boundaries_keep"), {}),
    ]


def people(world, side):
    canary = f"{world.canary('main', 'person', side)}-0"
    return Try("get", address(world, "roster"), None, canary)


def people_named(world, side):
    group = world.sides["main", side]
    roster = world.things["partnership", side].roster
    entry = {n: roster.get(user=group.people[n]).pk for n in (0, 1)}
    new = {"name": "N", "title": "T", "part": "implementer", "organization": group.organization.pk}
    marks = {"title": "Other", "part": "implementer", "version": 1}
    successor = {"name": "S", "title": "T", "email": "s@school.example"}
    return [
        Try("post", address(world, "person_add", side), {**new, "email": "n@school.example"}),
        Try("post", address(world, "person_change", entry[0]), marks),
        Try("post", address(world, "person_replace", entry[0]), successor),
        Try("post", address(world, "person_remove", entry[1]), {}),
    ]


def part_accepted(world, side):
    return Try("post", address(world, "accept"), {})


def left(world, side):
    return Try("post", address(world, "leave"), {})


def course(world, side):
    why = {"why": "A reason."}
    here = type(world.things["partnership", SIDES[0]]).objects.filter(
        pk=world.things["partnership", SIDES[0]].pk
    )
    here.update(phase=Phase.ACTIVE)  # from here no gate stands before the midpoint
    return [
        Try("post", address(world, "move"), {"new": Phase.MIDPOINT.value}),
        Try("post", address(world, "pause"), why),
        Try("post", address(world, "resume"), {}),
        Try("post", address(world, "end"), why),
    ]


def handed_over(world, side):
    sent = {"to": world.staff["FAC2"].pk, "because": "A new region."}
    return Try("post", address(world, "hand_over"), sent)


def neutral_named(world, side):
    here = world.things["partnership", side]
    type(here).objects.filter(pk=here.pk).update(
        facilitator_kind="internal", neutral_person=world.staff["FSUP"]
    )
    sent = {"neutral_person": world.staff["FAC2"].pk}
    return Try("post", address(world, "neutral"), sent)


def sentence(world, side):
    return Try("post", address(world, "sentence"), {"sentence": "It goes well.", "version": 1})


CELLS = {
    18: front_page, 19: charter, 20: charter_edited, 21: charter_signed, 22: boundaries,
    23: boundary_decided, 24: course, 301: listed, 302: people, 303: people_named,
    304: part_accepted, 305: left, 306: benefit_written, 307: charter_reopened, 308: handed_over,
    309: sentence, 310: own_boundaries_decided, 311: neutral_named,
}  # fmt: skip
