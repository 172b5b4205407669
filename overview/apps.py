from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """Pages that look across rooms."""

    name = "overview"

    def ready(self):
        from sessions_app import after_parts  # noqa: PLC0415 - models are loaded only now

        from . import news  # noqa: PLC0415 - as above

        after_parts.add_news(news.since)
