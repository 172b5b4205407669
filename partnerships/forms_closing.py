"""Forms of the close-out. Nothing is required but what a sentence needs to be true."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import VersionedForm

from .models import Benefit, CarryOn, CloseOut, LearningObjective

TWO_LINES = {"rows": 2}
State = LearningObjective.State


class WrittenForm(VersionedForm):
    """Adds which fields of the row the person wrote."""

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in self._meta.fields]


class CloseOutForm(WrittenForm):
    """The goal, what neither could have done alone, and what comes after."""

    class Meta:
        model = CloseOut
        fields = ["goal_judged", "goal_because", "could_not_alone", "onward", "nothing_continues"]
        widgets = {
            "goal_judged": forms.RadioSelect,
            "onward": forms.RadioSelect,
            "goal_because": forms.Textarea(attrs=TWO_LINES),
            "could_not_alone": forms.Textarea(attrs=TWO_LINES),
            "nothing_continues": forms.Textarea(attrs=TWO_LINES),
        }
        labels = {
            "goal_judged": gettext_lazy("Was the goal reached?"),
            "goal_because": gettext_lazy("What shows it?"),
            "could_not_alone": gettext_lazy(
                "What came about that neither organization could have done alone?"
            ),
            "onward": gettext_lazy("What comes after?"),
            "nothing_continues": gettext_lazy("If nothing goes on: why not?"),
        }

    def __init__(self, *args, suggested: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        for name, choices in (("goal_judged", CloseOut.Goal), ("onward", CloseOut.Onward)):
            self.fields[name].choices = [(key, capfirst(word)) for key, word in choices.choices]
        self.fields["could_not_alone"].help_text = _("The charter asked it first. Be honest.")
        self.fields["nothing_continues"].help_text = _("Leave it empty if something does.")
        if suggested and not self.instance.goal_because:
            self.initial["goal_because"] = suggested
            self.fields["goal_because"].help_text = _("Put together from your objectives.")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("goal_judged") and not cleaned.get("goal_because", "").strip():
            self.add_error("goal_because", _("Say what shows it. One line is enough."))
        return cleaned

    @property
    def values(self) -> dict:
        """What is saved: what was changed, and the suggested words that came with a judgement."""
        names = {*self.written}
        if self.cleaned_data["goal_judged"]:
            names.add("goal_because")
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in names}


class JudgeForm(VersionedForm):
    """What became of one objective."""

    state = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        choices=[
            (State.MET, gettext_lazy("Reached")),
            (State.PARTLY, gettext_lazy("Partly reached")),
            (State.DROPPED, gettext_lazy("Let go")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ["state", "judged_because"]

    class Meta:
        model = LearningObjective
        fields = ["judged_because"]
        widgets = {"judged_because": forms.Textarea(attrs=TWO_LINES)}
        labels = {"judged_because": gettext_lazy("What shows it?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = self.fields["judged_because"]
        words.required = True
        words.help_text = _("Something people could see: a day, a place, a number, a document.")
        if self.instance.state != State.OPEN:
            self.initial["state"] = self.instance.state
        if not self.instance.judged_because:
            self.initial["judged_because"] = self.instance.in_use


class GainForm(WrittenForm):
    """What one side has to show for its time."""

    class Meta:
        model = Benefit
        fields = ["evidence", "kind"]
        widgets = {"evidence": forms.Textarea(attrs=TWO_LINES)}

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].label = _("What does %(name)s have to show?") % {"name": name}
        self.fields["evidence"].help_text = _(
            "One example is worth more than a claim. If there is nothing yet, say so."
        )
        self.fields["kind"].label = _("What kind is it?")
        self.fields["kind"].choices = [("", _("I cannot say")), *Benefit.Kind.choices]


class SoFarForm(GainForm):
    """What one side has gained so far, halfway or later."""

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, name=name, **kwargs)
        self.fields["evidence"].label = _("What has %(name)s gained so far?") % {"name": name}
        self.fields["evidence"].help_text = _("Two lines are enough. One example says most.")


class CarryOnForm(WrittenForm):
    """Something that goes on, and who holds it."""

    class Meta:
        model = CarryOn
        fields = ["what", "holder", "first_step"]
        labels = {
            "what": gettext_lazy("What goes on?"),
            "holder": gettext_lazy("Who holds it?"),
            "first_step": gettext_lazy("The first step, and when"),
        }
        help_texts = {"holder": gettext_lazy("For example: the district’s coaching lead.")}


class NoLessonForm(WrittenForm):
    """Why the partnership closes without a reviewed lesson (domain 0.06)."""

    class Meta:
        model = CloseOut
        fields = ["no_insight_reason"]
        widgets = {"no_insight_reason": forms.Textarea(attrs=TWO_LINES)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["no_insight_reason"].label = _("Why was no lesson reviewed?")
        self.fields["no_insight_reason"].required = True
