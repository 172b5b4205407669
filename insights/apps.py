from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Lessons, verdicts, briefs and the public shelf."""

    name = "insights"

    def ready(self):
        from . import access  # noqa: PLC0415 - models are loaded only now

        access.register()
