"""Forms of the preparation: one part of a workup each, the review, the acceptance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, VersionedForm
from foundation.text import LONGEST

from .models import (
    Cause,
    PossibleSolution,
    PreparationSession,
    ProblemStatement,
    Why,
    WhyChain,
)


def _lines(rows=3):
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST})


class ProblemForm(VersionedForm):
    class Meta:
        model = ProblemStatement
        fields = ["what", "who", "where", "how_much", "effect"]
        widgets = dict.fromkeys(fields, _lines(2))
        help_texts = {
            "what": _("What somebody could see or count. Not yet why."),
            "where": _("Where it does not happen often says most."),
            "how_much": _("A number, or “we do not know yet”."),
        }


class ChainForm(VersionedForm):
    class Meta:
        model = WhyChain
        fields = ["starts_from"]
        help_texts = {
            "starts_from": _("One thing, in a line. For example: Eleven of 31 left in year two.")
        }


class WhyForm(VersionedForm):
    class Meta:
        model = Why
        fields = ["because", "evidence"]
        widgets = {"because": _lines(3), "evidence": _lines(3)}
        help_texts = {
            "evidence": _("Who said so, what you counted, what you saw. A guess is fine: say so.")
        }


class CauseForm(VersionedForm):
    """A cause; as a root cause it needs evidence."""

    class Meta:
        model = Cause
        fields = ["text", "bone", "evidence", "chosen"]
        widgets = {"bone": forms.RadioSelect, "evidence": _lines(3)}
        help_texts = {"chosen": _("You have evidence, and changing it would change the problem.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bone"].choices = Cause.Bone.choices  # nothing is chosen beforehand

    def clean(self):
        """Refuse a root cause that nobody has evidence for (domain 0.22)."""
        given = super().clean()
        if given.get("chosen") and not given.get("evidence"):
            self.add_error("evidence", _("A root cause needs a line on how you know."))
        return given


class SolutionForm(VersionedForm):
    """What might be tried, tied to one of the causes that stand."""

    class Meta:
        model = PossibleSolution
        fields = ["words", "cause", "sign"]
        widgets = {"words": _lines(3), "cause": forms.RadioSelect, "sign": _lines(2)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        standing = Cause.objects.standing().filter(workup=self.instance.workup_id, chosen=True)
        self.fields["cause"].queryset = standing.order_by("created_at", "pk")
        self.fields["cause"].empty_label = _("None yet")


class SessionForm(VersionedForm):
    """A day, and once it has come one line; `today` is the reader's."""

    class Meta:
        model = PreparationSession
        fields = ["on", "result"]
        help_texts = {"result": _("Write it when you have met.")}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        """Refuse the result of a day that has not come."""
        given = super().clean()
        if given.get("result") and given.get("on") and given["on"] > self.today:
            self.add_error("result", _("This day has not come yet. Write it when you have met."))
        return given


class ReviewForm(Form):
    """What the facilitator says beside the words; `version` is that of what was read."""

    note = forms.CharField(
        label=_("What you say to them"),
        help_text=_("For example what convinced you, and what you would still ask."),
        widget=_lines(3),
        max_length=LONGEST,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class AcceptForm(Form):
    """Two of the nine answers, as they start from what was found."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args, asked, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        for item in self.asked:
            self.fields[item.key] = forms.CharField(
                label=item.question, widget=_lines(8), max_length=LONGEST, required=False
            )

    @property
    def answers(self) -> dict[str, str]:
        return {item.key: self.cleaned_data[item.key] for item in self.asked}
