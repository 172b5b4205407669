"""Names the person behind a transaction to the database, for tables that hold candour."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def actor(user):
    """Open a transaction in which PostgreSQL knows `user` as `app.user`; only that on SQLite.

    Candour tables are read only inside it, so that row-level security can rule there later.
    An actor inside an actor gives the name back when it ends; the name goes with its transaction.
    """
    inside = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor != "postgresql":
            yield
            return
        before = _named() if inside else ""
        _name(str(user.pk))
        yield
        if inside:
            _name(before)  # the outer transaction may go on; a rollback takes it back itself


def _named() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.user', true), '')")
        return cursor.fetchone()[0]


def _name(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [value])
