"""Plays invented partnerships through a whole life, mail included; nothing leaves the machine."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.simulator import characters, invented, program
from foundation import clock


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--months", type=int, default=12, choices=range(8, 13))
        parser.add_argument("--partnerships", type=int, default=1)
        parser.add_argument(
            "--characters", nargs="+", default=["good"], choices=sorted(characters.BY_NAME)
        )

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("Nothing is simulated in production.")
        cast = invented.cast(
            options["partnerships"], seed=options["seed"], months=options["months"],
            characters=options["characters"],
        )  # fmt: skip
        for room in program.simulate(clock.now(), cast, seed=options["seed"]):
            self.stdout.write(f"{room.fresh().name}: {room.partnership.get_phase_display()}")
