"""pytest plugin (`-p tests.services`): starts PostgreSQL and Valkey before Django reads settings.

TEST_DB is `sqlite` (default) or `postgres`. Workers of pytest-xdist inherit the servers; each
gets its own databases in them.
"""

import contextlib
import os

import pytest

from demo import servers

stack = contextlib.ExitStack()


def sqlite(home) -> dict:
    """A file, not memory: several connections, WAL and real locks, as in `make run`."""
    return {"DATABASE_URL": f"sqlite:///{home}/seedbed.sqlite3", "DATABASE_OWNER_URL": ""}


def postgres(home) -> dict:
    """Two roles: one owns and migrates, the other is what everything runs as."""
    run = stack.enter_context(servers.postgres())
    return {
        "DATABASE_URL": f"postgresql://{servers.APP}@/seedbed?host={run}",
        "DATABASE_OWNER_URL": f"postgresql://{servers.OWNER}@/seedbed?host={run}",
    }


def start() -> None:
    """Start what TEST_DB asks for and tell the settings, through the environment, where it is.

    Everything lies in one folder that goes with the servers; nothing is read from or left in ours.
    """
    databases = {"sqlite": sqlite, "postgres": postgres}
    chosen = os.environ.setdefault("TEST_DB", "sqlite")
    if chosen not in databases:
        raise pytest.UsageError("TEST_DB is sqlite or postgres.")
    home = servers.temporary("tests")
    queue = stack.enter_context(servers.valkey(home))
    os.environ.update(SEEDBED_MODE="test", DEBUG="false", SITE_URL="http://localhost:8000")
    os.environ.update(CELERY_BROKER_URL=queue, **databases[chosen](home))
    for variable, name in {"DATA_DIR": "data", "STATIC_ROOT": "static"}.items():
        (home / name).mkdir()
        os.environ[variable] = str(home / name)


def share() -> None:
    """Give this xdist worker a queue of its own; its database is pytest-django's affair."""
    number = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")) + 1
    os.environ["CELERY_BROKER_URL"] += f"?virtual_host={number}"


# Playwright keeps an event loop running in the tests' thread; Django's guard would refuse the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
if "PYTEST_XDIST_WORKER" in os.environ:
    share()
else:
    try:
        start()
    except servers.ServerMissing as missing:
        stack.close()
        raise pytest.UsageError(str(missing)) from None


def pytest_unconfigure():
    stack.close()
