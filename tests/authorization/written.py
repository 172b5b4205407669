"""Which tables a request really wrote, told from its SQL: what was rolled back does not count."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

WRITE = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "([a-z_]+)"')
SAVEPOINT = re.compile(r'(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) "?([\w-]+)"?')
BESIDE = {"django_session"}  # written by every sign-in, and nobody's answer


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect the SQL asked within. Django's capture writes out each value too, by more SQL."""
    asked: list[str] = []

    def hear(execute, sql, params, many, context):
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield asked


def written(asked: list[str]) -> set[str]:
    """Return the tables written by the SQL `asked` and not rolled back."""
    kept: list[tuple[str, set[str]]] = [("", set())]
    for sql in asked:
        _follow(kept, sql)
    return set().union(*(tables for _name, tables in kept)) - BESIDE


def _follow(kept, sql):
    if found := SAVEPOINT.match(sql):
        verb, name = found.groups()
        if verb == "SAVEPOINT":
            kept.append((name, set()))
            return
        names = [mark for mark, _tables in kept]
        if name not in names:
            return
        place = names.index(name)
        inside = set().union(*(tables for _mark, tables in kept[place:]))
        del kept[place:]
        if verb == "RELEASE SAVEPOINT":
            kept[-1][1].update(inside)
        else:
            kept.append((name, set()))
    elif found := WRITE.match(sql.strip()):
        kept[-1][1].add(found[1])
