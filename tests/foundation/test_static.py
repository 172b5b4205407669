"""What a page makes a browser fetch: small, and ours or as the manifest says."""

import gzip
import hashlib
import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

VENDOR = settings.BASE_DIR / "static" / "vendor"
BUDGET = 60 * 1024  # bytes of styles and scripts of a page, compressed


def linked(html):
    return re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html)


@pytest.mark.django_db
def test_styles_and_scripts_of_a_page_fit_the_budget(client):
    names = linked(client.get("/account/login/").content.decode())

    sizes = {name: len(gzip.compress(_read(name.removeprefix("/static/")), 9)) for name in names}

    assert len(sizes) == 7  # two sheets, htmx, our script, three for passkeys
    assert sum(sizes.values()) <= BUDGET, sizes


def _read(name):
    with open(finders.find(name), "rb") as file:
        return file.read()


def test_vendored_files_are_what_the_manifest_says():
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text())["files"]
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}

    assert there == {*manifest, "MANIFEST.json"}
    for name, entry in manifest.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == entry["sha256"], name
        assert entry["licence"]


@pytest.mark.parametrize("sheet", ["vendor/uswds/uswds.css", "css/seedbed.css"])
def test_a_sheet_asks_only_for_files_that_are_there_and_moves_nothing(sheet):
    path = settings.BASE_DIR / "static" / sheet
    words = path.read_text()

    asked = re.findall(r"url\(([^)]+)\)", words)

    assert [name for name in asked if not (path.parent / name).exists()] == []
    assert re.findall(r"transition|animation|@keyframes|@import", words) == []


@pytest.mark.django_db
def test_pictures_and_parts_carry_no_style_of_their_own(client):
    html = client.get("/styleguide/").content.decode()

    assert re.findall(r'\sstyle="|\son\w+="|<style', html) == []
    assert re.findall(r'(?:fill|stroke)="(?!none|currentColor)[^"]+"', html) == []
