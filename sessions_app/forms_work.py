"""Forms before, in and after a session. Those a personal link opens start empty, every field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, VersionedForm
from foundation.text import LONGEST

from .models import ActionState, PutOff, Reflection, Session

RATINGS = [
    (5, _("5, very much")), (4, _("4")), (3, _("3, somewhat")), (2, _("2")),
    (1, _("1, not at all")),
]  # fmt: skip
LONGEST_LINE, LONGEST_SHORT = 400, 300
BOX = {"class": "usa-input"}


def lines(rows: int, **attrs) -> forms.Textarea:
    """Return a box of some rows that takes any direction of writing."""
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})


def day() -> forms.DateInput:
    """Return a date field of the browser."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def short(label, **attrs) -> forms.CharField:
    """Return a field of one line that nobody has to fill in."""
    box = forms.TextInput(attrs={"dir": "auto", **attrs})
    return forms.CharField(label=label, required=False, max_length=LONGEST_SHORT, widget=box)


class AnswerForm(Form):
    """One question on a screen."""

    words = forms.CharField(required=False, max_length=LONGEST)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        field.label, field.help_text = question.words, question.hint
        field.widget = lines(4, maxlength=LONGEST)

    @property
    def expected(self) -> int:
        return self.cleaned_data.get("version") or 0


class PutOffForm(Form):
    """Three ways out of an ask. `mates` are (id, role) of one's side.

    `wanted` is the way somebody pressed: it stands first, and is chosen only with `choose`, for who
    signed in; by link nothing is chosen beforehand, because a scanner presses every button.
    `later` says what "not now" means here.
    """

    way = forms.ChoiceField(
        label=_("What shall we do?"), choices=PutOff.Way.choices, widget=forms.RadioSelect
    )
    colleague = forms.ChoiceField(label=_("Which colleague?"), required=False)

    def __init__(self, *args, mates=(), wanted="", choose=False, later="", **kwargs):
        super().__init__(*args, **kwargs)
        ways = [
            (PutOff.Way.NOT_ME, _("Not me: the facilitator calls somebody instead")),
            (PutOff.Way.NOT_NOW, later),
            (PutOff.Way.COLLEAGUE, _("Ask a colleague")),
        ]
        self.fields["way"].choices = sorted(ways, key=lambda way: way[0] != wanted)
        if choose and wanted in PutOff.Way.values:
            self.initial["way"] = wanted
        self.fields["colleague"].choices = [("", _("Choose, if you ask a colleague")), *mates]

    def clean(self):
        values = super().clean()
        if values.get("way") == PutOff.Way.COLLEAGUE and not values.get("colleague"):
            self.add_error("colleague", _("Choose who is asked instead."))
        return values


class TypedForm(VersionedForm):
    """The three answers, as the facilitator heard them in a call."""

    class Meta:
        model = Reflection
        fields = ["did", "happened", "transfers"]
        widgets = {name: lines(3) for name in fields}


class CatchForm(Form):
    """Words while they are said; `key` names the row, so that twice sent is once kept."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.CharField(max_length=20, widget=forms.HiddenInput)
    words = forms.CharField(label=_("What was said"), required=False, max_length=LONGEST)
    owner = forms.CharField(label=_("Who"), required=False)
    due_on = forms.DateField(label=_("By"), required=False, widget=day())
    side = forms.CharField(label=_("Heard from"), required=False, max_length=16)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        self.fields["due_on"].widget.attrs["class"] = "usa-input"

    def clean(self):
        """Take a day of promises alone: one left in the field says nothing of other words."""
        values = super().clean()
        if values.get("kind") != "action":
            self.errors.pop("due_on", None)
            values["due_on"] = None
        return values


class NotesForm(VersionedForm):
    """What the notes say first."""

    class Meta:
        model = Session
        fields = ["notes"]
        widgets = {"notes": lines(8)}


class RatingForm(Form):
    """Two ratings and a line; nothing is chosen beforehand."""

    applied = forms.TypedChoiceField(
        label=_("How much of it could you apply to your setting?"), choices=RATINGS, coerce=int,
        widget=forms.RadioSelect, required=False, empty_value=None,
    )  # fmt: skip
    shared = forms.TypedChoiceField(
        label=_("How openly did people share what mattered, also what went wrong?"),
        choices=RATINGS, coerce=int,
        widget=forms.RadioSelect, required=False, empty_value=None,
    )  # fmt: skip
    line = forms.CharField(
        label=_("One line"), max_length=300, required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip


class ReportForm(Form):
    """Done, or will not happen; nothing is chosen beforehand."""

    state = forms.ChoiceField(
        label=_("How did it go?"), widget=forms.RadioSelect,
        choices=[
            (ActionState.DONE, _("It is done")), (ActionState.DROPPED, _("It will not happen")),
        ],
    )  # fmt: skip
    result = forms.CharField(
        label=_("What came of it, in a line"), required=False, max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "maxlength": 1000}),
    )  # fmt: skip


class PromiseForm(Form):
    """One more promise. `people` are (id, label)."""

    text = forms.CharField(label=_("What"), max_length=LONGEST_LINE, widget=lines(2))
    owner = forms.ChoiceField(label=_("Who"))
    due_on = forms.DateField(label=_("By"), widget=day())

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("Choose who does it")), *people]
