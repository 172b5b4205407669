"""Forms of an agenda: a block, when it goes out, what is true by the end, timekeeper, own note."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import Form, VersionedForm
from partnerships import people

from .chosen import Date
from .forms_schedule import ClockField
from .models import AgendaBlock, BlockKind, Session

KINDS = [kind for kind in BlockKind.choices if kind[0] != BlockKind.UPDATE]


class BlockForm(VersionedForm):
    """One block of an agenda; people and objectives are those of its partnership."""

    both = forms.BooleanField(label=gettext_lazy("Both leads lead it together"), required=False)

    class Meta:
        model = AgendaBlock
        fields = ["title", "text", "minutes", "purpose", "lead", "objective"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "minutes": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        labels = {"objective": gettext_lazy("Serves which objective")}

    field_order = ("title", "text", "minutes", "purpose", "lead", "both", "objective")

    def __init__(self, *args, session, **kwargs):
        super().__init__(*args, **kwargs)
        _choose_among_invited(self.fields["lead"], session.partnership)
        objectives = self.fields["objective"]
        objectives.queryset = session.partnership.objectives.order_by("order")
        objectives.empty_label = _("None")
        objectives.label_from_instance = _objective_label
        self.fields["minutes"].min_value = 1
        self.initial["both"] = bool(self.instance.lead_words)

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if not 1 <= minutes <= 480:
            raise forms.ValidationError(_("Write a number from 1 to 480."))
        return minutes

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("both"):
            cleaned["lead"] = None
        self.instance.lead_words = _("Both leads") if cleaned.get("both") else ""
        return cleaned

    @property
    def written(self) -> list[str]:
        """The fields of the row that the person changed."""
        changed = [name for name in self.changed_data if name in self._meta.fields]
        if "both" in self.changed_data:
            changed += ["lead_words", *({"lead"} - set(changed))]
        return changed


class NewBlockForm(BlockForm):
    """A block that is not there yet."""

    class Meta(BlockForm.Meta):
        fields = ["kind", *BlockForm.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = KINDS
        self.fields["kind"].initial = BlockKind.OTHER
        self.fields["kind"].label = _("What kind of block")


def _choose_among_invited(field, partnership):
    """Offer everybody invited, whatever they answered: that is for the facilitator alone."""
    field.queryset = people.inside(partnership)
    known = {entry.user for entry in partnership.people()} | {partnership.facilitator}
    in_order = sorted((str(user), str(user.pk)) for user in known)
    field.choices = [("", _("Nobody yet")), *((pk, name) for name, pk in in_order)]


def _objective_label(objective):
    return _("Objective %(n)d: %(what)s") % {"n": objective.order, "what": objective.short}


class GoesOutForm(Form):
    """When the agenda goes out, in the zone of the session."""

    day = forms.DateField(label=gettext_lazy("Day"))
    time = ClockField(label=gettext_lazy("Time"), help_text=gettext_lazy("For example: 8:00 am."))

    def date(self, session) -> Date:
        return Date(self.cleaned_data["day"], self.cleaned_data["time"], session.zone)


class OutcomeForm(VersionedForm):
    """What will be true by the end."""

    class Meta:
        model = Session
        fields = ["outcome"]
        widgets = {"outcome": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        field.label = _("By the end")
        field.required = True
        field.help_text = _("For example: the district can decide which three classrooms begin.")


class TimekeeperForm(VersionedForm):
    """Who keeps the time, if anybody is named."""

    class Meta:
        model = Session
        fields = ["timekeeper"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _choose_among_invited(self.fields["timekeeper"], self.instance.partnership)


class NoteForm(Form):
    """The facilitator's own note."""

    words = forms.CharField(
        label=gettext_lazy("Private note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
