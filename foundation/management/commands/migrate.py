"""Django's migrate, quicker, as the role that owns the tables; docs/operating.md, "Two roles"."""

from django.conf import settings
from django.core.management.commands import migrate

from foundation import adding_tables, roles


class Command(migrate.Command):
    def handle(self, *args, **options):
        with roles.owner(), adding_tables.quickly():
            super().handle(*args, **options)
            if roles.two_roles():
                roles.grant(to=settings.DATABASES["default"]["USER"])
