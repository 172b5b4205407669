"""Forms of the start page: who asks, for which organization, in which round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, LineField
from partnerships.models import Term


class PlaceForm(Form):
    """Where a signed-in person wants to write: which organization, which round."""

    organization = LineField(
        label=_("Your organization"),
        max_length=200,
        help_text=_("Its full name, as on its letterhead."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    title = LineField(
        label=_("What you do there"),
        max_length=80,
        help_text=_("For example: Director of induction."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    round = forms.ModelChoiceField(
        label=_("Which round?"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds
        self.fields["round"].label_from_instance = lambda row: f"{row.program}, {row.name}"
        if len(rounds) == 1:
            self.fields["round"].widget = forms.HiddenInput()
            self.fields["round"].initial = rounds[0].pk


class NamedForm(PlaceForm):
    """The same for whom nobody has named yet."""

    name = LineField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues write it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["email", "name", "organization", "title", "round"]


class AskForm(NamedForm):
    """The same for a visitor, with the address the code goes to."""

    email = forms.EmailField(
        label=_("Work e-mail"),
        max_length=254,
        help_text=_("We send a six-digit code there. There is no password."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class KindForm(Form):
    """What kind of organization a new one is: asked of who begins for it, once."""

    kind = forms.ModelChoiceField(
        label=_("What kind of organization is it?"),
        queryset=Term.objects.filter(vocabulary=Term.Vocabulary.ORGANIZATION_TYPE),
        help_text=_("It is new here. The directory says this beside its name."),
    )
