"""The two database roles: the owner migrates, the app does everything else.

`DATABASE_OWNER_URL` names the owner; where it is empty there is one role, and nothing to grant.
"""

from contextlib import contextmanager

import environ
from django.conf import settings
from django.db import connection

ROLE_KEYS = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
GRANTS = [
    "GRANT USAGE ON SCHEMA public TO {app}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
]


def two_roles() -> bool:
    """Say whether an owner is configured beside the app."""
    return bool(settings.DATABASE_OWNER_URL) and connection.vendor == "postgresql"


@contextmanager
def owner():
    """Connect as the owner of the tables inside the block; where there is none, as ever."""
    if not two_roles():
        yield
        return
    with acting(environ.Env.db_url_config(settings.DATABASE_OWNER_URL)):
        yield


@contextmanager
def acting(role: dict):
    """Connect to the same database as another role, given as Django's settings of a database."""
    before = connection.settings_dict
    switch(role)
    try:
        yield
    finally:
        switch(before)


def switch(role: dict) -> None:
    """Close the connection; the next one is made by `role`. Other threads stay who they were."""
    connection.close()
    keys = {key: role.get(key) or ({} if key == "OPTIONS" else "") for key in ROLE_KEYS}
    connection.settings_dict = {**connection.settings_dict, **keys}


def grant(*, to: str) -> None:
    """Let the role `to` read and write all tables, those of today and of the next migration."""
    app = connection.ops.quote_name(to)
    with connection.cursor() as cursor:
        for statement in GRANTS:
            cursor.execute(statement.format(app=app))
