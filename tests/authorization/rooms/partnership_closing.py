"""The close-out of one partnership: read by those inside, written by both sides.

Loaded by rooms/partnerships.py after rooms/partnership.py, whose way of making one it uses.
"""

from django.urls import reverse

from partnerships.models import Phase
from tests.authorization.rooms import partnership
from tests.authorization.world import SIDES, Try
from tests.factories_closing import BenefitFactory, CarryOnFactory, CloseOutFactory
from tests.factories_kickoff import GoalFactory, LearningObjectiveFactory


def build(world):
    """One that is closing, with something written in each part of its close-out."""
    made = partnership._partnership(world, "main", "FAC", "closing", SIDES[0])
    type(made).objects.filter(pk=made.pk).update(phase=Phase.CLOSING)
    GoalFactory(partnership=made)
    things = world.things
    things["closing", "it"] = made
    things["closing", "aim"] = LearningObjectiveFactory(partnership=made)
    things["closing", "carried"] = CarryOnFactory(partnership=made)
    CloseOutFactory(partnership=made, could_not_alone=world.canary("closing", "alone", SIDES[0]))
    for side in SIDES:
        words = world.canary("closing", "gain", side)
        things["closing_gain", side] = BenefitFactory(partnership=made, side=side, evidence=words)


def address(world, name, *more):
    return reverse(f"partnerships:{name}", args=[world.things["closing", "it"].pk, *more])


def read(world, side):
    url = reverse("closing", args=[world.things["closing", "it"].pk])
    return [
        Try("get", url, None, world.canary("closing", "alone", SIDES[0])),
        Try("get", url, None, world.canary("closing", "gain", side)),
    ]


def written(world, side):
    aim, carried = world.things["closing", "aim"].pk, world.things["closing", "carried"].pk
    answers = {"could_not_alone": "A language.", "onward": "end", "version": 1}
    judged = {"state": "met", "judged_because": "Seen.", "version": 1}
    goes_on = {"what": "It", "holder": "The lead"}
    return [
        Try("post", address(world, "closing_write"), answers),
        Try("post", address(world, "closing_judge", aim), judged),
        Try("post", address(world, "closing_carried_add"), goes_on),
        Try("post", address(world, "closing_carried", carried), {**goes_on, "version": 1}),
        Try("post", address(world, "closing_carried_off", carried), {}),
    ]


def gained(world, side):
    row = world.things["closing_gain", side].pk
    words = {"evidence": "A card.", "kind": ""}
    return [
        Try("post", address(world, "closing_gain_add", side), words),
        Try("post", address(world, "closing_gain", row), {**words, "version": 1}),
    ]


def no_lesson(world, side):
    sent = {"no_insight_reason": "None was told.", "version": 1}
    return Try("post", address(world, "closing_no_lesson"), sent)


def gained_so_far(world, side):
    words = {"evidence": "A card so far.", "kind": ""}
    url = reverse("partnerships:gain_so_far", args=[world.things["partnership", side].pk])
    return Try("post", url, words)


CELLS = {882: gained_so_far, 241: read, 242: written, 243: gained, 244: no_lesson}
