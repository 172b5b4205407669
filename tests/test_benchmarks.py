"""A benchmark that no longer runs measures nothing: each is run once, small."""

import pytest
from django.test import Client

from benchmarks import bench, board, directory, pages
from demo.simulator import program
from foundation import clock
from partnerships.models import Partnership
from tests.factories import RoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.own]


def all_are_there(told):
    assert {page["status"] for page in told} == {200}
    assert max(page["sql"] for page in told) <= 13
    assert min(page["bytes"] for page in told) > 1000


def test_the_directory(monkeypatch):
    monkeypatch.setattr(directory, "IMPORTED", 20)
    by, _program = bench.lead(clock.now())
    directory.fill(0, 20, clock.now())

    told, loaded = directory.measure(bench.signed_in(by)), directory.imports(by)

    all_are_there(told.values())
    assert (loaded["loaded"], loaded["differing_after"]) == (True, 0)
    assert loaded["differing"] > 20


def test_the_board():
    by, led = bench.lead(clock.now())
    round = RoundFactory(program=led, state="open", places=4)
    board.filled(round, by, 8, 4, clock.now())

    told = board.measured(bench.signed_in(by), round)

    all_are_there([page for page in told.values() if isinstance(page, dict) and "sql" in page])
    assert told["runs"] == 3


def test_the_pages():
    program.advance(clock.now(), only=("lakeview",))
    first = Partnership.objects.get()
    pages.multiply(first, 2)

    told = pages.measure(first)

    assert told.pop("script and style")["gzip"] > 1000
    all_are_there(told.values())
    assert Partnership.objects.count() == 2


def test_a_page_is_weighed_by_what_it_asks():
    told = bench.weighed(Client(), "/healthz")

    assert told == {"status": 200, "sql": 0, "bytes": len(b"ok")}
