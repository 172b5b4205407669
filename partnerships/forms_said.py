"""Forms of what one side says by itself: its leader, its sealed ratings, two questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import Form, ModelForm

from .models import FocusRating, KickoffCheck, LeaderStatement, Side

FEW = {"rows": 3}


class LeaderForm(Form):
    """Three statements; one that stays empty is not said."""

    def __init__(self, *args, said, starting, **kwargs):
        super().__init__(*args, **kwargs)
        for row in said:
            self.fields[row.key] = forms.CharField(
                label=row.heading, initial=row.words or starting[row.key], required=False,
                max_length=2000, widget=forms.Textarea(attrs=FEW),
            )  # fmt: skip

    @property
    def words(self) -> dict[str, str]:
        """What was written, by key."""
        return {key: self.cleaned_data[key] for key in LeaderStatement.Key.values}


class RatingForm(Form):
    """One side rates every line of the list: ranks for who applies, two answers for who shares."""

    def __init__(self, *args, areas, side, mine, **kwargs):
        super().__init__(*args, **kwargs)
        self.areas, self.side = areas, side
        for area in areas:
            for name, field in self._asked(area, mine.get(area.pk)):
                self.fields[f"{name}-{area.pk}"] = field

    def _asked(self, area, known):
        if self.side == Side.PARTNER:
            places = [(n, str(n)) for n in range(1, len(self.areas) + 1)]
            yield "need_rank", _choice(area.need, places, known and known.need_rank)
            return
        names = {"what": area.can_show}
        yield (
            "ability",
            _choice(
                _("%(what)s: how well do you know it?") % names,
                FocusRating.Ability.choices,
                known and known.ability,
            ),
        )
        yield (
            "sharing",
            _choice(
                _("%(what)s: how far can you share it?") % names,
                FocusRating.Sharing.choices,
                known and known.sharing,
            ),
        )

    def clean(self):
        cleaned = super().clean() or {}
        ranks = [value for name, value in cleaned.items() if name.startswith("need_rank")]
        if len(ranks) != len(set(ranks)):
            raise forms.ValidationError(_("Give each place once: what comes first, what second?"))
        return cleaned

    @property
    def answers(self) -> dict:
        """Fields of FocusRating by area id."""
        found: dict = {area.pk: {} for area in self.areas}
        for area in self.areas:
            for name in ("need_rank", "ability", "sharing"):
                if f"{name}-{area.pk}" in self.cleaned_data:
                    found[area.pk][name] = self.cleaned_data[f"{name}-{area.pk}"]
        return found


def _choice(label, choices, initial):
    return forms.TypedChoiceField(
        label=label, choices=[("", _("Choose")), *choices], coerce=int,
        initial="" if initial is None else initial,
    )  # fmt: skip


class CheckForm(ModelForm):
    """Two questions after the kickoff, and a line for anything else."""

    class Meta:
        model = KickoffCheck
        fields = ["understood", "invested", "words"]
        widgets = {
            "understood": forms.RadioSelect,
            "invested": forms.RadioSelect,
            "words": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {
            "understood": gettext_lazy("How well do you understand the other side’s work?"),
            "invested": gettext_lazy("How much do you want this to work?"),
            "words": gettext_lazy("Anything the facilitator should know"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["understood"].choices = KickoffCheck.Understood.choices
        fields["invested"].choices = KickoffCheck.Invested.choices
