"""The form that gives a role in a program."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import User
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
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        validators=[*User._meta.get_field("email").validators],
    )


class RoleForm(WhoForm):
    """Who holds which role from today."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Role.choices, widget=forms.RadioSelect
    )
