"""Forms of several hands: a colleague, a role with its time, the leader, evidence of a level."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, ModelForm, VersionedForm

from .forms import NameField, own_words
from .models import Endorsement, Evidence, OfferedTime
from .models.hands import MOST_HOURS


class NewColleagueForm(Form):
    """Somebody who is not among the organization's people yet."""

    name = NameField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Work e-mail"))
    title = NameField(
        label=_("Role in the organization"), max_length=80, help_text=_("E.g. Principal.")
    )


class TimeForm(ModelForm):
    """One role and its hours a month."""

    class Meta:
        model = OfferedTime
        fields = ["role", "hours"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hours = self.fields["hours"]
        hours.min_value, hours.max_value = 1, MOST_HOURS
        hours.widget.attrs |= {"min": 1, "max": MOST_HOURS, "inputmode": "numeric"}

    def clean_hours(self):
        """Return the hours. Raises ValidationError outside of what a month holds."""
        hours = self.cleaned_data["hours"]
        if not 1 <= hours <= MOST_HOURS:
            raise ValidationError(_("Write a number from 1 to %(n)s."), params={"n": MOST_HOURS})
        return hours


class AskLeaderForm(Form):
    """The leader who is asked by a link of their own."""

    name = NameField(label=_("Who is it?"), max_length=120, help_text=_("E.g. Superintendent."))
    email = forms.EmailField(label=_("Their work e-mail"))


class CorrectLeaderForm(VersionedForm):
    """The same leader, or another one, at the address that is right."""

    email = forms.EmailField(label=_("Their work e-mail"))
    field_order = ["name", "email", "version"]

    class Meta:
        model = Endorsement
        fields = ["name"]

    def __init__(self, *args, instance, **kwargs):
        start = {"email": instance.leader.email}
        super().__init__(*args, instance=instance, initial=start, **kwargs)


class EndorseForm(Form):
    """The leader's own answer; nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=_("Do you back this?"), choices=Endorsement.Answer.choices, widget=forms.RadioSelect
    )
    words = own_words(_("Anything you would like to add"), rows=3, required=False)


class TypedLeaderForm(EndorseForm):
    """What a leader said, typed by the facilitator, with how it was given."""

    field_order = ["name", "answer", "told", "words"]
    name = NameField(label=_("Who is it?"), max_length=120, help_text=_("E.g. Superintendent."))
    told = NameField(
        label=_("How did it reach you?"), max_length=200,
        help_text=_("E.g. On the phone, Monday 8 March."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("What did they say?")
        self.fields["words"].label = _("In their words, if you have them")

    @property
    def said(self) -> dict:
        """What `hands.type_leader` keeps."""
        return {name: self.cleaned_data[name] for name in self.field_order}

    @property
    def expected(self) -> int:
        """The version that was read, 0 where nothing stood."""
        return self.cleaned_data["version"] or 0


class EvidenceForm(ModelForm):
    """What shows a level: words, a page on the web, or a document's name."""

    url = forms.URLField(
        label=_("Its address"), required=False, max_length=300, assume_scheme="https"
    )

    class Meta:
        model = Evidence
        fields = ["kind", "words", "url", "document"]
        widgets = {"kind": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Evidence.Kind.choices
        self.fields["document"].help_text = _("It is not kept here: say where it can be found.")

    def clean(self):
        """Ask for the one field that its kind needs, and leave the others out."""
        given = super().clean()
        wanted = {"link": "url", "document": "document"}.get(given.get("kind", ""))
        for name in ("url", "document"):
            if name != wanted:
                given[name] = ""
                self.errors.pop(name, None)
            elif not given.get(name) and name not in self.errors:
                self.add_error(name, _("This needs an answer."))
        return given
