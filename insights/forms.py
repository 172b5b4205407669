"""Forms of lessons, verdicts and briefs."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import Form, ModelForm, VersionedForm
from partnerships.models import LearningObjective, SharingBoundary

from .models import Brief, BriefLine, Insight, Verdict

SHORT = {"rows": 3}


class InsightForm(VersionedForm):
    """One lesson. No field is required: what is there is kept, what is missing is said beside it.

    A new one needs a word somewhere: it stays, and is asked about until it is whole.
    """

    class Meta:
        model = Insight
        fields = [
            "strategy", "example", "setting", "failed_where", "must_hold", "may_vary", "kind",
            "level", "boundary", "objective", "confidence", "evidence", "buy_in", "for_them",
        ]  # fmt: skip
        labels = {
            "strategy": gettext_lazy("What to do, in one sentence"),
            "example": gettext_lazy("What happened? One real case"),
            "setting": gettext_lazy("What kind of setting does it come from?"),
            "failed_where": gettext_lazy("Where did it not work?"),
            "must_hold": gettext_lazy("What must hold elsewhere?"),
            "may_vary": gettext_lazy("What may vary?"),
            "buy_in": gettext_lazy("Who had to be won over, and how did you win them?"),
        }
        help_texts = {
            "example": gettext_lazy(
                "Where, when, who did what, what came of it. Roles, not names."
            ),
            "setting": gettext_lazy("For example: a residency, 14 residents, a city district."),
            "must_hold": gettext_lazy("One line each."),
            "may_vary": gettext_lazy("One line each."),
            "level": gettext_lazy(
                "A decision maker of your side says yes to anything beyond talk."
            ),
        }
        widgets = {
            "strategy": forms.Textarea(attrs={"rows": 2}),
            "setting": forms.Textarea(attrs=SHORT),
            "failed_where": forms.Textarea(attrs=SHORT),
            "must_hold": forms.Textarea(attrs=SHORT),
            "may_vary": forms.Textarea(attrs=SHORT),
            "buy_in": forms.Textarea(attrs=SHORT),
            "for_them": forms.Textarea(attrs=SHORT),
        }

    FIRST = ("strategy", "example", "setting", "failed_where", "level", "boundary", "version")
    WORDS = (*FIRST[:4], "must_hold", "may_vary", "buy_in", "for_them")

    def __init__(self, *args, partnership, side, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.FIRST)
        other = {"name": partnership.lead(self.instance.other_side).said}
        self.fields["for_them"].label = _("What would you change for %(name)s?") % other
        owners = partnership.organizations.filter(side=side).values("organization")
        listed = SharingBoundary.objects.filter(
            partnership=partnership, organization__in=owners, retired_at=None
        )
        self.fields["boundary"].queryset = listed
        self.fields["boundary"].label_from_instance = _of_boundary
        self.fields["boundary"].empty_label = _("None of those in the charter")
        goals = LearningObjective.objects.filter(partnership=partnership).order_by("order")
        self.fields["objective"].queryset = goals
        self.fields["objective"].label_from_instance = lambda goal: goal.short
        self.fields["objective"].empty_label = _("None of them")

    def clean(self):
        data = super().clean()
        if self.instance._state.adding and not any(data.get(name) for name in self.WORDS):
            self.add_error("strategy", _("Write a line first; the rest can wait."))
        return data

    @property
    def deeper(self) -> list:
        """What nobody has to say: drawn closed, under the rest."""
        return [self[name] for name in self.Meta.fields if name not in self.FIRST]

    @property
    def written(self) -> list[str]:
        """The fields that the person changed."""
        return [name for name in self.changed_data if name in self._meta.fields]


def _of_boundary(boundary):
    return f"{boundary.material}: {boundary.get_level_display()}"


class VerdictForm(VersionedForm):
    """What one side makes of the other's lesson. Nothing is chosen beforehand."""

    class Meta:
        model = Verdict
        fields = [
            "choice", "why", "here_changed", "first_used_on", "first_used_where", "what_happened",
            "condition", "sketch",
        ]  # fmt: skip
        labels = {
            "choice": gettext_lazy("What do you make of it?"),
            "here_changed": gettext_lazy("Here we changed"),
            "sketch": gettext_lazy("How would you do it here?"),
        }
        help_texts = {
            "why": gettext_lazy("One line is enough. If you adopt it as it is, it may stay empty."),
            "first_used_on": gettext_lazy("Leave empty if it is not in use yet."),
            "first_used_where": gettext_lazy("For example: two schools, six host teachers."),
        }
        widgets = {
            "choice": forms.RadioSelect,
            "why": forms.Textarea(attrs=SHORT),
            "here_changed": forms.Textarea(attrs=SHORT),
            "first_used_on": forms.DateInput(attrs={"type": "date"}),
            "what_happened": forms.Textarea(attrs=SHORT),
            "condition": forms.Textarea(attrs=SHORT),
            "sketch": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = (name for name in self.fields if name not in self.DEEPER)
        self.helper.layout = Layout(*names)
        field = self.fields["choice"]
        field.choices = [choice for choice in field.choices if choice[0]]

    DEEPER = ("sketch",)

    @property
    def deeper(self) -> list:
        """What nobody has to say: drawn closed, under the rest."""
        return [self[name] for name in self.DEEPER]

    def clean(self):
        data = super().clean()
        choice = data.get("choice")
        said = data.get("why") or data.get("here_changed") or data.get("sketch")
        if choice and choice != "adopt" and not said:
            self.add_error("why", _("One line why: the other side learns most from it."))
        return data


class VerdictByLinkForm(VerdictForm):
    """The short form behind a link: three fields and a fold, the rest after sign-in."""

    class Meta(VerdictForm.Meta):
        fields = ["choice", "why", "here_changed", "sketch"]


class ReasonForm(Form):
    """Why, in the person's words."""

    why = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs=SHORT),
                          max_length=2000)  # fmt: skip


class RetireForm(ReasonForm):
    """Why a lesson no longer holds, and which one takes its place."""

    newer = forms.ModelChoiceField(
        label=gettext_lazy("Which lesson takes its place?"), queryset=Insight.objects.none(),
        required=False, empty_label=gettext_lazy("None"),
    )  # fmt: skip

    def __init__(self, *args, insight, user, **kwargs):
        super().__init__(*args, **kwargs)
        others = Insight.objects.visible_to(user)
        others = others.filter(partnership=insight.partnership_id, side=insight.side)
        self.fields["newer"].queryset = others.exclude(pk=insight.pk).exclude(state="superseded")
        self.fields["newer"].label_from_instance = lambda row: row.heading


class AssembleForm(ModelForm):
    """A title, a sentence, and which approved lessons in which order."""

    class Meta:
        model = Brief
        fields = ["title", "lead"]
        widgets = {"lead": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, lessons, **kwargs):
        super().__init__(*args, **kwargs)
        self.lessons = list(lessons)
        for number, lesson in enumerate(self.lessons, 1):
            self.fields[f"pick_{lesson.pk}"] = forms.BooleanField(
                label=lesson.heading, required=False
            )
            self.fields[f"order_{lesson.pk}"] = forms.IntegerField(
                label=_("Place of “%(lesson)s”") % {"lesson": lesson.heading},
                min_value=1, max_value=99, initial=number, required=False,
            )  # fmt: skip

    @property
    def picks(self) -> list[Insight]:
        """The ticked lessons in the order given."""
        data = self.cleaned_data
        ticked = [row for row in self.lessons if data.get(f"pick_{row.pk}")]
        return sorted(ticked, key=lambda row: data.get(f"order_{row.pk}") or 99)


class BriefForm(VersionedForm):
    """The head of a brief."""

    class Meta:
        model = Brief
        fields = ["title", "lead", "counted", "series", "with_whom", "boilerplate"]
        widgets = {
            "lead": forms.Textarea(attrs={"rows": 2}),
            "counted": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "counted": gettext_lazy(
                "A heading, then a line each like “December: 1 of 6, before cards”, at most 12 of"
                " something. Last, whose count it is. It becomes a picture."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.number:  # it counts in the series in which it was published
            del self.fields["series"]

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in self._meta.fields]


class LineForm(VersionedForm):
    """One section of a brief."""

    class Meta:
        model = BriefLine
        fields = ["order", "heading", "text", "elsewhere", "quote", "quote_side", "quote_said"]
        help_texts = {
            "quote": gettext_lazy("Printed only once somebody of that side has agreed to it."),
            "quote_said": gettext_lazy("For example: host teacher, a city district. No name."),
        }
        widgets = {"quote": forms.Textarea(attrs=SHORT), "elsewhere": forms.Textarea(attrs=SHORT)}

    def __init__(self, *args, partnership, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(row.side, row.organization.said) for row in partnership.organizations.all()
                 if row.is_lead]  # fmt: skip
        self.fields["quote_side"].choices = [("", _("Nobody’s")), *names]

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in self._meta.fields]
