from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demonstration people, mailboxes and the simulator; never installed in production."""

    name = "demo"
