"""Forms of the matching room."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.fields import WordsField
from foundation.forms import Form, LineField, VersionedForm
from foundation.text import LONGEST
from partnerships.models import Initiative, Organization

from .models import Application, MatchProposal, Offer, RuleSet, Worry

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def yes_no(label, **more):
    """Return a question with two answers, none chosen beforehand."""
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect, **more)


def own_words(label, *, rows=4, **more):
    """Return a box for somebody's own words."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=LONGEST, **more
    )


class PageForm(VersionedForm):
    """One page of the interest form. Nothing needed blocks saving."""

    class Meta:
        model = Application
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"stage", "educators"} & set(self.fields):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]


def page_form(page):
    """Return the form class of one page."""
    radio = {
        "stage": forms.RadioSelect(choices=Initiative.Stage.choices),
        "educators": forms.RadioSelect(choices=Initiative.Educators.choices),
    }
    box = forms.Textarea(attrs={"rows": 4})
    tall = {name for name in page.fields if isinstance(_field(name), WordsField)}
    widgets = {name: radio.get(name) or (box if name in tall else None) for name in page.fields}
    return forms.modelform_factory(
        Application,
        form=PageForm,
        fields=page.fields,
        widgets={name: widget for name, widget in widgets.items() if widget},
    )


def _field(name):
    return Application._meta.get_field(name)


class SendForm(Form):
    """What was read is what is sent: the version travels along."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AnswerForm(Form):
    """An answer an organization reads: words and a next step with its date, drafted for it.

    `draft` (wording.Draft) is what the box started from. Words that were drafted for another
    decision than the one taken are not sent; `today` is the first day a next step can be on.
    """

    step = ""  # the name of the field that says the next step

    def __init__(self, *args, draft=None, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft, self.today = draft, today

    def clean_next_on(self):
        """Return the day. Raises ValidationError for one that has gone by."""
        day = self.cleaned_data["next_on"]
        if self.today and day < self.today:
            raise ValidationError(_("This day has gone by. Choose one from today on."))
        return day

    def not_drafted(self, words, step) -> None:
        """Put an error beside each box that still says what was drafted for another decision."""
        if self.draft is None:
            return
        drafted = {"words": (self.draft.words, words), self.step: (self.draft.next_step, step)}
        for name, (before, problem) in drafted.items():
            if _same(self.cleaned_data.get(name, ""), before):
                self.add_error(name, problem)


def _same(one, other):
    return one.split() == other.split()


class ScreenForm(AnswerForm):
    """Two questions (domain 0.08), and what the organization reads."""

    step = "try_instead"

    kind_fits = yes_no(_("Is it an organization that prepares, employs or supports educators?"))
    work_is_active = yes_no(_("Is an initiative under way, or being designed?"))
    words = own_words(_("What the organization reads"))
    try_instead = LineField(
        label=_("Next step, or what to try instead"),
        max_length=300,
        help_text=_("For example: The regional center’s open workshops."),
    )
    next_on = forms.DateField(label=_("On or by"), widget=forms.DateInput(attrs={"type": "date"}))
    referrals = forms.ModelMultipleChoiceField(
        label=_("Where else to look, if it does not fit"), required=False, queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, referrals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["referrals"].queryset = referrals
        if not referrals:
            del self.fields["referrals"]

    def clean(self):
        """Refuse the good news beside a no: nobody could take it back (domain 0.08)."""
        given = super().clean()
        if "no" in (given.get("kind_fits"), given.get("work_is_active")):
            self.not_drafted(
                _("These words say that they can take part. Say kindly why it does not fit."),
                _("This step is for those who can take part. Say what to try instead."),
            )
        return given

    @property
    def decision(self) -> dict:
        """The cleaned answers as `services.applications.screen` takes them."""
        given = dict(self.cleaned_data)
        for name in ("kind_fits", "work_is_active"):
            given[name] = given[name] == "yes"
        return given


class ColleagueForm(Form):
    """One of the facilitators of a program."""

    person = forms.ModelChoiceField(
        label=_("Who?"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = str


class WhyForm(Form):
    """A few words of reason."""

    why = own_words(_("Why?"), rows=2)


ONE_NOTE = 3  # fields of a conversation about one item: that one is asked for itself


class TalkForm(Form):
    """A conversation of two readers: who, when, and a note for each item they agreed on.

    `items` is item key to title, for those that lie two steps apart. A note left out leaves its
    item open.
    """

    present = LineField(
        label=_("Who talked?"), max_length=200, help_text=_("The names of all of you.")
    )
    held_on = forms.DateField(label=_("On which day?"))

    def __init__(self, *args, items, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        for key, title in items.items():
            self.fields[f"note_{key}"] = own_words(
                _("What you agreed on: %(item)s") % {"item": title}, rows=3,
                required=len(items) == 1,
            )  # fmt: skip

    def clean_held_on(self):
        """Return the day. Raises ValidationError for one that has not come yet."""
        day = self.cleaned_data["held_on"]
        if day > self.today:
            raise ValidationError(_("This day is still to come. Note the talk once it was."))
        return day

    def clean(self):
        """Refuse a conversation without a single note: nothing would be closed by it."""
        given = super().clean()
        self.notes = {
            name.removeprefix("note_"): words
            for name, words in given.items()
            if name.startswith("note_") and words
        }
        if not self.notes and len(self.fields) > ONE_NOTE:
            raise ValidationError(_("Write what you agreed on, for one of the items at least."))
        return given


class ReplyForm(AnswerForm):
    """The reply: a result, words, a next step with its date.

    `by_rule` is the result that our rule gives, and that the draft was written for.
    """

    step = "next_step"

    words = own_words(_("What the organization reads"), rows=6)
    next_step = LineField(label=_("Next step"), max_length=300)
    next_on = forms.DateField(label=_("On"), widget=forms.DateInput(attrs={"type": "date"}))
    agreed_note = own_words(_("Note you agreed on with them"), rows=3, required=False)
    result = forms.ChoiceField(label=_("Result"), choices=())
    override_reason = own_words(
        _("If it is another result than our rule gives: why?"),
        rows=2,
        required=False,
        help_text=_("You and the facilitation leads read this, nobody else."),
    )

    def __init__(self, *args, results, by_rule="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = results
        self.by_rule = by_rule

    def clean(self):
        """Another result than the rule's needs a reason, and words of its own."""
        given = super().clean()
        if not self.by_rule or given.get("result", self.by_rule) == self.by_rule:
            return given
        if not given.get("override_reason"):
            self.add_error("override_reason", _("Say in a sentence why, for the leads."))
        drafted = _("This was drafted for another result. Write what fits the one you chose.")
        self.not_drafted(drafted, drafted)
        return given


class WorryForm(VersionedForm):
    """What worries one person about sharing."""

    class Meta:
        model = Worry
        fields = ["words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}


class PlacesForm(VersionedForm):
    """How many partners an organization takes in one round; never fewer than it has."""

    class Meta:
        model = Offer
        fields = ["places"]
        labels = {"places": _("How many partners can it take in this round?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["places"]
        field.min_value = 1
        field.widget.attrs |= {"min": 1, "inputmode": "numeric"}

    def clean_places(self):
        """Return the number. Raises ValidationError below what proposals hold already."""
        places = self.cleaned_data["places"]
        held = max(1, MatchProposal.objects.holding_a_place().filter(offer=self.instance).count())
        if places < held:
            few = _("Write 1 or more. An organization that takes none says “Not this time”.")
            many = _("Not fewer than %(n)s: so many are proposed or matched.")
            raise ValidationError(many if held > 1 else few, params={"n": held})
        return places


class InviteForm(Form):
    """Ask one enrolled organization, found by its exact name."""

    organization = LineField(
        label=_("Which organization?"),
        max_length=200,
        help_text=_("Its full name, as in the directory."),
    )

    def clean_organization(self):
        """Return the organization of that name. Raises ValidationError."""
        name = self.cleaned_data["organization"]
        found = Organization.objects.filter(name__iexact=name).first()
        if found is None:
            raise ValidationError(_("No organization of this name is in the directory."))
        if not found.enrolled:
            raise ValidationError(_("It is listed, not enrolled. Invite it to join first."))
        return found


class RuleForm(VersionedForm):
    """The cut-offs of one program."""

    class Meta:
        model = RuleSet
        fields = [
            "ready_level",
            "ready_mean",
            "unclear_level",
            "will_level",
            "able_level",
            "build_level",
        ]
        labels = {
            "ready_level": _(
                "Ready: concrete initiative, problem and causes, open to other views, will and"
                " means to apply, each at least at step"
            ),
            "ready_mean": _("Ready: the nine items of one reader, on average at least"),
            "unclear_level": _(
                "Prepare first: concrete initiative, or problem and causes, at most at step"
            ),
            "will_level": _(
                "Prepare first: candor, open to other views, will and means to apply, each at"
                " least at step"
            ),
            "able_level": _(
                "Willing and able: decision makers invested, clear what may be shared, concrete"
                " material, each at least at step"
            ),
            "build_level": _(
                "Build first: clear what may be shared, or understands own success, at step"
            ),
        }
