"""Every test is tried somewhere, and what is tried once is what needs it once."""

import ast
from pathlib import Path

import pytest

from tests import marking

HERE = Path(__file__).parent


def functions(path):
    """Return the tests of a file as they are named in long.txt."""
    where = f"tests/{path.relative_to(HERE)}"
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            yield from (f"{where}::{node.name}::{f.name}" for f in named_so(node))
        else:
            yield from (f"{where}::{f.name}" for f in named_so(ast.Module([node], [])))


def named_so(node):
    return [f for f in node.body if isinstance(f, ast.FunctionDef) and f.name.startswith("test_")]


def test_each_line_of_the_long_ones_is_a_test():
    there = {name for path in HERE.rglob("test_*.py") for name in functions(path)}

    assert marking.listed() - there == set(), "take the line out of tests/long.txt"
    assert len(marking.listed()) > 100


@pytest.mark.parametrize("fixtures", [("client", "db"), ("live_server", "transactional_db")])
def test_who_takes_a_database_asks_it(request, fixtures):
    item = request.node
    assert not marking.asks_a_database(item)

    item.fixturenames = list(fixtures)

    assert marking.asks_a_database(item)


@pytest.mark.django_db
def test_who_is_marked_asks_it_too(request):
    assert marking.asks_a_database(request.node)
    assert request.node.get_closest_marker("own") is None


def test_what_asks_none_is_tried_once(request):
    assert request.node.get_closest_marker("own") is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fixture",
    ["cost", "cost_to", "statements", "django_assert_num_queries", "django_assert_max_num_queries"],
)
def test_who_limits_queries_is_told_by_itself(request, fixture):
    assert not marking.counts_queries(request.node)

    request.node.fixturenames = [*request.node.fixturenames, fixture]

    assert marking.counts_queries(request.node)


def test_who_reads_statements_by_hand_reads_what_they_say():
    by_hand = "CaptureQueriesContext" + "("
    found = {str(path.relative_to(HERE)) for path in HERE.rglob("*.py")
             if by_hand in path.read_text()}  # fmt: skip

    assert found == {"costs.py", "overview/test_officer.py", "partnerships/test_search_plans.py"}


def test_what_is_listed_is_left_out_of_the_check():
    class Item:
        nodeid = f"{sorted(marking.listed())[0]}[x]"
        fixturenames = ()
        given: list = []

        def get_closest_marker(self, name):
            return None

        def add_marker(self, marker):
            self.given.append(marker.name)

    marking.mark([Item()])

    assert Item.given == ["own", "long"]


def test_what_plays_for_long_begins_first(request):
    class Item:
        def __init__(self, *marks):
            self.marks = marks

        def get_closest_marker(self, name):
            return name if name in self.marks else None

    short, long = Item("matrix"), Item("long", "own")
    whole, browser = Item("whole", "own"), Item("browser")
    assert sorted([short, long, browser, whole], key=marking.turn) == [browser, whole, long, short]

    order = [marking.turn(item) for item in request.session.items]
    assert order == sorted(order)
