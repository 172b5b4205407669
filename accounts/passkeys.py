"""What a new passkey is called until its owner says otherwise."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _


class SecondStepAdapter(DefaultMFAAdapter):
    """Plain names where allauth speaks of master and backup keys."""

    def generate_authenticator_name(self, user, type) -> str:
        """Return "My passkey", then "My passkey 2"."""
        held = Authenticator.objects.filter(user=user, type=type).count()
        return _("My passkey %(n)s") % {"n": held + 1} if held else _("My passkey")
