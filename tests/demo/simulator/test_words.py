"""What the invented pairs say reads like work in different places, and the same at each start."""

from collections import Counter

import pytest

from demo import people
from demo.simulator import lessons, pairs
from insights import brief_text
from insights.models import Choice
from partnerships.models import Membership, Program
from tests.factories import NOW


def test_no_lesson_stands_in_two_briefs():
    said = Counter(
        words
        for pair in pairs.cast()
        if pair.brief
        for words in {one[0] for one in pair.reflections}
    )

    assert {words for words, times in said.items() if times > 1} == set()
    assert len(said) >= 25


def told(pair):
    """Return (what was done, the words that belong to it) of each lesson of a pair."""
    return [(did, pair.lesson(did)) for did, *_rest in pair.reflections]


def test_each_lesson_has_a_setting_and_a_verdict_of_its_own():
    for pair in pairs.cast():
        for did, words in told(pair):
            assert words["setting"], did
            assert words["failed_where"], did
            asks = "condition" if words["choice"] == Choice.PARK else "what_happened"
            assert words[asks], did
            verdict = lessons.Verdict(**{n: w for n, w in words.items() if n in lessons.VERDICT})
            assert verdict.choice == Choice.ADOPT or verdict.why or verdict.here_changed, did
            assert "{" not in str(words.values()), did


def test_no_words_stand_beside_two_lessons():
    pairs_of_briefs = [pair for pair in pairs.cast() if pair.brief]
    said = Counter(
        words[name]
        for pair in pairs_of_briefs
        for _did, words in told(pair)
        for name in ("setting", "failed_where", "what_happened")
        if name in words
    )

    assert {words for words, times in said.items() if times > 1} == set()
    choices = {words["choice"] for pair in pairs_of_briefs for _did, words in told(pair)}
    assert choices == {Choice.ADOPT, Choice.ADAPT, Choice.PARK}


def test_a_lesson_names_nobody_by_the_title_they_are_called_by_here():
    for pair in pairs.cast():
        names = [seat.title for seat in pair.seats]
        for did, words in told(pair):
            assert brief_text.named(words, names) == [], did


def test_what_a_person_wrote_is_left_to_people():
    pair = pairs.cast()[0]

    assert pair.lesson("We did something of our own.") == {}


@pytest.mark.django_db
def test_the_program_prints_who_pays_and_the_leader_decides():
    people.ensure(now=NOW)

    leads = Membership.objects.filter(leads=True).values_list("user__email", flat=True)

    assert Program.objects.get(name=people.PROGRAM).boilerplate == people.FUNDED
    assert [email.partition("@")[0] for email in leads] == ["lakeview.superintendent"]
