"""A state moves along its map, once, and says so in its history."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.errors import AlreadyMoved
from foundation.models import Transition
from foundation.states import move
from partnerships.models import ROUND_MOVES, Round, RoundState
from tests.factories import NOW, RoundFactory, UserFactory
from tests.rivals import together

GRID = [(old, new) for old in RoundState for new in RoundState]


def history(row):
    fields = ("field", "old", "new", "by", "at", "why")
    return list(Transition.objects.about(row).order_by("at").values_list(*fields))


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), GRID)
def test_a_row_moves_only_along_the_map(old, new):
    row, person = RoundFactory(state=old), UserFactory()

    if new in ROUND_MOVES[old]:
        written = move(row, new, moves=ROUND_MOVES, by=person, now=NOW, why="because")
        assert written in Transition.objects.about(row)
        assert row.state == Round.objects.get().state == new
        assert history(row) == [("state", old, new, person.pk, NOW, "because")]
    else:
        with pytest.raises(AlreadyMoved):
            move(row, new, moves=ROUND_MOVES, by=person, now=NOW)
        assert row.state == Round.objects.get().state == old
        assert history(row) == []


@pytest.mark.django_db
def test_further_fields_are_set_with_the_state_and_on_no_other_row():
    row, other = RoundFactory(places=1), RoundFactory(places=1)

    move(row, "open", moves=ROUND_MOVES, by=None, now=NOW, places=9, changed_at=NOW)

    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.state, row.places) == ("open", 9)
    assert (other.state, other.places) == ("draft", 1)


@pytest.mark.django_db
def test_who_comes_second_moves_nothing():
    row = RoundFactory()
    mine = Round.objects.get()
    move(row, "open", moves=ROUND_MOVES, by=None, now=NOW)

    with pytest.raises(AlreadyMoved, match="already moved on"):
        move(mine, "open", moves=ROUND_MOVES, by=None, now=NOW + timedelta(hours=1), places=3)

    assert (mine.state, mine.places) == ("draft", 10)
    assert [at for *_rest, at, _why in history(row)] == [NOW]


@pytest.mark.django_db
def test_without_its_history_a_move_does_not_happen():
    row = RoundFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        move(row, "open", moves=ROUND_MOVES, by=None, now=None)

    assert row.state == Round.objects.get().state == "draft"


@pytest.mark.django_db
def test_another_field_moves_by_its_own_map():
    row = RoundFactory(eligibility="no")

    move(row, "yes", moves={"no": {"yes"}}, by=None, now=NOW, field="eligibility")

    assert history(row) == [("eligibility", "no", "yes", None, NOW, "")]


@pytest.mark.django_db(transaction=True)
def test_of_two_rivals_exactly_one_wins():
    for turn in range(10):
        row = RoundFactory(name=f"Round of turn {turn}", state="closed")

        def act(number, pk=row.pk):
            mine = Round.objects.get(pk=pk)
            new = ["open", "matched"][number % 2]
            return move(mine, new, moves=ROUND_MOVES, by=None, now=NOW).new

        results = together(4, act)

        kinds = Counter(type(result) for result in results)
        assert (kinds[str], kinds[AlreadyMoved]) == (1, 3), results
        assert [new for _f, _o, new, *_rest in history(row)] == [
            result for result in results if isinstance(result, str)
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["foundation_transition", "foundation_auditevent"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_history_cannot_be_rewritten_on_postgresql(model, statement):
    move(RoundFactory(), "open", moves=ROUND_MOVES, by=None, now=NOW)
    rows = "INSERT INTO foundation_auditevent (id, context_kind, context_id, verb, at, fields)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"{rows} SELECT id, context_kind, context_id, 'a', at, '[]' FROM foundation_transition"
        )

    def rewrite():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(model))
            return cursor.rowcount

    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError, match="append-only"):
            rewrite()
    else:
        assert rewrite() == 1
