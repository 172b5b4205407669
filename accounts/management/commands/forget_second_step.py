"""Takes the second step off one person's sign-in: for whoever lost phone, key and spare codes."""

from django.core.management.base import BaseCommand, CommandError

from accounts import services
from accounts.models import User
from foundation import clock


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *, email, **options):
        user = User.objects.filter(email__iexact=email.strip()).first()
        if user is None:
            raise CommandError("Nobody has this address.")
        if not services.forget_second_step(user, by=None, now=clock.now()):
            raise CommandError("This person has no second step.")
        self.stdout.write("Forgotten, and signed out everywhere. They set up a new one next time.")
