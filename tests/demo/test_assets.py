"""Static files are collected once, and again when one changes."""

import pytest

from demo import assets


@pytest.fixture
def folders(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    return source, settings.STATIC_ROOT


def test_only_a_change_collects_again(folders):
    source, collected = folders

    first, second = assets.collect(), assets.collect()
    (source / "page.css").write_text("a{b:c}")
    third = assets.collect()

    assert [first, second, third] == [True, False, True]
    assert (collected / "page.css").read_text() == "a{b:c}"
