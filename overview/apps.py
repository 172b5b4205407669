from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Pages that look across rooms."""

    name = "overview"
