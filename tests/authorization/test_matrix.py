"""Every cell of matrix.csv whose object exists, as every person, from both sides."""

import csv
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

from foundation import access
from tests.authorization import world as worlds
from tests.authorization.written import heard, written
from tests.squeezed import AsSent

HERE = Path(__file__).parent
pytestmark = pytest.mark.django_db
ROWS = {
    int(row["n"]): row for row in csv.DictReader((HERE / "matrix.csv").read_text().splitlines())
}
CELLS = worlds.cells()


def waiting():
    lines = (HERE / "waiting.txt").read_text().splitlines()
    return {int(line.split()[0]) for line in lines if not line.startswith("#")}


def cases():
    for n in sorted(CELLS):
        for role in worlds.ROLES:
            code = ROWS[n][role] or worlds.DEFAULTS[role]
            if code not in {"-", "S"}:
                yield pytest.param(n, role, code, id=f"{n}-{role}-{code}")


@contextmanager
def undone():
    """Take back what happens inside, so that the next side meets the world as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tries(world, n, role):
    """Yield (person, attempts) of a cell from both sides; once where they are the same request."""
    tried = []
    for side in worlds.SIDES:
        with undone():
            person, attempts = world.person(role, side), worlds.attempts(CELLS[n], world, side)
            asked = [person, *(attempt._replace(watch=None) for attempt in attempts)]
            if asked not in tried:
                tried.append(asked)
                yield person, attempts


def ask(attempt, client):
    """Return the response, and whether something changed; what a page reads changes nothing."""
    before = attempt.watch() if attempt.watch else None
    with heard() as asked:
        response = getattr(client, attempt.method)(attempt.url, attempt.data or {})
    wrote = written(asked)
    assert attempt.method != "get" or not wrote, (attempt, wrote)
    return response, before != attempt.watch() if attempt.watch else bool(wrote)


def seen(response, canary):
    """Say whether the canary is in what was sent: body or headers."""
    sent = f"{response.headers} {response.content.decode(errors='replace')}"
    return bool(canary) and canary in sent


def outcome(response):
    """Return 1, D, H or L for what a response says of the person's right."""
    to = response.headers.get("Location", "")
    if response.status_code == 302 and to.startswith("/account/login/"):
        return "L"
    return {403: "D", 404: "H"}.get(
        response.status_code, "1" if response.status_code < 400 else "?"
    )


@pytest.mark.matrix
@pytest.mark.parametrize(("n", "role", "code"), list(cases()))
def test_each_cell_is_as_the_matrix_says(world, n, role, code):
    for person, attempts in tries(world, n, role):
        client = AsSent(raise_request_exception=False)
        for attempt in attempts:
            check(attempt, world.enter(client, person), code)


def check(attempt, client, code):
    """Fail unless `attempt` by who is signed in ends as the code of its cell says."""
    response, changed = ask(attempt, client)

    found, shown = outcome(response), seen(response, attempt.canary)
    hidden = {"D": {"D"}, "H": {"1"} if attempt.own_page else {"H"}, "L": {"L"}, "M": {"1"}}
    if code == "1":
        assert found == "1", (attempt, response.status_code)
        assert changed or attempt.method == "get", attempt
        assert shown or attempt.method != "get" or not attempt.canary, attempt
    else:
        assert found in hidden.get(code, {"D", "H"}), (attempt, response.status_code)
        assert not changed, attempt
        assert not shown, attempt


def test_every_row_has_cells_or_waits_for_its_object():
    assert set(CELLS) | waiting() == set(ROWS)
    assert not set(CELLS) & waiting()


def test_every_cell_is_one_of_the_codes():
    for n, row in ROWS.items():
        assert None not in row.values(), n
        assert {row[role] for role in worlds.ROLES} <= set("1DHMSBL-") | {""}, n


@pytest.mark.parametrize("side", worlds.SIDES)
def test_the_people_of_the_columns_are_different_people(world, side):
    people = [world.person(role, side) for role in worlds.ROLES]

    assert len(set(people)) == len(worlds.ROLES)
    assert [role for role, person in zip(worlds.ROLES, people, strict=True) if not person] == [
        "ANON"
    ]


@pytest.mark.parametrize("role", [role for role in worlds.ROLES if role != "ANON"])
def test_who_reads_messages_lists_them(world, role):
    """The desk lists by the one right, and shows a text by the other (notifications)."""
    person = world.person(role, "partner")
    read, listed = (
        {(kind, row["pk"]) for kind, asked in access.kinds().items()
         for row in asked.visible(person, action)}
        for action in ("read_messages", "list_messages")
    )  # fmt: skip

    assert read <= listed
    assert read or role not in ("FAC", "FAC2")


def test_sides_are_of_one_two_three_and_six():
    assert {size for sizes in worlds.SIZES.values() for size in sizes} == {1, 2, 3, 6}
