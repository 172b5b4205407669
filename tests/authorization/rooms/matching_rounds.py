"""The board of a round: reading, solving, comparing, keeping a pair together or apart."""

from datetime import timedelta

from django.urls import reverse

from matching.services import reviews
from tests import factories_matching as make
from tests import factories_proposals as pairs
from tests import factories_rounds as rounds
from tests.authorization.world import SIDES, Try
from tests.factories import NOW

P, T = pairs.P, pairs.T
LATER = NOW + timedelta(hours=1)


def build(world):
    """One round solved twice: between the two runs, two are kept together that were not."""
    by = world.staff["FAC"]
    round = make.OpenRoundFactory(program=world.program)
    application = pairs.ready(
        round=round, facilitator=by, organization=world.sides["main", P].organization
    )
    pairs.about(application, rounds.TOPIC)
    offer = pairs.willing(round, organization=world.sides["main", T].organization, facilitator=by)
    reviews.judge(
        application=application, offer=offer, suggested=None, expected=0, by=by, now=NOW,
        values={**pairs.JUDGED, "judgment": "reserve", "in_short": world.canary("round", "why", T)},
    )  # fmt: skip
    apart = rounds.wished(application, offer, "veto", by=by, words=world.canary("round", "wish", P))
    rounds.solved(round, by)
    lifted = rounds.wished(application, rounds.shares(round, "Third"), "veto", by=by)
    apart.lifted_at, apart.lifted_by = NOW, by
    apart.save()
    run = rounds.solved(round, by, now=LATER)
    found = {"round": round, "application": application, "offer": offer, "run": run, "wish": lifted}
    for side in SIDES:
        world.things["board", side] = found


def _of(world, side):
    return world.things["board", side]


def board(world, side):
    url = reverse("matching:round", args=[_of(world, side)["round"].pk])
    return Try("get", url, None, world.canary("round", "why", T))


def solve(world, side):
    round = _of(world, side)["round"]
    weights = dict.fromkeys(("same", "setting", "deep", "share", "gain", "time", "new"), 5)
    return Try("post", reverse("matching:solve_round", args=[round.pk]), weights)


def compare(world, side):
    found = _of(world, side)
    url = reverse("matching:compare_runs", args=[found["round"].pk])
    return Try("get", url, None, str(found["application"].pk))


def replay(world, side):
    return Try("post", reverse("matching:replay", args=[_of(world, side)["run"].pk]), {})


def wish(world, side):
    found = _of(world, side)
    url = reverse("matching:place", args=[found["application"].pk])
    said = {
        "offer": str(found["offer"].pk),
        "kind": "pin",
        "because": "known",
        "words": "They met.",
    }
    return [Try("get", url, None, world.canary("round", "wish", P)), Try("post", url, said)]


def let_go(world, side):
    return Try("post", reverse("matching:lift", args=[_of(world, side)["wish"].pk]), {})


CELLS = {860: board, 861: solve, 862: compare, 863: replay, 864: wish, 865: let_go}
