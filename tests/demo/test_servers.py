"""The guard stops what it guards whatever happens; PostgreSQL starts as root without root."""

import os
import shutil
import signal
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings

from demo import servers
from tests.processes import MARK, left_after, marked

pytestmark = [pytest.mark.long, pytest.mark.own, pytest.mark.timeout(400)]


@pytest.fixture
def mark(tmp_path, monkeypatch):
    """Mark every process the test starts; none may be left at the end."""
    monkeypatch.setenv(MARK, str(tmp_path))
    yield str(tmp_path)
    assert left_after(str(tmp_path)) == []


def test_the_guard_ends_with_its_command_and_clears_up(mark, tmp_path):
    leave = tmp_path / "leave"
    leave.mkdir()

    with servers.guarded(["sh", "-c", "exit 7"], leave=leave) as process:
        assert process.wait(10) == 7
    assert not leave.exists()


def test_closing_the_pipe_stops_the_command_with_its_signal(mark):
    talk = "trap 'echo INT; exit' INT; echo up; while :; do sleep 0.05; done"

    with servers.guarded(
        ["bash", "-c", talk], stop_with="TERM", stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "up\n"
        process.stdin.close()
        assert process.wait(10) == 128 + signal.SIGTERM


def test_children_of_the_command_go_with_it(mark):
    with servers.guarded(["sh", "-c", "sleep 60 & exit 3"]) as process:
        assert process.wait(10) == 3

    assert left_after(mark) == []


def test_killing_the_parent_stops_the_command(mark):
    parent = (
        "import os, time; from demo import servers; servers.guarded(['sleep', '60']);"
        "time.sleep(0.5); os.kill(os.getpid(), 9)"
    )

    ended = subprocess.run([sys.executable, "-c", parent], cwd=settings.BASE_DIR, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert left_after(mark) == []


def test_killing_the_tests_leaves_no_server_and_no_folder(mark, tmp_path):
    parent = "import os; import tests.services; print('up', flush=True); os.kill(os.getpid(), 9)"
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {name: value for name, value in os.environ.items() if "XDIST" not in name}

    ended = subprocess.run(
        [sys.executable, "-c", parent],
        cwd=settings.BASE_DIR,
        env=environment | {"TEST_DB": "postgres", "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (-signal.SIGKILL, b"up\n")
    assert left_after(mark) == []
    assert list(temporary.iterdir()) == []


@pytest.fixture
def without_namespaces(monkeypatch):
    """Take the way of root on a machine without user namespaces; others never are root."""
    monkeypatch.setenv("NO_USER_NAMESPACE", "1")
    servers.not_root.cache_clear()
    yield
    servers.not_root.cache_clear()


def test_postgres_starts_without_user_namespaces(mark, without_namespaces):
    with (
        servers.postgres() as run,
        psycopg.connect(f"host={run} user={servers.APP} dbname=postgres") as link,
    ):
        roles = link.execute("SELECT rolname, rolcreatedb FROM pg_roles WHERE rolname ~ 'seedbed'")
        assert sorted(roles.fetchall()) == [(servers.APP, False), (servers.OWNER, True)]
        assert marked(mark)

    assert not run.exists()


def test_a_server_that_cannot_start_says_why(tmp_path):
    log = tmp_path / "log"
    command = ["sh", "-c", "echo no room left; exit 1"]

    starting = servers.running(command, log=log, answers=lambda: False, name="It")

    with pytest.raises(servers.ServerMissing, match="It did not start: no room left"), starting:
        pass


@pytest.mark.parametrize(
    ("find", "sentence"),
    [
        (servers.postgres_binaries, "run `bin/bootstrap dev`, or set PG_BINDIR"),
        (servers.valkey_binary, "run bin/bootstrap, or set VALKEY_BIN"),
    ],
)
def test_a_missing_server_says_how_to_get_it(monkeypatch, find, sentence):
    monkeypatch.setattr(servers.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(servers.ServerMissing, match=sentence):
        find()


def test_a_wrong_test_database_is_named():
    environment = {name: value for name, value in os.environ.items() if "XDIST" not in name}

    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "tests/demo"],
        cwd=settings.BASE_DIR,
        env=environment | {"TEST_DB": "oracle"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode != 0
    assert "TEST_DB is sqlite or postgres." in ended.stdout + ended.stderr
