"""Forms about oneself."""

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy

from foundation.forms import ModelForm
from foundation.plain_words import say_plainly

from .models import User


class MeForm(ModelForm):
    """What colleagues call me, and the zone my times are told in."""

    class Meta:
        model = User
        fields = ["name", "time_zone"]


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
