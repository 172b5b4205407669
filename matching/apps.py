from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Applications, readiness, openness, alignment, proposals, consents."""

    name = "matching"

    def ready(self):
        from . import access  # noqa: PLC0415 - models are loaded only now

        access.register()
