"""Makes the demonstration's people and, later, advances its partnerships to today."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import people
from demo.scenes import around, kickoff, matching, partnerships, pulse
from foundation import clock
from instruments.loading import load_instruments


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("The demonstration is never made in production.")
        now = clock.now()
        people.ensure(now=now)
        load_instruments(now=now)
        partnerships.set_stage(now=now)
        kickoff.set_stage(now=now)
        around.set_stage(now=now)
        matching.set_stage(now=now)
        pulse.set_stage(now=now)
