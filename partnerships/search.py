"""Finding rows by words, with the index that a later migration lays over the same expression."""

import string

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat, Upper

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
    """Return the rows whose `fields` hold each of the first six words of `query`."""
    found = queryset.alias(searched=expression(fields))
    for word in query.split()[:MOST_WORDS]:
        found = found.filter(_spelled(word))
    return found


def _spelled(word):
    """SQLite knows capitals of A to Z only; PostgreSQL knows all of them."""
    spellings = {word.upper(), word.translate(ASCII_UPPER)}
    condition = Q()
    for spelling in sorted(spellings):
        condition |= Q(searched__contains=spelling)
    return condition
