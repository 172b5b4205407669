"""Names the person behind a transaction to the database, for tables that hold candour."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def actor(user):
    """Open a transaction in which PostgreSQL knows `user` as `app.user`; a no-op on SQLite.

    Candour tables are read only inside it, so that row-level security can rule there later.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.user', %s, true)", [str(user.pk)])
        yield
