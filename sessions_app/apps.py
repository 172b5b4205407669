from django.apps import AppConfig


class SessionsAppConfig(AppConfig):
    """Agendas, the live room, and what sessions leave behind."""

    name = "sessions_app"

    def ready(self):
        from . import access, around  # noqa: PLC0415 - models are loaded only now

        access.register()
        around.register()
