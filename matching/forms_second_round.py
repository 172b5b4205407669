"""Forms of the second round, the list of where else to look, and what stands beside a proposal."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, VersionedForm

from .forms import AnswerForm, own_words
from .models import Origin, Reasons, Referral, Weighing

DAY = forms.DateInput(attrs={"type": "date"})


class CarryForm(Form):
    """Into which later round."""

    into = forms.ModelChoiceField(
        label=_("Into which round?"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = rounds
        self.fields["into"].label_from_instance = str


class KindWordForm(AnswerForm):
    """A kind reason, the next step and its day: to wait, or to be let go."""

    step = "next_step"

    words = own_words(_("What the organization reads"), rows=5)
    next_step = forms.CharField(label=_("Next step"), max_length=300)
    next_on = forms.DateField(label=_("On or by"), widget=DAY)


class ReferralForm(VersionedForm):
    """One place of the list, with its source."""

    url = forms.URLField(
        label=_("Its web page"), max_length=300, required=False, assume_scheme="https"
    )

    class Meta:
        model = Referral
        fields = ["kind", "name", "helps_with", "url", "source", "as_of"]
        widgets = {
            "kind": forms.RadioSelect,
            "helps_with": forms.Textarea(attrs={"rows": 3}),
            "as_of": DAY,
        }

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Referral.Kind.choices
        self.today = today

    def clean_as_of(self):
        """Return the day. Raises ValidationError for one that has not come yet."""
        day = self.cleaned_data["as_of"]
        if self.today and day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        """One name stands once on the list of a program."""
        given = super().clean()
        same = Referral.objects.filter(
            program=self.instance.program_id, name__iexact=given.get("name", ""), retired_at=None
        )
        if same.filter(~Q(pk=self.instance.pk)).exists():
            self.add_error("name", _("It is on the list already."))
        return given


class WeighingForm(VersionedForm):
    """Four boxes, all optional."""

    class Meta:
        model = Weighing
        fields = ["advantages", "disadvantages", "costs", "benefits"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields}


class OriginForm(VersionedForm):
    """Where it comes from, what it is to reach, why they come, who confirmed the problem."""

    class Meta:
        model = Origin
        fields = [
            "start", "goals", "survive", "expand", "exchange", "other_motive", "checked_with",
            "checked_on",
        ]  # fmt: skip
        widgets = {
            "start": forms.RadioSelect,
            "goals": forms.Textarea(attrs={"rows": 3}),
            "checked_on": DAY,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = [("", _("Not known yet")), *Origin.Start.choices]

    def clean(self):
        """Who confirmed the problem and when belong together."""
        given = super().clean()
        if bool(given.get("checked_with")) != bool(given.get("checked_on")):
            self.add_error("checked_on", _("Say both who said it and when."))
        return given


class ReasonsForm(VersionedForm):
    """Why who shares comes: three reasons, another one, their own words."""

    class Meta:
        model = Reasons
        fields = ["survive", "expand", "exchange", "other_motive", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}


class CallForm(Form):
    """That a side was called, and when."""

    on = forms.DateField(label=_("On which day?"), widget=DAY)
    note = own_words(
        _("What stays in mind?"), rows=3, required=False,
        help_text=_("Hopes, worries, what went before. You and the facilitation leads read this."),
    )  # fmt: skip

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self):
        """Return the day. Raises ValidationError for one that has not come yet."""
        day = self.cleaned_data["on"]
        if self.today and day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class SuitForm(Form):
    """Four plain questions of the advisor (domain 4.10); nothing of it is kept."""

    goal = forms.ChoiceField(label=_("What is it mainly for?"), widget=forms.RadioSelect)
    months = forms.IntegerField(
        label=_("How many months are there?"), min_value=1, max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=_("How many hours a month can their people give, all together?"), min_value=0,
        max_value=1000, widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    value = forms.ChoiceField(
        label=_("How much does the topic matter to them?"), widget=forms.RadioSelect
    )

    def __init__(self, *args, goals, values, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = goals
        self.fields["value"].choices = values
