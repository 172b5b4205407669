from django.apps import AppConfig


class SessionsAppConfig(AppConfig):
    """Agendas, the live room, and what sessions leave behind."""

    name = "sessions_app"
