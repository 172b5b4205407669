"""The form a reader rates with: words left, rubric right, nothing chosen for them."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from instruments import services
from instruments.forms import AnswerForm, LevelForm
from instruments.models import Voice
from tests.factories import NOW
from tests.factories_instruments import item, open_sheet

pytestmark = pytest.mark.django_db


def rated():
    sheet = open_sheet(voice=Voice.LEVELS)
    services.save_levels(sheet=sheet, levels={"Q2": 3}, expected=1, by=None, now=NOW)
    return sheet


def test_only_what_was_rated_is_chosen():
    form = LevelForm(sheet=rated(), words={"Q1": "<b>Ours</b>"})

    page = render_to_string("instruments/parts/levels.html", {"form": form})

    assert page.count("checked") == 1
    assert page.count('type="radio"') == 12
    assert page.count("Anchor text 4") == 3
    assert "&lt;b&gt;Ours&lt;/b&gt;" in page
    assert 'name="version" value="2"' in page


def test_what_was_chosen_and_the_version_come_back():
    form = LevelForm(QueryDict("version=2&Q1=4&Q3="), sheet=rated())

    assert form.is_valid()
    assert (form.chosen, form.expected) == ({"Q1": 4}, 2)


def test_nothing_chosen_is_nothing_said():
    form = LevelForm(QueryDict("version=2"), sheet=rated())

    assert form.is_valid()
    assert form.chosen == {}


@pytest.mark.parametrize("query", ["version=2&Q1=5", "version=2&Q1=x", "Q1=1"])
def test_a_level_or_a_version_that_is_not_there_is_refused(query):
    assert not LevelForm(QueryDict(query), sheet=rated()).is_valid()


@pytest.mark.parametrize("count", [1, 9])
def test_the_rubric_costs_three_queries(django_assert_num_queries, count):
    sheet = open_sheet(voice=Voice.LEVELS, count=count)

    with django_assert_num_queries(3):
        rows = list(LevelForm(sheet=sheet).rows())

    assert len(rows) == count


def test_without_its_answer_the_form_reads_nothing_back():
    sheet = open_sheet()
    said = {"sheet": sheet, "item": item(sheet)}
    answer = services.save_answer(words="Ours.", expected=0, by=None, now=NOW, **said)

    assert "Ours." not in AnswerForm(**said).as_p()
    assert "Ours." in AnswerForm(answer=answer, **said).as_p()
