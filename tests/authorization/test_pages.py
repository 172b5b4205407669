"""Every address is known: public, for anybody who signed in, or a cell of the matrix."""

from itertools import product
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

from tests.authorization import test_matrix as matrix
from tests.authorization import world as worlds
from tests.authorization.written import heard
from tests.squeezed import AsSent

HERE = Path(__file__).parent
pytestmark = pytest.mark.django_db
DUMMIES = ["00000000-0000-4000-8000-000000000000", 1, "a-b", "x"]
READERS = ("OWN", "SLEAD", "FAC", "PO", "ADM", "ANON")
MAY_WRITE = ("django_session", "usersessions_usersession", '"last_login"')


def listed(name):
    """Return address name -> reason of a list beside this file."""
    lines = (HERE / name).read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


PUBLIC, ANY_SIGNED_IN = listed("public.txt"), listed("any_signed_in.txt")


def patterns(resolver=None, namespaces=(), wanted=()):
    """Yield (url name with its namespaces, names of the ids its address needs)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        ids = (*wanted, *pattern.pattern.regex.groupindex)
        if hasattr(pattern, "url_patterns"):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from patterns(pattern, inner, ids)
        else:
            name = pattern.name or repr(pattern.pattern)
            yield ":".join([*namespaces, name]), ids


PAGES = dict(patterns())


def address(name):
    """Return an address of the page `name`, with made-up ids where it needs some."""
    for dummies in product(DUMMIES, repeat=len(PAGES[name])):
        try:
            return reverse(name, kwargs=dict(zip(PAGES[name], dummies, strict=True)))
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}: add a made-up value to DUMMIES")


def in_matrix(world):
    tries = [
        one
        for builder in worlds.cells().values()
        for side in worlds.SIDES
        for one in worlds.attempts(builder, world, side)
    ]
    return {_named(one.url) for one in tries} - {""}, tries


def read_in_a_cell(world, role):
    """Yield the addresses that a cell of the matrix reads as `role`; nothing may be written there.

    The matrix reads them from both sides and fails where a GET writes (test_matrix.py, `ask`).
    """
    for n, _role, _code in (case.values for case in matrix.cases() if case.values[1] == role):
        for side in worlds.SIDES:
            for one in worlds.attempts(matrix.CELLS[n], world, side):
                if one.method == "get":
                    yield one.url


def _named(url):
    """Return the name of the page at `url`, or "" for a row that says there may be none."""
    try:
        return resolve(url.partition("?")[0]).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("name", list(PAGES))
def test_a_visitor_reads_what_is_public_and_is_asked_to_sign_in_elsewhere(client, name):
    response = client.get(address(name))

    to_sign_in = response.headers.get("Location", "").startswith("/account/login/?next=")
    assert to_sign_in is (name not in PUBLIC), (response.status_code, response.headers)


def test_every_address_is_accounted_for(world):
    cells, _tries = in_matrix(world)

    unknown = set(PAGES) - set(PUBLIC) - set(ANY_SIGNED_IN) - cells
    assert not unknown, "add cells in rooms/, or a line with its reason in public.txt"
    assert not (set(PUBLIC) | set(ANY_SIGNED_IN)) - set(PAGES), "lines about pages that are gone"
    assert not set(PUBLIC) & set(ANY_SIGNED_IN)


def test_every_line_has_its_reason():
    assert all(len(reason) > 10 for reason in [*PUBLIC.values(), *ANY_SIGNED_IN.values()])


@pytest.mark.matrix
@pytest.mark.timeout(400)
@pytest.mark.parametrize("role", READERS)
def test_reading_a_page_writes_nothing(world, role):
    """Each address, those that only take a form too, but for those that a cell reads as them."""
    cells, tries = in_matrix(world)
    urls = {address(name) for name in set(PAGES) - cells} | {one.url for one in tries}
    client, person = AsSent(raise_request_exception=False), world.person(role, "partner")
    if person is not None:
        client.force_login(person)
        urls -= set(read_in_a_cell(world, role))

    for url in sorted(urls):
        for method in ("get", "head") if person is None else ("get",):
            with heard() as asked:
                response = getattr(client, method)(url)
            assert response.status_code != 500, url
            writes = [s for s in asked if s.startswith(("INSERT", "UPDATE", "DELETE"))]
            assert not [s for s in writes if not any(table in s for table in MAY_WRITE)], url
