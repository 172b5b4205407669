"""The form of an issue: where it came from once, then who does what by when."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import VersionedForm
from partnerships.models import RosterEntry, Side
from partnerships.naming import titled
from partnerships.permissions import SIDES

from .models import PulseIssue, PulseTheme
from .models_issues import LONGEST, IssueState

NOTES = "notes"  # of a talk; anything else names a theme


class IssueForm(VersionedForm):
    """One issue of `round`. Its source is asked once; who, what and by when may wait."""

    source = forms.ChoiceField(
        label=gettext_lazy("Where did it come up?"),
        help_text=gettext_lazy("It stays a pointer: no word of a side is copied from there."),
    )

    class Meta:
        model = PulseIssue
        fields = ["kind", "severity", "change", "owner", "due_on"]
        widgets = {
            "kind": forms.RadioSelect,
            "severity": forms.RadioSelect,
            "change": forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST, "dir": "auto"}),
            "due_on": forms.DateInput,
        }
        help_texts = {
            "change": gettext_lazy(
                "In your words, so that nobody can tell who raised it. Both sides read it once you"
                " share it back."
            ),
        }

    field_order = ["source", *Meta.fields, "version"]

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round
        for name in ("kind", "severity"):
            field = self.fields[name]
            field.choices = [choice for choice in field.choices if choice[0]]
        names = _names(round)
        if self.instance.owner:
            names.setdefault(self.instance.owner_id, str(self.instance.owner))  # they may have left
        field = self.fields["owner"]
        field.queryset = get_user_model().objects.filter(pk__in=names)
        field.choices = [("", _("Nobody yet")), *names.items()]
        if not self.instance._state.adding:
            del self.fields["source"]
            return
        rows = PulseTheme.objects.filter(round=round).order_by("created_at", "pk")
        self.themes = {str(theme.pk): theme for theme in rows}
        self.fields["source"].choices = [("", _("Choose one")), *self._sources()]

    def _sources(self):
        for side in SIDES:
            name = self.round.partnership.lead(side).said
            told = [(pk, t.text) for pk, t in self.themes.items() if t.side == side]
            notes = (f"{NOTES}:{side}", _("Your notes of %(name)s") % {"name": name})
            yield name, [*told, notes]

    @property
    def told(self) -> PulseTheme | str:
        """The theme it came from, or the side whose talk it came up in."""
        chosen = self.cleaned_data["source"]
        kind, _colon, side = chosen.partition(":")
        return str(Side(side)) if kind == NOTES else self.themes[chosen]

    def clean(self):
        data = super().clean() or {}
        if not self.instance._state.adding and self.instance.state != IssueState.OPEN:
            for name in ("change", "owner", "due_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("It is under way: this needs an answer."))
        return data


def _names(round) -> dict:
    """Return what each person of the partnership is called, with their organization."""
    room = round.partnership
    found = {round.holder.pk: str(round.holder), room.facilitator_id: str(room.facilitator)}
    seats = RosterEntry.objects.standing().filter(partnership=room)
    for seat in seats.select_related("user").order_by("created_at", "pk"):
        words = {"who": titled(seat), "name": room.lead(seat.side).said}
        found[seat.user_id] = _("%(who)s (%(name)s)") % words
    return found
