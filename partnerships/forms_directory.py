"""Forms of the directory and of programs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, LineField, VersionedForm

from .choices import Terms
from .models import Expertise, Grant, Initiative, Organization, Program, Round, Term
from .us_states import STATES

TOPIC, CONTEXT = Term.Vocabulary.TOPIC, Term.Vocabulary.CONTEXT
BOXES = {"topics": forms.CheckboxSelectMultiple, "contexts": forms.CheckboxSelectMultiple}
OPEN_LICENCE = [
    ("unknown", _("Not read: the date decides")),
    ("true", _("They require it")),
    ("false", _("They do not require it")),
]
YES_NO = [("unknown", _("Not stated")), ("true", _("Yes")), ("false", _("No"))]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SearchForm(Form):
    """The search of a list. Which fields a list has is given by `names`."""

    q = forms.CharField(label=_("Words to look for"), required=False, max_length=100)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    context = forms.ChoiceField(label=_("Context"), required=False)
    type = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    joined = forms.ChoiceField(
        label=_("Joined"),
        required=False,
        choices=[("", _("All")), ("enrolled", _("Enrolled")), ("listed", _("Listed only"))],
    )
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    confirmed = forms.ChoiceField(
        label=_("Confirmed"),
        required=False,
        choices=[
            ("", _("All")),
            ("current", _("Within the last twelve months")),
            ("waiting", _("Longer ago, or not yet")),
        ],
    )

    def __init__(self, data, *, names, known: Terms):
        super().__init__(data)
        everything = [("", _("All"))]
        choices = {
            "topic": known.topics(),
            "context": known.plain(CONTEXT),
            "type": known.plain(Term.Vocabulary.ORGANIZATION_TYPE),
            "state": STATES,
            "stage": Initiative.Stage.choices,
        }
        for name in list(self.fields):
            if name not in names:
                del self.fields[name]
            elif name in choices:
                self.fields[name].choices = [*everything, *choices[name]]

    @property
    def asked(self) -> dict:
        """What was asked for; a value that does not exist is as if it was not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def narrowed(self) -> bool:
        """True when anything beside the words was chosen: the form shows it open."""
        return bool(set(self.asked) - {"q"})


class FactForm(VersionedForm):
    """A form of the directory: boxes of a few lines, so that it is seen to be short."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2 if name == "source" else 4


class WithTerms:
    """Fills the topic and context boxes from one read of the vocabulary."""

    def __init__(self, *args, known: Terms | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        known = known or Terms()
        if "topics" in self.fields:
            self.fields["topics"].choices = known.topics("pk")
        if "contexts" in self.fields:
            self.fields["contexts"].choices = known.plain(CONTEXT, "pk")
        if "topic" in self.fields:
            self.fields["topic"].choices = [("", _("Choose a topic")), *known.topics("pk")]


class OrganizationForm(FactForm):
    """An organization's profile."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", "–"), *STATES])

    class Meta:
        model = Organization
        fields = [
            "name", "short_name", "type", "sector", "state", "city", "about", "strengths",
            "limitations", "days_to_decide", "approval_layers", "blackout", "source", "as_of",
        ]  # fmt: skip
        widgets = {"as_of": DAY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = self.fields["type"].queryset
        self.fields["type"].queryset = kinds.select_related("sector").order_by("order", "slug")
        self.fields["sector"].queryset = self.fields["sector"].queryset.order_by("order", "slug")
        self.fields["sector"].empty_label = _("Not stated")

    def clean(self):
        """What follows from the kind is not stated a second time, nor against it (3.28)."""
        given = super().clean()
        kind, sector = given.get("type"), given.get("sector")
        if kind and kind.sector and sector:
            if sector != kind.sector:
                self.add_error("sector", _against(kind))
            given["sector"] = None
        return given

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = Organization.objects.exclude(pk=self.instance.pk).filter(name__iexact=name)
        if others.exists():
            raise forms.ValidationError(
                _("An organization of this name is in the directory already. Search for it there.")
            )
        return name


def _against(kind):
    text = _(
        "“%(kind)s” is always in this sector: %(sector)s. Choose “Not stated”, or another kind."
    )
    return text % {"kind": kind.label, "sector": kind.sector.label}


class NewOrganizationForm(OrganizationForm):
    """A new listed organization: a fact without a source is refused."""

    class Meta(OrganizationForm.Meta):
        fields = [
            "name", "short_name", "type", "sector", "state", "city", "about", "source", "as_of",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["source"].help_text = _("Where this can be read: an address or a document.")


class GrantForm(WithTerms, FactForm):
    """A grant as its source reports it."""

    class Meta:
        model = Grant
        fields = [
            "award_number", "listing_number", "fiscal_year", "amount_usd", "amount_note", "part",
            "starts_on", "ends_on", "priority", "absolute_priority", "population", "high_need",
            "activity", "announced_on", "open_licence", "status", "status_as_of", "status_source",
            "topics", "contexts", "source",
        ]  # fmt: skip
        widgets = {**BOXES, "starts_on": DAY, "ends_on": DAY, "status_as_of": DAY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["open_licence"].widget.choices = OPEN_LICENCE
        self.fields["high_need"].widget.choices = YES_NO


class ExpertiseForm(WithTerms, FactForm):
    """What an organization says it knows deeply."""

    class Meta:
        model = Expertise
        fields = ["topic", "claim", "years", "sites", "evidence", "depth", "contexts", "source"]
        widgets = BOXES


class InitiativeForm(WithTerms, FactForm):
    """What an organization is designing or running."""

    class Meta:
        model = Initiative
        fields = [
            "title", "stage", "challenge", "doing", "work", "educators", "topics", "contexts",
            "delivery", "started_on", "owner", "requested_by", "in_local_plan", "data_sources",
            "source",
        ]  # fmt: skip
        widgets = {**BOXES, "started_on": DAY}


def require_to_come(form, today) -> None:
    """Say beside the closing day of a round that it has passed, where somebody typed it anew."""
    closes = form.cleaned_data.get("closes_on")
    if closes and closes < today and "closes_on" in form.changed_data:
        form.add_error("closes_on", _("This day has passed. Choose today or a later one."))


class StartProgramForm(Form):
    """A program and its first round, in five fields; `today` is that of whoever fills it in."""

    program = LineField(label=_("Name of the program"), max_length=200)
    name = LineField(
        label=_("Name of its first round"), max_length=80, help_text=_("For example: Spring 2027.")
    )
    opens_on = forms.DateField(label=_("The round opens"), widget=DAY)
    closes_on = forms.DateField(
        label=_("The round closes"), widget=DAY, help_text=_("The last day, until midnight.")
    )
    places = forms.IntegerField(
        label=_("Partnerships there is room for"), min_value=1, max_value=500
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_program(self):
        if Program.objects.filter(name=self.cleaned_data["program"]).exists():
            raise forms.ValidationError(_("There is a program of this name. Choose another one."))
        return self.cleaned_data["program"]

    def clean(self):
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("The round closes before it opens."))
        require_to_come(self, self.today)
        return cleaned


class ProgramForm(FactForm):
    """What a program says about itself."""

    class Meta:
        model = Program
        fields = ["name", "sponsor", "federally_sponsored", "boilerplate"]


class RoundForm(WithTerms, FactForm):
    """A round: when, how many places, which topics, who may ask; `today` as above."""

    class Meta:
        model = Round
        fields = ["name", "opens_on", "closes_on", "places", "topics", "eligibility"]
        widgets = {**BOXES, "opens_on": DAY, "closes_on": DAY}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        cleaned = super().clean()
        require_to_come(self, self.today)
        return cleaned

    def clean_name(self):
        name = self.cleaned_data["name"]
        siblings = Round.objects.filter(program=self.instance.program_id, name=name)
        if siblings.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This program has a round of this name already."))
        return name

    def clean_places(self):
        if self.cleaned_data["places"] < 1:
            raise forms.ValidationError(_("A round needs room for at least one partnership."))
        return self.cleaned_data["places"]


class NewRoundForm(RoundForm):
    """Another round of a program, in five fields."""

    class Meta(RoundForm.Meta):
        fields = ["name", "opens_on", "closes_on", "places", "topics"]
