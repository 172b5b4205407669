"""Those without a partner, who got what, where else to look, and what stands beside a proposal."""

from datetime import date

from django.urls import reverse

from matching.models import Referral, Weighing
from partnerships.models import RoundState
from tests import factories_matching as make
from tests.authorization.world import SIDES, Try
from tests.factories import NOW, TODAY

KIND_WORD = {"words": "A kind word", "next_step": "We write", "next_on": date(2037, 1, 5)}
PLACE = {
    "kind": "help", "name": "Workshops", "helps_with": "Schools", "source": "Its page",
    "as_of": "2026-01-05",
}  # fmt: skip


def build(world):
    """A round to carry into, a place on the list, and what each side weighs of the sent pair."""
    later = make.OpenRoundFactory(
        program=world.program, state=RoundState.DRAFT, closes_on=date(2038, 4, 30)
    )
    place = Referral.objects.create(
        program=world.program, name="Center", source="x", as_of=TODAY,
        helps_with=world.canary("referral", "helps", "both"), created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    for side in SIDES:
        world.things["later", side], world.things["referral", side] = later, place
        Weighing.objects.create(
            proposal=world.things["pair", "sent", side], side=side,
            advantages=world.canary("weighing", "advantages", side), created_at=NOW, changed_at=NOW,
        )  # fmt: skip


def _at(method, name, key, data=None, canary=None):
    return Try(method, reverse(f"matching:{name}", args=[key]), data, canary)


def without_partner(world, side):
    form = world.things["replied", side]
    return _at("get", "second_round", form.round_id, None, form.title)


def carried(world, side):
    said = {"into": world.things["later", side].pk}
    return _at("post", "carry", world.things["replied", side].pk, said)


def let_go(world, side):
    form = world.things["replied", side]
    return [_at("post", name, form.pk, KIND_WORD) for name in ("wait", "release")]


def fairness(world, side):
    return _at("get", "fairness", world.program.pk)


def places(world, side):
    canary = world.canary("referral", "helps", "both")
    return _at("get", "referrals", world.program.pk, None, canary)


def place_added(world, side):
    return _at("post", "referrals", world.program.pk, PLACE)


def place_changed(world, side):
    key = world.things["referral", side].pk
    said = {**PLACE, "version": 1}
    return [_at("post", "referral", key, said), _at("post", "retire_referral", key, {})]


def weighed(world, side):
    canary = world.canary("weighing", "advantages", side)
    return _at("get", "weigh", world.things["pair", "sent", side].pk, None, canary)


def weighing_written(world, side):
    said = {"advantages": "Something new", "version": 1}
    return _at("post", "weigh", world.things["pair", "sent", side].pk, said)


def origin(world, side):
    return _at("post", "origin", world.things["replied", side].pk, {"goals": "Fewer leave."})


def flag_raised(world, side):
    sent = {"kind": "shopping", "seen": "They ask for files."}
    return _at("post", "role_flag_raise", world.things["replied", side].pk, sent)


def called(world, side):
    proposal = world.things["pair", "sent", side]
    url = reverse("matching:call", args=[proposal.pk, side])
    return Try("post", url, {"on": "2026-01-05"})


def suits(world, side):
    return Try("get", reverse("matching:suits"))


CELLS = {
    281: without_partner, 282: carried, 283: let_go, 284: fairness, 285: places, 286: place_added,
    287: place_changed, 288: weighed, 289: weighing_written, 290: origin, 291: suits, 292: called,
    293: flag_raised,
}  # fmt: skip
