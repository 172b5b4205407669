"""The locked requirements: names, versions and hashes, nothing about where they came from."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# Spelt apart, so that this file does not name what it looks for.
REGISTRIES = [
    re.compile(r"py" + r"pi\.org"),
    re.compile(r"pythonhosted\." + r"org"),
    re.compile(r"registry\.npm" + r"js"),
    re.compile(r"npmjs\." + r"(com|org)"),
    re.compile(r"yarn" + r"pkg\.com"),
]


def name_of(requirement):
    return re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower().replace("_", "-")


def locked(kind):
    """Return the names a requirements file pins."""
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    return set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))


def test_everything_declared_is_locked():
    run = {name_of(line) for line in PROJECT["project"]["dependencies"]}
    dev = {name_of(line) for line in PROJECT["dependency-groups"]["dev"]}

    assert run - locked("run") == set()
    assert dev - locked("dev") == set()
    assert (dev - run) & locked("run") <= {"brotli"}  # whitenoise brings it too


def test_the_small_model_is_alone_in_its_file_and_nowhere_else():
    (asked,) = PROJECT["project"]["optional-dependencies"]["similarity"]

    assert f"{asked} \\\n" in (ROOT / "requirements" / "similarity.txt").read_text()
    assert locked("similarity") == {name_of(asked)}
    assert locked("similarity") & (locked("run") | locked("dev")) == set()


def test_what_runs_is_part_of_what_is_developed_with():
    assert locked("run") - locked("dev") == set()


@pytest.mark.parametrize("kind", ["run", "dev", "uv", "similarity"])
def test_each_line_has_a_version_and_a_hash_and_no_address(kind):
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    entries = re.split(r"\n(?=[a-z])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))

    assert [
        entry for entry in entries if not re.match(r"[a-z0-9-]+==[^ ]+( ;[^\\]*)? \\\n", entry)
    ] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_no_file_names_a_package_registry():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    naming = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        text = path.read_text(errors="ignore") if path.is_file() else ""
        naming += [name for registry in REGISTRIES if registry.search(text)]

    assert naming == []
