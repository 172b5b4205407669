"""Flags about roles in a partnership: neither side and no officer ever reads that there is one."""

from django.urls import reverse

from partnerships import role_services
from tests.authorization.rooms.partnership import address
from tests.authorization.world import SIDES, Try
from tests.factories import NOW


def build(world):
    """One flag that waits, raised in the partnership of both sides."""
    room = world.things["partnership", SIDES[0]]
    flag = role_services.raise_flag(
        kind="shopping", seen=world.canary("flag", "seen", SIDES[0]), about=room,
        initiative=room.initiative, organization=room.initiative.organization,
        by=world.staff["FAC"], now=NOW,
    )  # fmt: skip
    for side in SIDES:
        world.things["flag", side] = flag


def _at(method, name, world, data=None, canary=None):
    url = reverse(f"partnerships:{name}", args=[world.things["flag", SIDES[0]].pk])
    return Try(method, url, data, canary)


def flag_read(world, side):
    return _at("get", "role_flag", world, None, world.canary("flag", "seen", SIDES[0]))


def flags_listed(world, side):
    canary = world.canary("flag", "seen", SIDES[0])
    return Try("get", address(world, "role_flags"), None, canary)


def flag_raised(world, side):
    sent = {"kind": "solving", "seen": "They wait for a plan."}
    return Try("post", address(world, "role_flag_raise"), sent)


def flag_kept(world, side):
    talk = {"talked_on": "2026-02-02", "present": "Two people", "agreed": "One question first."}
    return [
        _at("post", "role_flag_change", world, {"seen": "Other words.", "version": 1}),
        _at("post", "role_flag", world, talk),
    ]


def flag_set_aside(world, side):
    return [*flag_kept(world, side)[:1], _at("post", "role_flag_aside", world, {"why": "A word."})]


CELLS = {401: flag_read, 402: flags_listed, 403: flag_raised, 404: flag_kept, 405: flag_set_aside}
