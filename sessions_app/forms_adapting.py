"""Forms for what was thought not to fit, and for what was changed to fit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import VersionedForm
from foundation.text import LONGEST

from .adapting import FIELDS
from .forms_work import lines
from .models import Adaptation, NotHere


def _boxes(model):
    longer = {"condition", "tried", "outcome", "change", "reason", "result"}
    return {
        name: lines(3 if name in longer else 2, maxlength=LONGEST if name in longer else None)
        for name in FIELDS[model]
        if name not in {"kind", "barrier"}
    }


class NotHereForm(VersionedForm):
    """An idea, what stands in the way, what it would take, what was tried and what came of it.

    `sides` are (side, name) where the writer says whose setting it is about.
    """

    side = forms.ChoiceField(label=_("Whose setting it is about"))
    kind = forms.ChoiceField(
        label=_("Is it policy, money, people, time or politics?"), required=False,
        choices=[("", _("Not said")), *NotHere.Kind.choices],
    )  # fmt: skip
    field_order = ["idea", "side", *FIELDS[NotHere][1:]]

    class Meta:
        model = NotHere
        fields = FIELDS[NotHere]
        widgets = _boxes(NotHere)

    def __init__(self, *args, sides=(), **kwargs):
        super().__init__(*args, **kwargs)
        side: Any = self.fields["side"]
        side.choices = [("", _("Choose one")), *sides]
        if not sides:
            del self.fields["side"]


class AdaptationForm(VersionedForm):
    """What it was, what was changed, why, what happened."""

    class Meta:
        model = Adaptation
        fields = FIELDS[Adaptation]
        widgets = _boxes(Adaptation)
