"""What every test may use: the databases as production has them, and a browser."""

import gc
import os

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from demo import browser
from foundation import roles
from tests import lean, marking, pacing, prepared, reading, squeezed, sweeping
from tests.costs import cost, cost_to, statements
from tests.factories import NOW

__all__ = ["cost", "cost_to", "statements"]

# A busy machine is slow: how long an example takes says nothing about what is tried.
hypothesis_settings.register_profile(
    "seedbed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("seedbed")
squeezed.install()
lean.install()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items):
    marking.mark(items)
    yield
    items.sort(key=marking.turn)


def pytest_xdist_auto_num_workers(config):
    """Return how many processes `-n auto` starts."""
    return pacing.workers(config.option.markexpr)


def pytest_xdist_make_scheduler(config, log):
    """Keep in one process what begins with something long."""
    return pacing.Scheduler(config, log) if config.getvalue("dist") == "load" else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Try a test as pytest does, with room for its frames."""
    about = {"nodeid": item.nodeid, "location": item.location}
    item.ihook.pytest_runtest_logstart(**about)
    pacing.roomily(runtestprotocol, item, nextitem=nextitem)
    item.ihook.pytest_runtest_logfinish(**about)
    return True


def pytest_collection_finish():
    """Let the garbage collector pass by what stays until the end: a tenth of a run was that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Give SQLite's test database a file, one a worker, beside the one of the settings."""
    if connection.vendor == "sqlite":
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        name = f"{connection.settings_dict['NAME']}-{worker}"
        connection.settings_dict["TEST"]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings):
    """Start from the kept migrated file where there is one; `migrate` then finds nothing to do.

    PostgreSQL's whole cluster is thrown away after the run, so its database need not be dropped,
    which a live server's last connection would refuse.
    """
    if connection.vendor != "sqlite":
        return True
    return prepared.bring(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def database_owner():
    """Let PostgreSQL's test database be made and migrated by its owner, as in production."""
    with roles.owner():
        yield


@pytest.fixture(scope="session")
def django_db_setup(database_owner, django_db_setup, django_db_blocker):
    """Run the tests as the app role, which owns nothing."""
    if connection.vendor == "sqlite" and not prepared.path().exists():
        prepared.keep(connection.settings_dict["NAME"])
    with django_db_blocker.unblock():
        sweeping.install()
        assert connection.features.supports_json_field  # asked once; no page's cost holds it
    if not roles.two_roles():
        yield
        return
    with roles.acting(settings.DATABASES["default"]):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the machine's Chromium; without one the browser tests fail, they never skip."""
    try:
        return {**browser_type_launch_args, **browser.launch_arguments()}
    except browser.BrowserMissing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def tests_day(monkeypatch):
    """Let pages be read at the factories' moment."""
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)


@pytest.fixture
def enter(client):
    """`enter(user)` signs them in and returns the client."""
    return lambda user: reading.as_(user, client)
