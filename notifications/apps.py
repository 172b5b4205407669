from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Rules, planner, outbox, delivery."""

    name = "notifications"
