"""Rows of the close-out for tests."""

import factory
from factory.django import DjangoModelFactory

from partnerships.models import Benefit, CarryOn, CloseOut, LearningObjective, Phase, Side

from .factories import NOW
from .factories_kickoff import GoalFactory, LearningObjectiveFactory
from .factories_partnership import PartnershipFactory, Room, make_room


class CloseOutFactory(DjangoModelFactory):
    class Meta:
        model = CloseOut

    partnership = factory.SubFactory(PartnershipFactory)
    created_at = NOW
    changed_at = NOW


class BenefitFactory(DjangoModelFactory):
    class Meta:
        model = Benefit

    partnership = factory.SubFactory(PartnershipFactory)
    side = Side.PARTNER
    evidence = "Two schools use one feedback routine."
    created_at = NOW
    changed_at = NOW


class CarryOnFactory(DjangoModelFactory):
    class Meta:
        model = CarryOn

    partnership = factory.SubFactory(PartnershipFactory)
    what = "The feedback routine in all schools"
    holder = "Lakeview’s coaching lead"
    created_at = NOW
    changed_at = NOW


def make_closing(*, written=False, phase=Phase.CLOSING) -> Room:
    """Make a closing partnership with a goal and one objective; `written`: nothing is left."""
    room = make_room(phase=phase, signed=True)
    partnership = room.partnership
    GoalFactory(partnership=partnership)
    objective = LearningObjectiveFactory(partnership=partnership)
    if written:
        objective.state, objective.judged_because = LearningObjective.State.MET, "Seen in May."
        objective.save()
        CloseOutFactory(
            partnership=partnership, goal_judged=CloseOut.Goal.PARTLY, onward=CloseOut.Onward.END,
            goal_because="Two of three schools.", could_not_alone="A shared language.",
        )  # fmt: skip
        for side in Side:
            BenefitFactory(partnership=partnership, side=side, evidence=f"{side} has a card.")
        CarryOnFactory(partnership=partnership)
    return room
