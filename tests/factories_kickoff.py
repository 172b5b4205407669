"""What a kickoff agrees, for tests: winds, focus areas, goal, objectives, session map."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from partnerships.models import FocusArea, Goal, LearningObjective, Phase, PlanItem, Wind

from .factories import NOW
from .factories_partnership import PartnershipFactory, make_room


class WindFactory(DjangoModelFactory):
    class Meta:
        model = Wind

    partnership = factory.SubFactory(PartnershipFactory)
    direction = Wind.Direction.HEAD
    kind = Wind.Kind.TIME
    text = "Four new schools open in August"
    created_at = NOW
    changed_at = NOW


class FocusAreaFactory(DjangoModelFactory):
    class Meta:
        model = FocusArea

    partnership = factory.SubFactory(PartnershipFactory)
    need = "Feedback in the lesson"
    can_show = "How host teachers are prepared"
    created_at = NOW
    changed_at = NOW


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    partnership = factory.SubFactory(PartnershipFactory)
    text = "Every resident gets feedback in the lesson, every week."
    created_at = NOW
    changed_at = NOW


class LearningObjectiveFactory(DjangoModelFactory):
    class Meta:
        model = LearningObjective

    partnership = factory.SubFactory(PartnershipFactory)
    order = 1
    short = "Choose one feedback routine"
    who = "Lakeview’s residency team"
    able_to = "choose the feedback routine its host teachers use"
    by_date = date(2027, 6, 30)
    created_at = NOW
    changed_at = NOW


class PlanItemFactory(DjangoModelFactory):
    """One month of the map; `serves=[objective, ...]` says which objectives it serves."""

    class Meta:
        model = PlanItem
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    number = 1
    month = date(2027, 4, 1)
    accomplish = "Two routines seen side by side"
    created_at = NOW
    changed_at = NOW

    @factory.post_generation
    def serves(self, create, extracted, **kwargs):
        if extracted:
            self.objectives.set(extracted)


def written_room(**also):
    """Return a room at its kickoff whose goal and one objective are written."""
    room = make_room(signed=True, **{"phase": Phase.KICKOFF, **also})
    GoalFactory(partnership=room.partnership)
    LearningObjectiveFactory(partnership=room.partnership)
    return room
