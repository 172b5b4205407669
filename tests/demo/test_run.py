"""`make run`'s command, for real: it starts, serves, stops, and never leaves anything behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from demo.management.commands import run
from tests.processes import MARK, left_after, marked

pytestmark = pytest.mark.timeout(400)  # a first start takes some forty seconds, beside others more


class Running:
    """`manage.py run` in a process of its own, on a folder of its own."""

    def __init__(self, folder, *arguments):
        self.mark = str(folder)
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run", *arguments]
        self.process = subprocess.Popen(
            command,
            env=surroundings(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.said = []

    def until_ready(self):
        """Read until it is ready; return the address it names."""
        for line in self.process.stdout:
            self.said.append(line.strip())
            if line.startswith("Ready: "):
                return line.removeprefix("Ready: ").strip()
        raise AssertionError(self.ends())

    def ends(self, timeout=30):
        """Return its exit status, the rest of what it says, and what it left running."""
        out, errors = self.process.communicate(timeout=timeout)
        return self.process.returncode, out + errors, left_after(self.mark)

    def child(self, words, seconds=20):
        """Return the oldest process, guards aside, whose command line holds `words`.

        The web server says that it is ready while the others are still starting.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := self._running(words):
                return found
            time.sleep(0.05)
        raise AssertionError(marked(self.mark))

    def _running(self, words):
        for process in psutil.process_iter(["cmdline", "name"]):
            line = " ".join(process.info["cmdline"] or [])
            if words in line and process.info["name"] != "sh" and self.owns(process):
                return process
        return None

    def owns(self, process):
        try:
            return process.environ().get(MARK) == self.mark
        except psutil.Error:
            return False


def surroundings(folder):
    """Return an environment for the demonstration: its own folders, none of the tests' servers."""
    ours = ("DATABASE", "CELERY", "CACHE", "SITE_URL", "PYTEST", "DJANGO")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    temporary = folder / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    return kept | {
        MARK: str(folder),
        "SEEDBED_MODE": "demo",
        "DATA_DIR": str(folder / "data"),
        "STATIC_ROOT": str(folder / "static"),
        "TMPDIR": str(temporary),
    }


def some_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder in which the demonstration has started and stopped once."""
    folder = tmp_path_factory.mktemp("a path", numbered=True)
    first = Running(folder, "--port", str(some_port()))
    first.until_ready()
    first.process.send_signal(signal.SIGTERM)
    status, _said, left = first.ends()
    assert (status, left) == (0, [])
    return folder


@pytest.fixture
def start(prepared, tmp_path):
    """Start the demonstration on a copy of the prepared folder; stop whatever is left."""
    started = []

    def starting(*arguments):
        folder = tmp_path / str(len(started))
        shutil.copytree(prepared, folder)
        started.append(Running(folder, *arguments))
        return started[-1]

    yield starting
    for running in started:
        running.process.kill()
        running.process.communicate()
        assert left_after(running.mark) == []


@pytest.mark.django_db
@pytest.mark.parametrize("room", ["partnerships", "pulse"])
@pytest.mark.parametrize("first", ["0001_as_it_was", "0001_tables"])
def test_tables_of_an_earlier_seedbed_are_named_and_left_alone(room, first):
    MigrationRecorder(connection).record_applied(room, first)

    with pytest.raises(CommandError, match="made by an earlier Seedbed.*make reset"):
        run.Command().prepare()


def all_serves(running, address):
    """Fail unless it answers at `address` and each of its processes runs."""
    with urllib.request.urlopen(f"{address}healthz") as answer:
        assert answer.read() == b"ok"
    together = "\n".join(marked(running.mark))
    for words in ("gunicorn config.wsgi", "config worker", "config beat", "valkey-server"):
        assert words in together


def refuses_another(running, address):
    """Fail unless a second start on the same data ends with a sentence."""
    second = subprocess.run(
        running.process.args,
        env=surroundings(Path(running.mark)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert f"Seedbed already runs from this folder: {address}" in second.stderr


def stops(running, number):
    """Fail unless the signal `number` ends it without a trace."""
    running.process.send_signal(number)

    status, said, left = running.ends()
    assert (status, left) == (0, [])
    assert said == "Stopped.\n"
    assert os.listdir(os.path.join(running.mark, "tmp")) == []


# A start costs seconds, so that each of these looks at all that one start can show.
@pytest.mark.whole
@pytest.mark.own
def test_it_says_ready_serves_refuses_a_second_and_stops(start):
    port = some_port()
    running = start("--port", str(port))

    address = running.until_ready()

    assert address == f"http://localhost:{port}/"
    all_serves(running, address)
    refuses_another(running, address)
    stops(running, signal.SIGINT)


@pytest.mark.whole
@pytest.mark.own
def test_a_taken_port_moves_to_the_next_and_a_closed_terminal_stops_it(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        running = start("--port", str(port))

        address = running.until_ready()

    used = int(address.rstrip("/").rpartition(":")[2])
    assert port < used < port + 20
    assert f"Port {port} is taken; using {used}." in running.said
    stops(running, signal.SIGHUP)


@pytest.mark.whole
@pytest.mark.own
def test_killing_it_leaves_nothing(start):
    running = start("--port", str(some_port()))
    running.until_ready()

    running.process.kill()

    status, _said, left = running.ends()
    assert (status, left) == (-signal.SIGKILL, [])


@pytest.mark.whole
@pytest.mark.own
def test_one_dead_process_stops_all(start):
    running = start("--port", str(some_port()))
    running.until_ready()

    running.child("config beat").kill()

    status, said, left = running.ends()
    assert (status, left) == (1, [])
    assert "scheduler ended by itself" in said


def test_it_never_runs_on_other_data():
    with pytest.raises(CommandError, match="unset SEEDBED_MODE and DATABASE_URL"):
        call_command("run")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_at_home_the_doors_stay_as_they_are(host):
    environment = run.environment(host, "/q", "http://x")

    assert "DEMO_FROM_ANYWHERE" not in environment
    assert "ALLOWED_HOSTS" not in environment


@pytest.mark.parametrize(
    ("host", "names"), [("0.0.0.0", "*"), ("192.0.2.7", "localhost,127.0.0.1,192.0.2.7")]
)
def test_a_named_host_opens_the_doors(host, names):
    environment = run.environment(host, "/q", "http://x")

    assert environment["DEMO_FROM_ANYWHERE"] == "true"
    assert environment["ALLOWED_HOSTS"] == names


def test_what_is_not_installed_is_not_started(monkeypatch):
    monkeypatch.setattr(run, "get_commands", lambda: {"migrate": "foundation"})
    without = set(run.processes("127.0.0.1:1"))
    monkeypatch.setattr(run, "get_commands", lambda: {"deliver": "notifications"})

    assert set(run.processes("127.0.0.1:1")) - without == {"sweeper"}
