"""The people and objects on which every cell of matrix.csv is tried.

Two programs, three pairs of organizations, sides of 1, 2, 3 and 6 people, and one person for each
column. A room adds its objects in `tests/authorization/rooms/<room>.py`: `build(world)`, run once
in the order of settings.ROOMS, and `CELLS`. Free text holds `world.canary(object, field, side)`.
"""

import importlib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.test import Client

from accounts.middleware import BEGAN, SEEN
from accounts.models import User
from foundation import clock
from partnerships.models import Organization, Program, Role
from tests.factories import (
    LONG_AGO,
    NOW,
    MembershipFactory,
    OrganizationFactory,
    ProgramFactory,
    ProgramRoleFactory,
    UserFactory,
)

SIDES = ("thought_partner", "partner")
ROLES = ("OWN", "SIDE", "SLEAD", "OTHER", "OLEAD", "OADM", "FAC", "FSUP", "PO", "AN", "ADM",
         "ANON", "X", "FAC2", "EXF", "DUAL", "LEFT")  # fmt: skip
DEFAULTS = {"ANON": "L", "X": "H", "FAC2": "H", "EXF": "H", "DUAL": "H", "LEFT": "L"}
SIZES = {"main": (6, 3), "small": (1, 2), "elsewhere": (2, 2)}
IN_PROGRAM = {
    "FAC": Role.FACILITATOR, "FAC2": Role.FACILITATOR, "FSUP": Role.FACILITATION_LEAD,
    "PO": Role.PROGRAM_OFFICER, "AN": Role.EVALUATOR, "ADM": Role.ADMINISTRATOR,
}  # fmt: skip


class Try(NamedTuple):
    """One request of a cell, as the person of the column sends it.

    `canary`: text that only those with cell 1 may see. `own_page`: the address shows each person
    their own, so H means that nothing of OWN's shows or changes. `watch`: gives what a POST may
    change; without it all rows of all rooms are compared.
    """

    method: str
    url: str
    data: dict | None = None
    canary: str | None = None
    own_page: bool = False
    watch: Any = None


@dataclass
class Side:
    """One organization's people in one pair: the first is OWN, the second SIDE, the last leads."""

    organization: Organization
    people: list[User]
    administrator: User

    @property
    def lead(self) -> User:
        return self.people[-1]


@dataclass
class World:
    """`sides[pair, side]`, `program`, `other_program`, `staff[column]`, and the rooms' objects."""

    program: Program
    other_program: Program
    sides: dict[tuple[str, str], Side] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    sessions: dict[Any, str] = field(default_factory=dict)

    def person(self, role: str, side: str) -> User | None:
        """Return who stands in column `role` for a row of `side`; None for ANON."""
        mine = self.sides["main", side]
        other = self.sides["main", SIDES[1 - SIDES.index(side)]]
        relative = {
            "OWN": mine.people[0], "SIDE": mine.people[1], "SLEAD": mine.lead,
            "OADM": mine.administrator, "OTHER": other.people[0], "OLEAD": other.lead,
            "X": self.sides["elsewhere", side].people[0], "ANON": None,
        }  # fmt: skip
        return relative[role] if role in relative else self.staff[role]

    def sign_everybody_in(self) -> None:
        """Let each person sign in once; what a test does to a session goes with the test.

        The minute in which they were seen last is still to come, so that no request notes it anew.
        """
        soon = int(clock.now().timestamp()) + settings.SESSION_IDLE_SECONDS
        people = {self.person(role, side) for role in ROLES for side in SIDES} - {None}
        for person in people:
            client = Client()
            client.force_login(person)
            session = client.session
            session[SEEN] = session[BEGAN] = soon
            session.save()
            self.sessions[person.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def enter(self, client: Client, person: User | None) -> Client:
        """Return `client` signed in as `person`; as a visitor for None."""
        cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
        if person is not None and cookie is None:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person.pk]
        elif person is not None and not cookie.value:  # an earlier request signed them out
            client.force_login(person)
        return client

    def canary(self, thing: str, name: str, side: str) -> str:
        """Return the unique text that a free-text field of `thing` holds."""
        return f"ZQ-{thing}-{name}-{side}"


def build() -> World:
    """Make the world, then let each room add what is its own."""
    world = World(ProgramFactory(name="First"), ProgramFactory(name="Second"))
    for pair, sizes in SIZES.items():
        for side, size in zip(SIDES, sizes, strict=True):
            world.sides[pair, side] = _side(world, pair, side, size)
    for column, role in IN_PROGRAM.items():
        world.staff[column] = ProgramRoleFactory(program=world.program, role=role).user
    ended = LONG_AGO + timedelta(days=30)  # pages are asked by the real clock
    world.staff["EXF"] = ProgramRoleFactory(program=world.program, until=ended).user
    world.staff["LEFT"] = UserFactory(is_active=False, left_at=NOW)
    MembershipFactory(
        organization=world.sides["main", "partner"].organization, user=world.staff["LEFT"]
    )
    world.staff["DUAL"] = world.sides["elsewhere", "partner"].people[1]
    MembershipFactory(
        organization=world.sides["small", "partner"].organization, user=world.staff["DUAL"]
    )
    for room in rooms():
        getattr(room, "build", lambda world: None)(world)
    world.sign_everybody_in()
    return world


def rooms() -> list:
    """Return the modules of rooms/, lowest room first."""
    here = Path(__file__).parent / "rooms"
    names = [room for room in settings.ROOMS if (here / f"{room}.py").exists()]
    return [importlib.import_module(f"tests.authorization.rooms.{name}") for name in names]


def cells() -> dict:
    """Return row number -> builder(world, side), of all rooms. Raises ValueError on a row twice."""
    found: dict = {}
    for room in rooms():
        if twice := found.keys() & room.CELLS.keys():
            raise ValueError(f"{room.__name__} has rows of another room: {sorted(twice)}")
        found |= room.CELLS
    return found


def attempts(builder, world, side) -> list[Try]:
    """Return what a builder gives as a list: it may give one Try, a bare tuple, or a list."""
    given = builder(world, side)
    return [Try(*one) for one in (given if isinstance(given, list) else [given])]


def _side(world, pair, side, size):
    organization = OrganizationFactory(name=world.canary(pair, "organization", side))
    members = [
        MembershipFactory(
            organization=organization,
            since=LONG_AGO,
            title=f"Title {number}",
            user__name=f"{world.canary(pair, 'person', side)}-{number}",
        )
        for number in range(size + 1)
    ]
    administrator = members.pop()
    administrator.administers = True
    administrator.save()
    return Side(organization, [member.user for member in members], administrator.user)
