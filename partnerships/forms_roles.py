"""The form that gives a role in a program."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import PLAIN_ADDRESS, User
from foundation.forms import Form, LineField

from .models import Role


class WhoForm(Form):
    """Somebody, known by their work e-mail."""

    name = LineField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("As colleagues write it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        max_length=User._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean_email(self):
        """Return the address. Raises ValidationError, once, for what is one elsewhere alone."""
        email = self.cleaned_data["email"]
        PLAIN_ADDRESS(email)
        return email


class RoleForm(WhoForm):
    """Who holds which role from today."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect
    )
