"""The form that gives a role in a program."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.forms import Form
from foundation.plain_words import UNANSWERED
from foundation.text import clean_name

from .models import Role


def said(value: str) -> str:
    """Return a name as it will stand. Raises ValidationError where nothing visible is in it."""
    if name := clean_name(value):
        return name
    raise forms.ValidationError(UNANSWERED)


class WhoForm(Form):
    """Somebody, known by their work e-mail."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("As colleagues write it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Work e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        validators=[*User._meta.get_field("email").validators],
    )

    def clean_name(self):
        return said(self.cleaned_data["name"])


class RoleForm(WhoForm):
    """Who holds which role from today."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect
    )
