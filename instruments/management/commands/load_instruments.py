"""Publishes the question sets that come with Seedbed, where they are not here yet."""

from django.core.management.base import BaseCommand

from foundation import clock
from instruments.loading import load_instruments


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        for key in load_instruments(now=clock.now()):
            self.stdout.write(f"{key}: published")
