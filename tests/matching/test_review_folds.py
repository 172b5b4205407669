"""The judgment of a pair: what is optional is folded away, and never hidden once it is written."""

import re

import pytest
from django.http import QueryDict
from django.template import engines

from matching.forms_proposals import ReviewForm
from matching.models import AlignmentReview

pytestmark = pytest.mark.django_db
DEEPER = re.compile(r"<details[^>]*deeper[^>]*>")


def page(form):
    source = "{% load crispy_forms_tags %}{% crispy form %}"
    return engines["django"].from_string(source).render({"form": form})


def opened(form):
    return ["open" in fold for fold in DEEPER.findall(page(form))]


def bound(**given):
    post = QueryDict(mutable=True)
    post.update({"version": "0", **given})
    return ReviewForm(post, instance=AlignmentReview())


def test_nothing_optional_is_open_at_first_and_every_field_is_there_once():
    form = ReviewForm(instance=AlignmentReview())

    assert opened(form) == [False, False]
    found = page(form)
    assert [n for n in form.fields if not re.search(f'name="{n}"', found)] == []
    assert found.count('name="worries"') == 1


@pytest.mark.parametrize(
    ("name", "which"),
    [("context_words", [True, False]), ("worries", [False, True]), ("evidence_a", [False, False])],
)
def test_what_is_written_is_not_hidden(name, which):
    assert opened(ReviewForm(instance=AlignmentReview(**{name: "Words."}))) == which
    assert opened(bound(**{name: "Words."})) == which


def test_a_fold_with_an_error_opens_even_where_nothing_is_written():
    form = bound()
    form.add_error("tempo_words", "Say it in a sentence.")

    assert opened(form) == [True, False]
