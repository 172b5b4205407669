from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Knows nobody: nothing about partnerships may enter."""

    name = "foundation"
