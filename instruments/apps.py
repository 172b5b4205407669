from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """Versioned question sets and the sheets people fill."""

    name = "instruments"
