"""Finding rows by words, by the index that migrations lay: trigrams on both databases."""

import string

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat, Upper

from . import words_index

MOST_WORDS = 6
ASCII_UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)


def expression(fields: tuple[str, ...]):
    """Return the upper-case text of `fields` joined by spaces; the index holds the same."""
    parts: list[F | Value] = [F(fields[0])]
    for name in fields[1:]:
        parts += [Value(" "), F(name)]
    joined = Concat(*parts, output_field=TextField()) if len(parts) > 1 else parts[0]
    return Upper(joined, output_field=TextField())


def holding(queryset, fields: tuple[str, ...], query: str):
    """Return the rows whose `fields` hold each of the first six words of `query`.

    A word of one or two letters is in no index; beside a longer one it is looked for in what that
    one found.
    """
    asked = _asked(query)
    if words_index.serves(queryset):
        known = [words for words in asked if min(map(len, words)) >= words_index.PART]
        asked = [words for words in asked if words not in known]
        queryset = words_index.narrowed(queryset, known) if known else queryset
    return _read(queryset, fields, asked)


def reading(queryset, fields: tuple[str, ...], query: str):
    """Return what `holding` does, of a table without an index: each of its rows is read."""
    return _read(queryset, fields, _asked(query))


def _asked(query):
    """SQLite knows capitals of A to Z only; PostgreSQL knows all of them."""
    words = query.split()[:MOST_WORDS]
    return [{word.upper(), word.translate(ASCII_UPPER)} for word in words]


def _read(queryset, fields, asked):
    found = queryset.alias(searched=expression(fields))
    for words in asked:
        found = found.filter(_one_of(words))
    return found


def _one_of(words):
    condition = Q()
    for spelling in sorted(words):
        condition |= Q(searched__contains=spelling)
    return condition
