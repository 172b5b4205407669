"""Counts within sentences: words below ten, figures from there on."""

from django.contrib.humanize.templatetags.humanize import apnumber


def spelled(count: int) -> str:
    """Return "three", or "12", as it stands within a sentence."""
    return str(apnumber(count))


def spelled_first(count: int) -> str:
    """Return "Three", or "12", as it begins a sentence."""
    return spelled(count).capitalize()
