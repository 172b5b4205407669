"""Rooms that a page looks into once they are there: none is imported before it is installed."""

import importlib
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def part_of(room: str, name: str) -> ModuleType | None:
    """Return the module `room`.`name`, or None while the room has no such module."""
    if not apps.is_installed(room):
        return None
    if not module_has_submodule(importlib.import_module(room), name):
        return None
    return importlib.import_module(f"{room}.{name}")
