"""Runs the whole of Seedbed for a try-out: web, worker, scheduler, sweeper and broker.

Ctrl-C stops them all. Everything it keeps is in DATA_DIR (./.data); `make reset` forgets it.
"""

import fcntl
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from demo import assets, servers
from demo.supervisor import Broken, Stopped, Supervisor

PYTHON = sys.executable
CELERY = [
    *(PYTHON, "-W", "ignore:You're running the worker with superuser"),
    *("-m", "celery", "--quiet", "--app", "config"),
]
MANAGE = [PYTHON, str(settings.BASE_DIR / "manage.py")]
AT_HOME = {"localhost", "127.0.0.1", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to
WARNING = (
    "Anyone who reaches this machine can walk in as anyone: HOST={host} opens the demonstration"
    " beyond localhost."
)


def processes(bind):
    """Return what runs, by name, broker aside; a command that is not installed is left out."""
    web = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--bind", bind]
    web += ["--preload", "--no-control-socket"]
    quiet = ["--graceful-timeout", "5", "--log-level", "warning"]
    every = {
        "web": [PYTHON, "-m", "gunicorn", "config.wsgi", *web, *quiet],
        "worker": [*CELERY, "worker", "--concurrency", "2", "--without-gossip",
                   "--without-mingle", "--loglevel", "WARNING"],
        "scheduler": [*CELERY, "beat", "--pidfile=", "--loglevel", "WARNING"],
        "sweeper": [*MANAGE, "deliver"],
    }  # fmt: skip
    if "deliver" not in get_commands():
        del every["sweeper"]
    return every


def environment(host, queue, site_url):
    """Return what the processes read: the queue, the address, and how far the doors open."""
    ours = {
        "SITE_URL": site_url,
        "CELERY_BROKER_URL": f"redis+socket://{queue}",
        "CACHE_URL": f"unix://{queue}?db=1",
        "PYTHONUNBUFFERED": "1",
    }
    if host not in AT_HOME:
        names = "*" if host in EVERYWHERE else f"localhost,127.0.0.1,{reachable(host)}"
        ours |= {"DEMO_FROM_ANYWHERE": "true", "ALLOWED_HOSTS": names}
    return {**os.environ, **ours}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # of the demonstration's own settings, which the tests check

    def add_arguments(self, parser):
        parser.add_argument("--host", default="localhost")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        self.refuse_real_data()
        try:
            with only_one(settings.DATA_DIR) as here, Supervisor() as supervisor:
                port = self.free_port(host, port)
                settings.SITE_URL = here.name_it(f"http://{reachable(host)}:{port}")
                self.prepare()
                self.start(supervisor, host, port)
                supervisor.watch()
        except Stopped:
            self.say("Stopped.")
        except (Broken, servers.ServerMissing) as error:
            raise CommandError(f"{error} All is stopped.") from None

    def refuse_real_data(self):
        """Keep the demonstration to its own database file and its own mode."""
        ours = str(connection.settings_dict["NAME"]).startswith(str(settings.DATA_DIR))
        if not settings.DEMO or not ours:
            raise CommandError(
                "`run` is the demonstration: use `make run`, and unset SEEDBED_MODE and"
                " DATABASE_URL, so that it keeps to its own data."
            )

    def prepare(self):
        """Bring tables and static files up to date. Raises CommandError for an earlier one's."""
        if made_by_an_earlier_one():
            raise CommandError(
                "The demonstration kept here was made by an earlier Seedbed, whose tables are not"
                " these: `make reset` forgets it, and the next `make run` makes it anew."
            )
        call_command("migrate", verbosity=0, interactive=False)
        assets.collect()

    def start(self, supervisor, host, port):
        """Start the broker, then the web server, and the rest once the demonstration is of today.

        What sends mail may not look at the demonstration before its story has caught up.
        """
        home = servers.temporary("run")
        kept = settings.DATA_DIR / "valkey"
        kept.mkdir(exist_ok=True)
        queue = home / "s"
        with (kept / "log").open("wb") as log:
            broker = servers.valkey_command(queue, kept, keep=True)
            supervisor.start("broker", broker, leave=home, stdout=log, stderr=log)
        supervisor.wait_until(lambda: servers.valkey_answers(queue), name="The broker")
        children = environment(host, queue, settings.SITE_URL)
        rest = processes(f"{bound(host)}:{port}")
        supervisor.start("web", rest.pop("web"), env=children)
        call_command("demonstrate")
        connection.close()
        supervisor.wait_until(lambda: healthy(host, port), name="The web server")
        for name, command in rest.items():  # logs go to stderr; on stdout Celery says farewell
            supervisor.start(name, command, env=children, stdout=subprocess.DEVNULL)
        if host not in AT_HOME:
            self.stderr.write(self.style.WARNING(WARNING.format(host=host)))
        self.say(f"Ready: {settings.SITE_URL}/")

    def free_port(self, host, port):
        """Return the first port from `port` on that nobody uses."""
        for candidate in range(port, port + 20):
            if not taken(host, candidate):
                break
        else:
            raise CommandError(f"Ports {port} to {port + 19} are all taken; say PORT=.")
        if candidate != port:
            self.say(f"Port {port} is taken; using {candidate}.")
        return candidate

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()


def made_by_an_earlier_one() -> bool:
    """Say whether the database has taken a step that is not among ours any more."""
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return bool(set(loader.applied_migrations) - set(loader.disk_migrations))


class only_one:  # noqa: N801 - read as a sentence: with only_one(folder)
    """Refuse a second start on the same data; the lock file holds the first one's address."""

    def __init__(self, folder: Path):
        self.path = folder / "running"

    def __enter__(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = self.path.open("a+")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.file.seek(0)
            where = self.file.read() or "it is just starting"
            raise CommandError(f"Seedbed already runs from this folder: {where}") from None
        return self

    def __exit__(self, *error):
        self.file.truncate(0)
        self.file.close()

    def name_it(self, url):
        self.file.truncate(0)
        self.file.write(f"{url}/")
        self.file.flush()
        return url


# -- addresses ------------------------------------------------------------------------------------
def bound(host):
    """Return `host` as gunicorn binds it; "localhost" is this machine only."""
    if host == "localhost":
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def reachable(host):
    """Return `host` as a browser names it."""
    return socket.gethostname() if host in EVERYWHERE else bound(host) if ":" in host else host


def taken(host, port):
    """Say whether the port cannot be had, or another program answers there as "localhost"."""
    address = bound(host).strip("[]")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return True
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True


def healthy(host, port):
    """Ask the page that says the web server stands."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, bound(host))  # noqa: S104
    try:
        answer = urllib.request.urlopen(f"http://{name}:{port}/healthz", timeout=2)  # noqa: S310
    except (urllib.error.URLError, OSError):
        return False
    with answer:
        return answer.read() == b"ok"
