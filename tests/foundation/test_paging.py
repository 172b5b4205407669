"""Pages follow one another without gaps, and no mark breaks them."""

from datetime import timedelta

import pytest
from django.core import signing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.models import Transition
from foundation.paging import Page, keyset, listed
from partnerships.models import Program, Round
from tests.factories import NOW, ProgramFactory, RoundFactory

GARBAGE = [
    "", None, "x", "=", "W10", "é", "\x00", "W251bGxd", "eyJhIjoxfQ", "[" * 5000, "a:b:c",
    signing.dumps(["a", "b"]), signing.dumps(["a", "b"], salt="paging:other.model:name,id"),
    "../../etc/passwd", "' OR 1=1 --", "9" * 400,
]  # fmt: skip


def walk(queryset, by, size):
    after, pages = "", []
    while not pages or after:
        page = keyset(queryset, after, by=by, size=size)
        pages.append(page)
        after = page.after
    return pages


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    minutes=st.lists(st.integers(0, 5), max_size=40),
    size=st.integers(1, 12),
    falling=st.booleans(),
)
def test_all_pages_together_are_all_rows_once_in_order(minutes, size, falling):
    made = [
        Transition(
            context_kind="walk", context_id=ProgramFactory.build().pk, old="a", new="b",
            at=NOW + timedelta(minutes=minute, microseconds=minute),
        )
        for minute in minutes
    ]  # fmt: skip
    Transition.objects.bulk_create(made)
    rows = Transition.objects.filter(pk__in=[row.pk for row in made])
    sign = "-" if falling else ""
    by = (f"{sign}at", f"{sign}id")

    pages = walk(rows, by, size)

    assert [row.pk for page in pages for row in page] == [row.pk for row in rows.order_by(*by)]
    assert all(0 < len(page) <= size for page in pages) or not made
    assert [page.first for page in pages] == [True] + [False] * (len(pages) - 1)
    assert len(pages) == max(1, -(-len(made) // size))


@pytest.mark.django_db
@pytest.mark.parametrize("mark", GARBAGE, ids=range(len(GARBAGE)))
def test_a_mark_that_is_not_ours_gives_the_first_page(mark):
    ProgramFactory.create_batch(3)

    page = keyset(Program.objects.all(), mark, by=("name", "id"), size=2)

    assert [row.name for row in page] == sorted(Program.objects.values_list("name", flat=True))[:2]
    assert page.first


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(mark=st.text(max_size=60))
def test_no_mark_at_all_breaks_a_page(mark):
    assert keyset(Program.objects.all(), mark, by=("name", "id")).first


@pytest.mark.django_db
def test_a_mark_of_another_list_or_order_gives_the_first_page():
    RoundFactory.create_batch(3)
    rounds, programs = Round.objects.all(), Program.objects.all()
    mark = keyset(programs, "", by=("name", "id"), size=1).after

    assert keyset(rounds, mark, by=("name", "id")).first
    assert keyset(programs, mark, by=("-name", "-id")).first
    assert keyset(programs, mark, by=("sponsor", "id")).first
    assert not keyset(programs, mark, by=("name", "id")).first


@pytest.mark.django_db
def test_rows_are_ordered_by_what_they_hang_on():
    programs = [ProgramFactory(name=name) for name in ("b", "a", "c")]
    rounds = [RoundFactory(program=program) for program in programs]

    pages = walk(Round.objects.select_related("program"), ("program__name", "id"), 1)

    assert [page.items for page in pages] == [[rounds[1]], [rounds[0]], [rounds[2]]]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 60])
def test_a_page_costs_one_query_at_any_length(django_assert_num_queries, count):
    ProgramFactory.create_batch(count)

    with django_assert_num_queries(1):
        page = keyset(Program.objects.all(), "", by=("name", "id"))

    assert len(page) == min(count, 25)


def test_mixed_directions_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="on every field or on none"):
        keyset(Program.objects.all(), "", by=("-name", "id"))


def test_a_page_is_walked_and_counted_like_a_list():
    page = Page(["a", "b"], "", first=True)

    assert (list(page), len(page)) == (["a", "b"], 2)


def test_pages_of_a_list_at_hand_hold_each_row_once_and_a_lost_mark_begins_anew():
    rows, found, after = [f"row {n}" for n in range(7)], [], ""

    for _page in range(3):
        page = listed(rows, after, key=str, size=3)
        found.append((page.items, page.first))
        after = page.after

    assert found == [(rows[:3], True), (rows[3:6], False), (rows[6:], False)]
    assert after == ""
    assert listed(rows, "gone", key=str, size=3).first
    assert listed(rows[:3], str(rows[2]), key=str, size=3).items == rows[:3], "no more behind it"
    assert listed(rows[:3], "", key=str, size=3).after == ""
