from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Applications, readiness, openness, alignment, proposals, consents."""

    name = "matching"
