"""How a round is solved, and what somebody asks of one pair."""

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.folds import Fold
from foundation.forms import Form

from . import round_weights
from .forms import own_words
from .models import Because, Offer, OfferState, WishKind

WHOLE = _("Write a whole number from %(low)s to %(high)s.")
MOST_PAIRS = 999


def number(label, low, high, **more):
    """Return a field for a whole number, typed; nothing has to be dragged."""
    said = WHOLE % {"low": low, "high": high}
    names = ("invalid", "min_value", "max_value", "required")
    return forms.IntegerField(
        label=label, min_value=low, max_value=high, error_messages=dict.fromkeys(names, said),
        widget=forms.NumberInput(attrs={"step": 1}), **more,
    )  # fmt: skip


class SolveForm(Form):
    """Seven weights, a limit by state, and what each facilitator can carry."""

    most_of_a_state = number(
        _("At most so many of one state at one thought partner"), 1, MOST_PAIRS, required=False,
        help_text=_("Leave it empty for no limit."),
    )  # fmt: skip

    def __init__(self, *args, carriers=(), **kwargs):
        super().__init__(*args, **kwargs)
        limit = self.fields.pop("most_of_a_state")
        for name in round_weights.CRITERIA:
            known = round_weights.LABELS[name]
            self.fields[name] = number(known, round_weights.LEAST, round_weights.MOST)
        self.fields["most_of_a_state"] = limit
        self.carriers = {f"load_{person.pk}": str(person.pk) for person in carriers}
        for person in carriers:
            label = _("Pairs %(who)s can carry") % {"who": person}
            self.fields[f"load_{person.pk}"] = number(label, 0, MOST_PAIRS, required=False)
        limits = Fold(_("Limits"), "most_of_a_state", *self.carriers)
        weights = Div(*round_weights.CRITERIA, css_class="weights")
        self.helper.layout = Layout(weights, limits)

    def clean(self):
        """At least one way of fitting counts, and something of what the other side gets."""
        given = super().clean() or {}
        if all(name in given for name in round_weights.CRITERIA):
            for said in round_weights.wrong(given):
                self.add_error(None, said)
        return given

    @property
    def asked(self) -> dict:
        """What the service takes: weights, the limit, and loads by facilitator."""
        given = self.cleaned_data
        loads = {key: given[name] for name, key in self.carriers.items()}
        return {
            "weights": {name: given[name] for name in round_weights.CRITERIA},
            "most_of_a_state": given["most_of_a_state"],
            "loads": {key: most for key, most in loads.items() if most is not None},
        }


class WishForm(Form):
    """One pair, together or apart, with the reason; nothing is chosen beforehand."""

    offer = forms.ModelChoiceField(
        Offer.objects.none(), label=_("Which thought partner?"), empty_label=_("Choose one")
    )
    kind = forms.ChoiceField(
        label=_("What do you ask for?"), choices=WishKind.choices, widget=forms.RadioSelect
    )
    because = forms.ChoiceField(label=_("Why?"), choices=Because.choices, widget=forms.RadioSelect)
    words = own_words(
        _("In your words"), rows=3,
        help_text=_("Kept for good. You, the facilitator of it and the leads read it."),
    )  # fmt: skip

    def __init__(self, *args, application, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Offer.objects.filter(round=application.round_id, state=OfferState.WILLING)
        rows = rows.exclude(organization=application.organization_id)
        rows = rows.exclude(pk__in=Offer.objects.of_organizations_of(user).values("pk"))
        field: Any = self.fields["offer"]
        field.queryset = rows.select_related("organization").order_by("organization__name", "pk")
        field.label_from_instance = lambda offer: offer.organization.said
