"""Nobody's words are overwritten: who comes second sees both texts."""

from datetime import timedelta

import pytest

from foundation.errors import Refused, Stale
from foundation.stale import save_version
from partnerships.models import Program
from tests.factories import NOW, ProgramFactory, UserFactory
from tests.rivals import together

LATER = NOW + timedelta(minutes=5)
ROW = ("name", "sponsor", "boilerplate", "version", "changed_by", "changed_at")


def row():
    return Program.objects.values_list(*ROW).get()


@pytest.mark.django_db
def test_a_save_from_the_version_that_stands_writes_its_fields_and_no_others():
    person, program = UserFactory(), ProgramFactory(name="old", sponsor="kept", version=4)
    program.name, program.sponsor = "new", "not asked for"

    save_version(program, ["name"], expected=4, by=person, now=LATER)

    assert row() == ("new", "kept", "", 5, person.pk, LATER)
    assert (program.version, program.changed_by, program.changed_at) == (5, person, LATER)


@pytest.mark.django_db
@pytest.mark.parametrize("expected", [0, 3, 5, 10**30])
def test_a_save_from_any_other_version_writes_nothing_and_carries_both_texts(expected):
    other = UserFactory(name="Somebody else")
    program = ProgramFactory(name="theirs", sponsor="same", version=4, changed_by=other)
    program.name, program.sponsor = "mine", "same"

    with pytest.raises(Stale) as caught:
        save_version(program, ["name", "sponsor"], expected=expected, by=other, now=LATER)

    assert row() == ("theirs", "same", "", 4, other.pk, NOW)
    assert caught.value.clashes == [("Name", "name", "theirs", "mine")]
    assert caught.value.current.changed_by == other


@pytest.mark.django_db
def test_a_row_that_is_gone_is_said_in_words():
    program = ProgramFactory()
    Program.objects.all().delete()

    with pytest.raises(Refused, match="taken away while you were writing"):
        save_version(program, ["name"], expected=1, by=None, now=LATER)


@pytest.mark.django_db
def test_only_the_row_itself_is_written():
    program, other = ProgramFactory(name="a"), ProgramFactory(name="b")
    program.name = "c"

    save_version(program, ["name"], expected=1, by=None, now=LATER)

    other.refresh_from_db()
    assert (other.name, other.version) == ("b", 1)


@pytest.mark.django_db(transaction=True)
def test_of_four_savers_one_writes_and_three_lose_nothing():
    program = ProgramFactory(name="start")

    def act(number):
        mine = Program.objects.get(pk=program.pk)
        mine.name = f"hand {number}"
        save_version(mine, ["name"], expected=1, by=None, now=LATER)
        return mine.name

    results = together(4, act)

    losers = [result for result in results if isinstance(result, Stale)]
    assert len(losers) == 3, results
    assert row()[0] in results
    assert row()[3] == 2
    assert {clash[3] for loser in losers for clash in loser.clashes} | {row()[0]} == {
        f"hand {number}" for number in range(4)
    }
