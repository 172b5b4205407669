"""What a sheet says. Every function here costs one or two queries, however long the sheet."""

from django.db.models import Count, Q

from .models import Sheet

ANSWERED = ~Q(answers__words="") | Q(answers__level__isnull=False)


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
