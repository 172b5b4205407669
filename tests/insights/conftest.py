"""A partnership under way, a lesson of the side that shares, and how people come in."""

import pytest

from insights.models import Brief
from partnerships.models import Phase, Program, Side
from tests import factories_insights as make
from tests.factories_partnership import make_room


@pytest.fixture
def room():
    made = make_room(phase=Phase.ACTIVE)
    Program.objects.update(boilerplate="Written under a grant. No endorsement.")
    return made


@pytest.fixture
def lesson(room):
    """Shared, and approved by its owner's leader up to the program."""
    return make.shared(room.partnership, approver=room.decider(Side.THOUGHT_PARTNER), level=4)


@pytest.fixture
def brief(room, lesson):
    """Being written, with one section."""
    row = make.BriefFactory(
        partnership=room.partnership, boilerplate="Written under a grant. No endorsement."
    )
    make.BriefLineFactory(brief=row, insight=lesson)
    return Brief.objects.whole().get(pk=row.pk)
