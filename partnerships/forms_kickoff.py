"""Forms of the kickoff and of the plan."""

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import Form, VersionedForm, begun
from foundation.plain_words import UNANSWERED

from . import people
from .forms_partnership import CharterForm
from .models import FocusArea, Goal, LearningObjective, PlanChange, PlanItem, Wind, WorkbookSection
from .plan_text import SECTIONS

TWO_LINES = {"rows": 2}
DAY = {"type": "date"}


class WrittenMixin:
    """Adds which fields of the row the person wrote."""

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in self._meta.fields]


def name_sides(form, partnership) -> None:
    """Ask for a need and for what can be shown, by the names of the two organizations."""
    names = {"p": partnership.lead("partner").said, "t": partnership.lead("thought_partner").said}
    form.fields["need"].label = _("What %(p)s needs") % names
    form.fields["can_show"].label = _("What %(t)s can show for it") % names


class SectionForm(VersionedForm):
    """One section of the workbook; the first who saves it starts from version 1 too."""

    class Meta:
        model = WorkbookSection
        fields = ["words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["words"].label = SECTIONS[self.instance.key].question
        self.fields["words"].help_text = _("Two or three lines are enough.")
        self.fields["words"].required = True


class WindForm(WrittenMixin, VersionedForm):
    """What helps or hinders."""

    class Meta:
        model = Wind
        fields = ["direction", "text", "kind", "strength", "watch_on", "owner", "blowing"]
        widgets = {
            "direction": forms.RadioSelect,
            "strength": forms.RadioSelect,
            "watch_on": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        }
        labels = {
            "direction": gettext_lazy("Does it help or hinder?"),
            "text": gettext_lazy("What is it?"),
            "kind": gettext_lazy("What is it about?"),
            "strength": gettext_lazy("How strong is it?"),
            "watch_on": gettext_lazy("Look at it again on"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = begun(Wind.Direction.choices)
        self.fields["text"].help_text = _("For example: four new schools open in August.")
        self.fields["owner"].queryset = people.inside(self.instance.partnership)
        self.fields["owner"].empty_label = _("Nobody yet")
        if self.instance._state.adding:
            del self.fields["blowing"]


class FocusForm(WrittenMixin, VersionedForm):
    """A need, and what can be shown for it."""

    class Meta:
        model = FocusArea
        fields = ["need", "can_show", "boundary", "why"]
        widgets = {"why": forms.Textarea(attrs=TWO_LINES)}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        name_sides(self, partnership)
        self.fields["why"].label = _("Why this one")
        boundary = self.fields["boundary"]
        kept = Q(retired_at=None) | Q(pk=self.instance.boundary_id)
        boundary.queryset = partnership.boundaries.filter(kept)
        boundary.label = _("Material it rests on")
        boundary.empty_label = _("None: talking is enough")
        boundary.label_from_instance = lambda row: f"{row.material}: {row.get_level_display()}"


class GoalForm(CharterForm):
    """The goal and how both sides will know; "only the wording" once both have signed."""

    class Meta:
        model = Goal
        fields = ["text", "measures"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "measures": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"text": gettext_lazy("Goal"), "measures": gettext_lazy("How we will know")}
        help_texts = {"text": gettext_lazy("One sentence that both sides could say aloud.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["text"].required = True


class ObjectiveForm(CharterForm):
    """By a date, somebody will be able to decide, design or do something (domain 0.65)."""

    class Meta:
        model = LearningObjective
        fields = ["by_date", "who", "able_to", "short", "measure", "focus_area"]
        widgets = {
            "by_date": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "able_to": forms.Textarea(attrs=TWO_LINES),
        }

    def __init__(self, *args, partnership, goal, **kwargs):
        self.partnership = partnership
        self.goal = goal
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields.pop("wording_only", None)  # a new one is a new meaning
        texts = {
            "by_date": (_("By"), ""),
            "who": (_("Who"), _("For example: the district’s residency team.")),
            "able_to": (
                _("Will be able to decide, design or do what?"),
                _("For example: choose the feedback routine its host teachers use."),
            ),
            "short": (_("In a few words"), _("For the picture: choose one feedback routine.")),
            "measure": (_("How both sides will see it"), ""),
        }
        for name, (label, help_text) in texts.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        areas = self.fields["focus_area"]
        areas.queryset = partnership.focus_areas.filter(chosen=True).order_by("order")
        areas.label, areas.label_from_instance = _("Focus area"), lambda row: row.need

    @property
    def signed(self) -> bool:
        return self.goal is not None and self.goal.signed_at is not None

    def clean_by_date(self):
        day, ends = self.cleaned_data["by_date"], self.partnership.ends_on
        if not self.partnership.starts_on <= day <= ends:
            text = _("Choose a day between %(starts)s and %(ends)s, while you work together.")
            raise forms.ValidationError(
                text
                % {
                    "starts": date_format(self.partnership.starts_on, "j F Y"),
                    "ends": date_format(ends, "j F Y"),
                }
            )
        return day


class MonthForm(WrittenMixin, VersionedForm):
    """One line of the session map."""

    class Meta:
        model = PlanItem
        fields = ["accomplish", "builds_on"]
        widgets = {"accomplish": forms.Textarea(attrs=TWO_LINES)}

    serves = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Which objective does it serve?"),
        help_text=gettext_lazy("One, at most two."),
        queryset=LearningObjective.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ["accomplish", "serves", "builds_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        item = self.instance
        rows = LearningObjective.objects.filter(partnership=item.partnership_id)
        self.fields["accomplish"].label = _("What should this session accomplish?")
        self.fields["serves"].queryset = rows.exclude(
            state=LearningObjective.State.DROPPED
        ).order_by("order")
        self.fields["serves"].label_from_instance = lambda row: f"{row.order} {row.short}"
        if not self.is_bound:
            self.initial["serves"] = list(item.objectives.all())
        earlier = self.fields["builds_on"]
        earlier.queryset = PlanItem.objects.filter(
            partnership=item.partnership_id, number__lt=item.number
        ).order_by("number")
        earlier.label, earlier.empty_label = _("Builds on"), _("No earlier session")
        earlier.label_from_instance = lambda row: _("Session %(n)s") % {"n": row.number}

    def clean_serves(self):
        chosen = self.cleaned_data["serves"]
        if len(chosen) > 2:
            raise forms.ValidationError(
                _("Two objectives are enough for one session. Take one off.")
            )
        return chosen


def reasons() -> dict[str, forms.Field]:
    """Return the three questions that a change of a standing plan answers (domain 0.70, 0.72)."""
    return {
        "trigger": forms.CharField(
            label=_("What led to it?"), widget=forms.Textarea(attrs=TWO_LINES), max_length=2000
        ),
        "advances": forms.ChoiceField(
            label=_("Does this advance the goal?"),
            choices=PlanChange.Advances.choices,
            widget=forms.RadioSelect,
        ),
        "reasoning": forms.CharField(
            label=_("Why"), widget=forms.Textarea(attrs=TWO_LINES), max_length=2000,
            required=False, help_text=_("Needed if it does not advance the goal."),
        ),
    }  # fmt: skip


class ReasonsMixin:
    """Asks why a standing plan changes, below the fields of the form it is mixed into."""

    def ask_why(self, required=True):
        """Add the questions; without `required` they are needed unless only the wording changes."""
        self.fields.update(reasons())
        for name in ("trigger", "advances"):
            self.fields[name].required = required

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("advances") == "no" and not cleaned.get("reasoning", "").strip():
            self.add_error("reasoning", _("Say why, if it does not advance the goal."))
        return cleaned

    @property
    def said(self) -> dict[str, str]:
        """What the person answered: trigger, advances, reasoning."""
        return {name: self.cleaned_data[name] for name in ("trigger", "advances", "reasoning")}


class ChangeForm(ReasonsMixin, VersionedForm):
    """A change of the map: what changes, what led to it, and what it does for the goal."""

    class Meta:
        model = PlanItem
        fields = ["accomplish"]
        widgets = {"accomplish": forms.Textarea(attrs=TWO_LINES)}
        labels = {"accomplish": gettext_lazy("What should this session accomplish now?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["accomplish"].required = True
        self.ask_why()


class FocusChangeForm(ReasonsMixin, VersionedForm):
    """A change of a focus area once the plan stands."""

    class Meta:
        model = FocusArea
        fields = ["need", "can_show", "chosen"]

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        name_sides(self, partnership)
        self.fields["chosen"].label = _("We work on it")
        self.ask_why()


class UseForm(VersionedForm):
    """Where an objective is used, and since when."""

    in_use = forms.CharField(
        label=gettext_lazy("Where is it used, and since when?"),
        help_text=gettext_lazy(
            "A place and a month are enough: “In two schools since January.” Leave it empty while"
            " it is used nowhere."
        ),
        max_length=80, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip

    class Meta:
        model = LearningObjective
        fields = ["in_use"]


class ObjectiveChangeForm(ReasonsMixin, ObjectiveForm):
    """An objective that is new or changes once the plan stands; wording alone needs no reason."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        new = self.instance._state.adding
        self.ask_why(required=new)
        if new:
            return
        self.fields["trigger"].help_text = _("Needed when the meaning changes, not the wording.")

    def clean(self):
        cleaned = super().clean()
        for name in ("trigger", "advances"):
            said = cleaned.get("wording_only") or cleaned.get(name) or name in self.errors
            if not said:
                self.add_error(name, UNANSWERED)
        return cleaned


class DropForm(ReasonsMixin, Form):
    """Why an objective is taken off a plan that stands; before, nobody is asked."""

    def __init__(self, *args, stands, **kwargs):
        super().__init__(*args, **kwargs)
        if stands:
            self.ask_why()


class ObjectionForm(Form):
    """What speaks against a change."""

    words = forms.CharField(
        label=gettext_lazy("What speaks against it?"), widget=forms.Textarea(attrs=TWO_LINES),
        max_length=2000,
    )  # fmt: skip
