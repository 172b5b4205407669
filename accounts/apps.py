from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and how they come in."""

    name = "accounts"
