"""What the benchmarks share: Django, a database of their own, a lead in it, the cost of a page.

Import it first: it sets Django up. A benchmark is started by its file, so each says where the
project lies before it can import this.
"""

import contextlib
import os
import re
import time

os.environ.setdefault("SEEDBED_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from accounts.models import User  # noqa: E402
from partnerships.models import Program, ProgramRole, Role  # noqa: E402

BESIDE = re.compile(r"(SAVEPOINT|RELEASE|BEGIN|COMMIT)")  # not counted as statements of a page


@contextlib.contextmanager
def database():
    """Give the block a database of its own, which goes with it; pages name plain static files."""
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    setup_test_environment()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(databases)


def lead(now) -> tuple[User, Program]:
    """Return a facilitation lead and the program that they lead, both made here."""
    user = User.objects.create(email="lead@seedbed.example", name="Lead", joined_at=now)
    program = Program.objects.create(name="Measured", created_at=now, changed_at=now)
    ProgramRole.objects.create(
        program=program, user=user, role=Role.FACILITATION_LEAD, since=now.date()
    )
    return user, program


def signed_in(user) -> Client:
    """Return a client in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def analyzed() -> None:
    """Let the database look at what it holds before it plans."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def timed(work):
    """Return (what `work` gave, {CPU and wall in milliseconds})."""
    began = time.process_time(), time.perf_counter()
    found = work()
    cpu, wall = time.process_time() - began[0], time.perf_counter() - began[1]
    return found, {"cpu_ms": round(1000 * cpu, 1), "wall_ms": round(1000 * wall, 1)}


def weighed(client, address) -> dict:
    """Return status, SQL statements and bytes of a page that was opened once before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    statements = sum(not BESIDE.match(one["sql"]) for one in asked)
    return {"status": answer.status_code, "sql": statements, "bytes": len(answer.content)}


def opened(client, address) -> dict:
    """Return what `weighed` does, and CPU and wall in milliseconds, the best of three."""
    told = weighed(client, address)
    spent = [timed(lambda: client.get(address))[1] for _time in range(3)]
    return {**told, **{name: min(one[name] for one in spent) for name in spent[0]}}
