"""The partnerships room: what each part of it adds to the world."""

from tests.authorization.rooms import (
    partnership,
    partnership_closing,
    partnership_plan,
    partnership_roles,
    partnerships_directory,
)

PARTS = [
    partnership, partnership_plan, partnership_closing, partnership_roles, partnerships_directory,
]  # fmt: skip


def build(world):
    for part in PARTS:
        part.build(world)


CELLS = {n: builder for part in PARTS for n, builder in part.CELLS.items()}
