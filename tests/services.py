"""pytest plugin (`-p tests.services`): starts PostgreSQL and Valkey before Django reads settings.

TEST_DB is `sqlite` (default) or `postgres`. Workers of pytest-xdist inherit the servers; each
gets its own databases in them.
"""

import contextlib
import os
import shutil

import pytest

from demo import servers

stack = contextlib.ExitStack()


def sqlite() -> dict:
    """A file, not memory: several connections, WAL and real locks, as in `make run`."""
    home = servers.temporary("sqlite")
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    return {"DATABASE_URL": f"sqlite:///{home}/seedbed.sqlite3", "DATABASE_OWNER_URL": ""}


def postgres() -> dict:
    """Two roles: one owns and migrates, the other is what everything runs as."""
    run = stack.enter_context(servers.postgres())
    return {
        "DATABASE_URL": f"postgresql://{servers.APP}@/seedbed?host={run}",
        "DATABASE_OWNER_URL": f"postgresql://{servers.OWNER}@/seedbed?host={run}",
    }


def folders() -> dict:
    """Folders that the settings name, empty, so that nothing is read from or left in ours."""
    home = servers.temporary("tests")
    stack.callback(shutil.rmtree, home, ignore_errors=True)
    for name in ("data", "static"):
        (home / name).mkdir()
    return {"DATA_DIR": str(home / "data"), "STATIC_ROOT": str(home / "static")}


def start() -> None:
    """Start what TEST_DB asks for and tell the settings, through the environment, where it is."""
    databases = {"sqlite": sqlite, "postgres": postgres}
    chosen = os.environ.setdefault("TEST_DB", "sqlite")
    if chosen not in databases:
        raise pytest.UsageError("TEST_DB is sqlite or postgres.")
    os.environ.update(SEEDBED_MODE="test", DEBUG="false", SITE_URL="http://localhost:8000")
    os.environ.update(folders())
    os.environ.update(databases[chosen]())
    os.environ["CELERY_BROKER_URL"] = stack.enter_context(servers.valkey())


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
