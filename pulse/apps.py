from django.apps import AppConfig


class PulseConfig(AppConfig):
    """The candour room: midpoint talks, six-minute forms, themes that a side lets travel."""

    name = "pulse"

    def ready(self):
        from . import access  # noqa: PLC0415 - models are loaded only now

        access.register()
