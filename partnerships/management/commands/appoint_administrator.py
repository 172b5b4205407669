"""Names a program and who administers it: the first person of an installation comes in this way."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from foundation import clock
from foundation.errors import Refused
from partnerships import roles_services


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--name", required=True, help="as colleagues write it")
        parser.add_argument("--program", required=True, help="its name; made if there is none")

    def handle(self, *, email, name, program, **options):
        try:
            row = roles_services.appoint(program, email=email, name=name, now=clock.now())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{row.user.email} administers “{row.program.name}” from today.")
        self.stdout.write("They sign in with that address, then set up a second step.")
