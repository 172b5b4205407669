"""What a sheet says. Every function here costs one or two queries, however long the sheet."""

import hashlib
import json
from dataclasses import dataclass

from django.db.models import Count, Q

from .models import Answer, Item, Sheet

ANSWERED = ~Q(answers__words="") | Q(answers__level__isnull=False)


@dataclass(frozen=True)
class Question:
    """One question of a sheet with its answer, if there is one. `number` counts from 1."""

    number: int
    item: Item
    answer: Answer | None

    @property
    def answered(self) -> bool:
        return bool(self.answer and self.answer.words)


def questions(sheet) -> list[Question]:
    """Return the questions in order with their answers and who wrote them; no rubric is read."""
    answers = {a.item_id: a for a in sheet.answers.select_related("changed_by")}
    items = Item.objects.filter(instrument_version=sheet.instrument_version_id).order_by("order")
    return [Question(n, item, answers.get(item.pk)) for n, item in enumerate(items, start=1)]


def digest(found: dict[str, str]) -> str:
    """Return a mark of `words(sheet)`: whoever signs off names the words they read."""
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def words(sheet) -> dict[str, str]:
    """Return item key to words in the order of the questions; unanswered ones are left out."""
    rows = sheet.answers.exclude(words="").order_by("item__order")
    return dict(rows.values_list("item__key", "words"))


def levels(sheet) -> dict[str, int]:
    """Return item key to level in the order of the questions; unrated ones are left out."""
    rows = sheet.answers.filter(level__isnull=False).order_by("item__order")
    return dict(rows.values_list("item__key", "level"))


def progress(sheet) -> tuple[int, int]:
    """Return how many questions have an answer, and how many there are."""
    return progress_of([sheet])[sheet.pk]


def progress_of(sheets) -> dict:
    """Return sheet id to (answered, asked) for many sheets, in one query."""
    rows = Sheet.objects.filter(pk__in=[sheet.pk for sheet in sheets]).annotate(
        answered=Count("answers", filter=ANSWERED, distinct=True),
        asked=Count("instrument_version__items", distinct=True),
    )
    return {pk: (done, of) for pk, done, of in rows.values_list("pk", "answered", "asked")}
