"""Forms about the people of an organization."""

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form

from .forms_roles import WhoForm, said
from .membership_services import MARKS, PLACE
from .models import Membership

SALT = "membership-as-read"


class PeopleSearch(Form):
    """The search of the list of people."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)

    @property
    def asked(self) -> str:
        """The words to look for; "" where there are none, or too many."""
        return self.cleaned_data["q"] if self.is_valid() else ""


class PlaceForm(Form):
    """A person's place: what they do there, and what they may do for the organization."""

    title = forms.CharField(
        label=_("Role in the organization"),
        max_length=80,
        help_text=_("For example: coaching lead."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    unit = forms.CharField(
        label=_("Department or office"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=Membership.Level.choices, initial=Membership.Level.MIDDLE
    )
    leads = forms.BooleanField(
        label=_("Decides for the organization"),
        help_text=_("Answers proposals and signs for it."),
        required=False,
    )
    administers = forms.BooleanField(
        label=_("Looks after the organization’s page"),
        help_text=_("Edits the page, lets people in, and says who has left."),
        required=False,
    )

    def clean_title(self):
        return said(self.cleaned_data["title"])


class InviteForm(PlaceForm, WhoForm):
    """Somebody who joins an organization."""

    field_order = ["name", "email", "title"]


class MemberForm(PlaceForm):
    """The place of somebody who is in it. Nobody gives marks to themselves or takes them."""

    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, member, own, **kwargs):
        stands = {name: getattr(member, name) for name in (*PLACE, *MARKS)}
        kept = signing.dumps(stands, salt=SALT)
        super().__init__(*args, initial={**stands, "read": kept}, **kwargs)
        if own:
            for name in MARKS:
                del self.fields[name]

    def clean_read(self):
        """Return what the writer read before writing, as a dict of fields."""
        try:
            return signing.loads(self.cleaned_data["read"], salt=SALT)
        except signing.BadSignature:
            raise forms.ValidationError(_("Open this page again, then write.")) from None

    @property
    def place(self) -> dict:
        """All fields of the place: those of the form, and those it leaves as they were read."""
        given = {k: v for k, v in self.cleaned_data.items() if k != "read"}
        return {**self.cleaned_data["read"], **given}
