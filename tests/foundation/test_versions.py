"""Every version of a shared document is kept in reading order, and two can be compared."""

import time

import pytest
from django.db import IntegrityError

from foundation.models import Version
from foundation.versions import difference, keep, latest
from tests.factories import NOW, ProgramFactory, UserFactory

TEXT = {"Purpose": "Why we meet", "Agenda": "One\nTwo", "A": "short label, last place"}


@pytest.mark.django_db
def test_versions_are_numbered_and_the_same_words_keep_none():
    document, other, person = ProgramFactory(), ProgramFactory(), UserFactory()
    keep(other, TEXT, by=None, now=NOW)

    first = keep(document, TEXT, by=person, now=NOW)
    again = keep(document, dict(TEXT), by=None, now=NOW)
    second = keep(document, TEXT | {"A": "new"}, by=person, now=NOW, wording_only=True)

    assert (first.number, first.by, first.wording_only) == (1, person, False)
    assert again == first
    assert (second.number, second.wording_only) == (2, True)
    assert latest(document) == second
    assert latest(ProgramFactory()) is None


@pytest.mark.django_db
def test_the_reading_order_survives_the_database():
    document = ProgramFactory()
    keep(document, TEXT, by=None, now=NOW)

    assert list(latest(document).content.items()) == list(TEXT.items())


@pytest.mark.django_db
def test_a_number_is_used_once():
    document = ProgramFactory()
    row = keep(document, TEXT, by=None, now=NOW)

    with pytest.raises(IntegrityError):
        Version.objects.create(
            context_kind=row.context_kind, context_id=row.context_id, number=1, content={}, at=NOW
        )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {}, []),
        (TEXT, TEXT, []),
        ({"a": ""}, {}, []),
        ({}, {"a": "x"}, [("a", "+", "x")]),
        ({"a": "x"}, {}, [("a", "-", "x")]),
        ({"a": "x\ny\nz"}, {"a": "x\nY\nz"}, [("a", "-", "y"), ("a", "+", "Y")]),
        ({"a": "- x"}, {"a": "? y"}, [("a", "-", "- x"), ("a", "+", "? y")]),
        ({"a": "x\n\ny\n \nz"}, {"a": "x"}, [("a", "-", "y"), ("a", "-", "z")]),
        ({"a": "x\ny"}, {"a": "x\n\ny"}, []),
        ({"b": "1", "a": "1"}, {"b": "2", "a": "1", "c": "3"},
         [("b", "-", "1"), ("b", "+", "2"), ("c", "+", "3")]),
        ({"a": "one\r\ntwo"}, {"a": "one\ntwo"}, []),
    ],
)  # fmt: skip
def test_the_difference_is_told_line_by_line_in_reading_order(old, new, said):
    assert difference(old, new) == said


def test_the_longest_text_is_compared_before_anybody_waits():
    old = "\n".join(f"{n % 7} is a line" for n in range(1500))
    new = "\n".join(f"{n % 5} is a lime" for n in range(1500))
    began = time.process_time()  # what others do meanwhile does not count

    difference({"a": old}, {"a": new})

    assert time.process_time() - began < 1  # second
