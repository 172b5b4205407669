"""Production: refuses to start unsafe, starts when told all, and runs as two database roles."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from demo import servers

pytestmark = [pytest.mark.long, pytest.mark.own, pytest.mark.timeout(400)]
COMPLETE = {
    "SEEDBED_MODE": "production",
    "SECRET_KEY": "made-up-for-a-test-" + "x1Y2" * 12,
    "SITE_URL": "https://seedbed.example.org",
    "ALLOWED_HOSTS": "seedbed.example.org",
    "DATABASE_URL": "postgresql://seedbed_app:made-up@db.invalid/seedbed",
    "EMAIL_URL": "smtp+tls://name:made-up@mail.invalid:587",
    "MAIL_FROM": "Seedbed <seedbed@example.org>",
    "CELERY_BROKER_URL": "redis://valkey.invalid:6379/0",
    "CACHE_URL": "redis://valkey.invalid:6379/1",
}
NEEDED = set(COMPLETE) - {"SEEDBED_MODE"}
ROLES = Path(settings.BASE_DIR) / "docker" / "roles.sh"


def manage(*arguments, environment):
    """Run manage.py in a process that knows only `environment`."""
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ.get("PATH", os.defpath), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_said_is_production_and_every_missing_variable_is_named():
    ended = manage("check", environment={})

    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert set(re.findall(r"([A-Z_]+) is not set", ended.stderr)) == NEEDED


@pytest.mark.parametrize("name", ["EMAIL_URL", "CACHE_URL"])
@pytest.mark.parametrize("empty", [True, False])
def test_one_missing_or_empty_variable_is_enough(name, empty):
    told = {key: value for key, value in COMPLETE.items() if key != name}
    ended = manage("check", environment=told | ({name: " "} if empty else {}))

    assert ended.returncode != 0
    assert f"will not start in production: {name} is not set. See docs" in ended.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 50 characters"),
        ("DEBUG", "true", "DEBUG is on"),
        ("DATABASE_URL", "sqlite:///x", "DATABASE_URL is not a PostgreSQL address"),
        ("ALLOWED_HOSTS", "seedbed.example.org,*", "ALLOWED_HOSTS allows every host"),
        ("EMAIL_URL", "consolemail://", "EMAIL_URL sends no mail"),
        ("EMAIL_URL", "dummymail://", "EMAIL_URL sends no mail"),
        ("SITE_URL", "http://seedbed.example.org", "SITE_URL does not start with https://"),
    ],
)
def test_unsafe_values_are_refused(name, value, sentence):
    ended = manage("check", environment=COMPLETE | {name: value})

    assert ended.returncode != 0
    assert sentence in ended.stderr


def test_told_all_it_passes_the_deployment_check():
    ended = manage("check", "--deploy", "--fail-level", "WARNING", environment=COMPLETE)

    assert (ended.returncode, ended.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), ended.stderr


def test_the_demonstration_is_not_there():
    look = (
        "from django.conf import settings; from django.urls import resolve, Resolver404\n"
        "assert 'demo' not in settings.INSTALLED_APPS\n"
        "try: resolve('/walk-in/')\n"
        "except Resolver404: print('no way in')"
    )

    ended = manage("shell", "--no-imports", "--command", look, environment=COMPLETE)

    assert ended.stdout == "no way in\n", ended.stderr


@pytest.fixture(scope="module")
def installation():
    """A PostgreSQL prepared by docker/roles.sh and migrated; yields its environment."""
    secrets = {"OWNER_PASSWORD": "made-up-owner", "APP_PASSWORD": "made-up-app"}

    def roles(run):
        path = f"{servers.postgres_binaries()}:{os.environ['PATH']}"
        surroundings = {**os.environ, **secrets, "PATH": path, "PGHOST": str(run)}
        subprocess.run(["sh", str(ROLES)], env=surroundings, check=True, capture_output=True)

    with servers.postgres(prepare=roles) as run:
        environment = COMPLETE | {"DATABASE_URL": f"postgresql://seedbed_app@/seedbed?host={run}"}
        owner = {"DATABASE_OWNER_URL": f"postgresql://seedbed_owner@/seedbed?host={run}"}
        migrated = manage("migrate", "--verbosity", "0", environment=environment | owner)
        assert migrated.returncode == 0, migrated.stderr
        yield run, environment


def test_the_app_role_reads_and_writes_rows_and_nothing_else(installation):
    run, _environment = installation

    with psycopg.connect(f"host={run} user=seedbed_app dbname=seedbed", autocommit=True) as link:
        link.execute("DELETE FROM django_session")
        for forbidden in (
            "CREATE TABLE mine ()",
            "DROP TABLE django_session",
            "TRUNCATE django_session",
            "ALTER TABLE django_session DISABLE TRIGGER ALL",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                link.execute(forbidden)


def test_the_app_role_finds_nothing_left_to_migrate(installation):
    _run, environment = installation

    ended = manage("migrate", "--check", environment=environment)

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_app_role_alone_cannot_migrate(installation):
    _run, environment = installation

    ended = manage("migrate", "sessions", "zero", environment=environment)

    assert ended.returncode != 0
    assert "must be owner of table django_session" in ended.stderr
