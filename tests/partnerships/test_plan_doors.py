"""Who draws the map while it may still be redrawn: both sides and the facilitator, nobody else."""

import pytest
from django.urls import reverse

from partnerships.models import Goal, Phase, PlanItem, Side
from tests.factories import NOW, UserFactory
from tests.factories_kickoff import GoalFactory, PlanItemFactory
from tests.factories_partnership import make_room

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NAMES = ["map_lay", "month_add", "month_drop", "month", "goal_reopen"]


@pytest.fixture
def room():
    room = make_room(phase=Phase.KICKOFF)
    PlanItemFactory(partnership=room.partnership, accomplish="")
    GoalFactory(
        partnership=room.partnership, text="CANARY", reworded_at=NOW, reworded_side=Side.PARTNER
    )
    return room


def sent(client, room, name, user):
    """Return what a press answers, and what stands afterwards."""
    if name == "map_lay":
        PlanItem.objects.all().delete()
    more = [PlanItem.objects.get().pk] if name == "month" else []
    client.force_login(user, backend=BACKEND)
    url = reverse(f"partnerships:{name}", args=[room.partnership.pk, *more])
    before = stands()
    code = client.post(url, {"accomplish": "New", "version": 1}).status_code
    return code, before != stands()


def stands():
    return (
        list(PlanItem.objects.order_by("number").values_list("number", "accomplish")),
        list(Goal.objects.values_list("reworded_at", flat=True)),
    )


@pytest.mark.parametrize("name", NAMES)
def test_strangers_and_the_program_officer_do_not_find_it(client, room, name):
    for user in (UserFactory(), room.officer):
        assert sent(client, room, name, user) == (404, False)


@pytest.mark.parametrize("name", NAMES)
def test_a_lead_of_the_program_reads_and_does_not_write(client, room, name):
    assert sent(client, room, name, room.lead) == (403, False)


@pytest.mark.parametrize("name", NAMES)
def test_a_side_writes(client, room, name):
    assert sent(client, room, name, room.decider(Side.THOUGHT_PARTNER)) == (302, True)


def test_who_wrote_new_words_of_the_goal_does_not_reopen_it(client, room):
    own = room.decider(Side.PARTNER)

    assert sent(client, room, "goal_reopen", own) == (403, False)
