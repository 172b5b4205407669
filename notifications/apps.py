from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    """Rules, planner, outbox, delivery."""

    name = "notifications"

    def ready(self):
        from accounts.services import when_leaving  # noqa: PLC0415 - apps must be loaded

        from .services import person_left  # noqa: PLC0415

        when_leaving(person_left)
        autodiscover_modules("reminders")
