"""What the invented pairs say reads like work in different places, and the same at each start."""

from collections import Counter

import pytest

from demo import people
from demo.simulator import lessons, pairs
from insights.models import Choice
from partnerships.models import Membership, Program
from tests.factories import NOW


class OnlyPair:
    def __init__(self, pair):
        self.pair = pair


def test_no_lesson_stands_in_two_briefs():
    said = Counter(
        words
        for pair in pairs.cast()
        if pair.brief
        for words in {one[0] for one in pair.reflections}
    )

    assert {words for words, times in said.items() if times > 1} == set()
    assert len(said) >= 25


@pytest.mark.parametrize("choice", [Choice.ADOPT, Choice.ADAPT, Choice.PARK])
def test_pairs_give_different_words_to_one_verdict(choice):
    words = pairs.common()["verdicts"][choice]

    said = {
        str(lessons._turn(OnlyPair(pair), words, number))
        for pair in pairs.cast()
        for number in (1, 2)
    }

    assert said == {str(one) for one in words}
    assert len(said) >= 3


@pytest.mark.django_db
def test_the_program_prints_who_pays_and_the_leader_decides():
    people.ensure(now=NOW)

    leads = Membership.objects.filter(leads=True).values_list("user__email", flat=True)

    assert Program.objects.get(name=people.PROGRAM).boilerplate == people.FUNDED
    assert [email.partition("@")[0] for email in leads] == ["lakeview.superintendent"]
