"""The plan of one partnership: kickoff, goal, map; read by those inside, written by both sides.

Loaded by rooms/partnerships.py after rooms/partnership.py, whose partnership it fills.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from foundation import signatures
from partnerships import plan_services
from partnerships.models import KickoffCheck, Partnership, Phase, PlanChange
from tests.authorization.rooms.partnership import address
from tests.authorization.world import SIDES, Try
from tests.factories import NOW
from tests.factories_kickoff import (
    FocusAreaFactory,
    GoalFactory,
    LearningObjectiveFactory,
    PlanItemFactory,
    WindFactory,
)

SECTION = {"thought_partner": "synthesis", "partner": "challenge"}


def build(world):
    """A goal, an objective, a focus area, a wind and a map with a change that still waits."""
    where = {"partnership": world.things["partnership", SIDES[0]]}
    things = world.things
    things["plan", "goal"] = GoalFactory(**where, text=world.canary("plan", "goal", SIDES[0]))
    things["plan", "aim"] = LearningObjectiveFactory(**where)
    things["plan", "wind"] = WindFactory(**where, text=world.canary("plan", "wind", SIDES[0]))
    things["plan", "area"] = FocusAreaFactory(**where, need=world.canary("plan", "need", SIDES[0]))
    things["plan", "item"] = PlanItemFactory(
        **where, accomplish=world.canary("plan", "month", SIDES[0])
    )
    things["plan", "change"] = PlanChange.objects.create(
        **where, item=things["plan", "item"], after="A", trigger="T", advances="yes",
        stands_on=timezone.localdate() + timedelta(days=5), created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def read(world, side):
    partnership = world.things["partnership", side]
    pages = {
        reverse("kickoff", args=[partnership.pk]): "wind",
        reverse("kickoff_print", args=[partnership.pk]): "goal",
        address(world, "focus"): "need",
        address(world, "goal"): "goal",
        address(world, "session_map"): "month",
    }
    return [
        Try("get", url, None, world.canary("plan", name, SIDES[0])) for url, name in pages.items()
    ]


def _in_phase(world, side, phase):
    partnership = world.things["partnership", side]
    Partnership.objects.filter(pk=partnership.pk).update(phase=phase)


def written(world, side):
    _in_phase(world, side, Phase.KICKOFF)
    item, aim = world.things["plan", "item"], world.things["plan", "aim"]
    area, wind = world.things["plan", "area"], world.things["plan", "wind"]
    month = {"accomplish": "New", "trigger": "T", "advances": "yes", "version": 1}
    said = {"direction": "tail", "text": "W", "kind": "time", "strength": "1"}
    objective = {
        "by_date": "2027-08-02", "who": "W", "able_to": "do", "short": "S",
    }  # fmt: skip
    lines = {"need": "N", "can_show": "C"}
    return [
        Try("post", address(world, "goal_edit"), {"text": "New", "version": 1}),
        Try("post", address(world, "objective_add"), objective),
        Try("post", address(world, "objective", aim.pk), {**objective, "version": 1}),
        Try("post", address(world, "objective_drop", aim.pk), {}),
        Try("post", address(world, "wind_add"), said),
        Try("post", address(world, "wind", wind.pk), {**said, "version": 1}),
        Try("post", address(world, "focus_add"), lines),
        Try("post", address(world, "focus_change", area.pk), {**lines, "version": 1}),
        Try("post", address(world, "focus_choose", area.pk), {}),
        Try("post", address(world, "focus_let_go", area.pk), {}),
        Try("post", address(world, "month_change", item.pk), month),
    ]


def signed(world, side):
    seen = signatures.digest(plan_services.text(world.things["plan", "goal"]))
    return Try("post", address(world, "goal_sign"), {"seen": seen})


def changed_in_the_open(world, side):
    _in_phase(world, side, Phase.ACTIVE)
    area, aim = world.things["plan", "area"], world.things["plan", "aim"]
    why = {"trigger": "T", "advances": "yes", "version": 1}
    lines = {"need": "N", "can_show": "C"}
    objective = {"by_date": "2027-08-02", "who": "W", "able_to": "do", "short": "S"}
    return [
        Try("post", address(world, "focus_change", area.pk), lines | why),
        Try("post", address(world, "objective", aim.pk), objective | why),
    ]


def use_said(world, side):
    _in_phase(world, side, Phase.ACTIVE)
    sent = {"in_use": "In two schools", "version": 1}
    return Try("post", address(world, "objective_use", world.things["plan", "aim"].pk), sent)


def section_written(world, side):
    sent = {"words": "Our words.", "version": 1}
    return Try("post", address(world, "section", SECTION[side]), sent)


def objected(world, side):
    change = world.things["plan", "change"]
    return Try("post", address(world, "change_object", change.pk), {"words": "No."})


def rated(world, side):
    _in_phase(world, side, Phase.KICKOFF)
    area = world.things["plan", "area"]
    said = {"need_rank": 1, "ability": 3, "sharing": 2}
    sent = {f"{name}-{area.pk}": value for name, value in said.items()}
    return Try("post", address(world, "focus_rate"), sent)


def said_as_leader(world, side):
    return Try("post", address(world, "leader"), {"empower": "They may speak."})


def check_answered(world, side):
    _in_phase(world, side, Phase.ACTIVE)
    return Try("post", address(world, "kickoff_check"), {"understood": 2, "invested": 3})


def check_read(world, side):
    _in_phase(world, side, Phase.ACTIVE)
    words = world.canary("plan", "check", side)
    KickoffCheck.objects.get_or_create(
        partnership=world.things["partnership", side], user=world.person("OWN", side),
        defaults={"side": side, "understood": 2, "invested": 3, "words": words,
                  "created_at": NOW, "changed_at": NOW},
    )  # fmt: skip
    return Try("get", address(world, "kickoff_check"), None, words)


CELLS = {
    341: read, 342: written, 343: signed, 344: section_written, 345: objected, 346: rated,
    347: said_as_leader, 348: check_answered, 349: check_read, 350: changed_in_the_open,
    1480: use_said,
}  # fmt: skip
