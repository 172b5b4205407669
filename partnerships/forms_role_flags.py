"""Forms of a flag about roles: what was seen, the talk, why it is set aside."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import Form, VersionedForm

from .models import RoleFlag
from .role_text import SIGNS

LONGEST = 2000
FEW = {"rows": 3}


class FlagForm(VersionedForm):
    """Which of the two it looks like, and what was seen."""

    class Meta:
        model = RoleFlag
        fields = ["kind", "seen"]
        widgets = {"kind": forms.RadioSelect, "seen": forms.Textarea(attrs=FEW)}
        help_texts = {
            "seen": gettext_lazy("What happened, in a line or two; no judgment of people.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = RoleFlag.Kind
        choices = [(kind.value, f"{kind.label}. {SIGNS[kind]}") for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if not self.instance._state.adding:
            del self.fields["kind"]

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in ("kind", "seen")]


class TalkForm(Form):
    """Who talked, when, and what was agreed."""

    talked_on = forms.DateField(label=gettext_lazy("On which day did you talk?"))
    present = forms.CharField(label=gettext_lazy("Who talked?"), max_length=300)
    agreed = forms.CharField(
        label=gettext_lazy("What did you agree on?"), max_length=LONGEST,
        widget=forms.Textarea(attrs=FEW),
    )  # fmt: skip

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_talked_on(self):
        day = self.cleaned_data["talked_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Note the talk once it was."))
        return day
