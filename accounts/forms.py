"""Forms about oneself."""

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy

from foundation.dates import ZONES
from foundation.forms import ModelForm
from foundation.plain_words import say_plainly

from .models import User


class MeForm(ModelForm):
    """What colleagues call me, and the zone my times are told in."""

    class Meta:
        model = User
        fields = ["name", "time_zone"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = dict(self.fields["time_zone"].choices)
        mine = str(self.instance.time_zone)
        places = [(zone, said) for zone, said in known.items() if _is_place(str(zone), mine)]
        self.fields["time_zone"].choices = [
            (gettext_lazy("In the United States"), list(ZONES.items())),
            (gettext_lazy("Elsewhere"), places),
        ]


def _is_place(zone, mine):
    """Say whether `zone` is told by a city, or is the one a person has; "Zulu" is neither."""
    city = "/" in zone and not zone.startswith(("Etc/", "US/"))
    return zone not in ZONES and (city or zone in ("UTC", mine))


class AddressForm(LoginForm):
    """The address that a code is sent to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_plainly(field)


class PasskeyForm(AddWebAuthnForm):
    """A passkey and what its owner calls it, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = gettext_lazy("What do you call it?")
        self.fields["name"].help_text = gettext_lazy("So that you know it from the next one.")
        self.fields["passwordless"].label = gettext_lazy("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = gettext_lazy(
            "Then no code from your mail is needed. It asks for your finger, face or PIN each time."
        )
