from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    """Programs, organizations and the partnership itself."""

    name = "partnerships"

    def ready(self):
        from accounts import second_factor  # noqa: PLC0415 - apps must be loaded

        from .standing import needs_second_factor  # noqa: PLC0415

        second_factor.ask(needs_second_factor)
