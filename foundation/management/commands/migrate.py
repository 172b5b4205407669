"""Django's migrate, as the role that owns the tables; see docs/operating.md, "Two roles"."""

from django.conf import settings
from django.core.management.commands import migrate

from foundation import roles


class Command(migrate.Command):
    def handle(self, *args, **options):
        with roles.owner():
            super().handle(*args, **options)
            if roles.two_roles():
                roles.grant(to=settings.DATABASES["default"]["USER"])
