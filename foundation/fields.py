"""Model fields that clean what is written into them, whoever writes it."""

import uuid

from django.db import models

from .text import LONGEST, clean_name, clean_text

LONGEST_NUMBER = 9  # digits; what fits into every column of numbers


class NameField(models.CharField):
    """One line: a name, a title, a label."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else clean_name(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_name(value) if isinstance(value, str) else value


class WordsField(models.TextField):
    """Somebody's own words, at most 20,000 characters."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else clean_text(value)

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return clean_text(value) if isinstance(value, str) else value


class PairsField(models.JSONField):
    """A dict whose order is kept: PostgreSQL's jsonb sorts keys, so pairs are what is stored."""

    def get_db_prep_value(self, value, connection, prepared=False):
        pairs = [list(pair) for pair in value.items()] if isinstance(value, dict) else value
        return super().get_db_prep_value(pairs, connection, prepared)

    def from_db_value(self, value, expression, connection):
        return dict(super().from_db_value(value, expression, connection) or [])


def id_or_none(text: str) -> uuid.UUID | None:
    """Return the id of a row that `text` spells, as an address or a form brings it, or None."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def number_or_none(text: str) -> int | None:
    """Return the whole number that `text` spells, as an address or a form brings it, or None.

    More than nine digits are none: no row counts so far, and Python reads no number of thousands.
    """
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


class Identified(models.Model):
    """A row with an unguessable id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
