"""Makes the demonstration on the first start; later starts play what happened since."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from demo import directory, finds
from demo.scenes import board, earlier, matching, pairs, preparing
from demo.simulator import program
from foundation import clock


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration is never made in production.")
        now = clock.now()
        with transaction.atomic():
            program.advance(now)
            matching.set_stage(now=now)
            pairs.set_stage(now=now)
            preparing.set_stage(now=now)
            board.set_stage(now=now)
            earlier.set_stage(now=now)
        directory.ensure(now=now)
        finds.keep(now=now)
