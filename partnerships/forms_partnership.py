"""Forms of a partnership: its charter, its boundaries, its people, its course."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.forms import Form, LineField, VersionedForm

from . import neutral
from .charter_text import BENEFITS, COMMON, HEADINGS
from .forms_roles import WhoForm
from .models import Charter, Organization, Partnership, RosterEntry
from .models import SharingBoundary as Boundary

KNOWS = ["knows_content", "knows_system", "knows_design", "above_both"]  # each may stay empty
SENTENCE = 300  # characters: one sentence on an officer's sheet


class CharterForm(VersionedForm):
    """Adds "only the wording changes" once both sides have signed."""

    wording_only = forms.BooleanField(
        label=gettext_lazy("Only the wording changes, not the meaning"),
        help_text=gettext_lazy(
            "The signatures stay. The other side sees the change and can ask to sign again."
        ),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.signed:
            del self.fields["wording_only"]

    @property
    def signed(self) -> bool:
        """Whether both sides have signed the text that this row is part of."""
        return self.instance.signed_at is not None

    @property
    def written(self) -> list[str]:
        """The fields of the charter that the person changed."""
        return [name for name in self.changed_data if name in self._meta.fields]

    @property
    def wording(self) -> bool:
        """Whether the person said that only the wording changes."""
        return self.cleaned_data.get("wording_only", False)


class SectionsForm(CharterForm):
    """What both sides write together."""

    class Meta:
        model = Charter
        fields = COMMON
        labels = HEADINGS


class BenefitForm(CharterForm):
    """What one side hopes to gain."""

    class Meta:
        model = Charter
        fields = list(BENEFITS.values())

    def __init__(self, *args, side: str, name: str, **kwargs):
        super().__init__(*args, **kwargs)
        other = next(field for of, field in BENEFITS.items() if of != side)
        del self.fields[other]
        field = self.fields[BENEFITS[side]]
        field.required = True
        field.label = _("What %(name)s hopes to gain") % {"name": name}
        field.help_text = _("One or two sentences. The other side reads it as you write it.")


class BoundaryForm(VersionedForm):
    """One kind of material and how far it may travel."""

    class Meta:
        model = Boundary
        fields = ["material", "detail", "level", "commercial", "terms"]
        widgets = {"level": forms.RadioSelect}
        help_texts = {
            "material": gettext_lazy("For example: the coaching guide."),
            "terms": gettext_lazy("For example: with our name on it, until June."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["terms"].label = _("Anything else that applies")
        if self.instance._state.adding:
            self.initial.pop("level", None)
            self.fields["level"].initial = None

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in self._meta.fields]


class JoiningForm(WhoForm):
    """Somebody who joins a side, with what they do at home."""

    title = LineField(
        label=gettext_lazy("Role in the organization"),
        max_length=80,
        help_text=gettext_lazy("For example: coaching lead."),
    )


class PersonForm(JoiningForm):
    """Somebody new on the roster."""

    organization = forms.ModelChoiceField(
        label=gettext_lazy("Organization"), queryset=Organization.objects.none()
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Part here"),
        choices=RosterEntry.Part.choices,
        initial=RosterEntry.Part.IMPLEMENTER,
    )
    decides = forms.BooleanField(
        label=gettext_lazy("Can decide for this side, and sign"), required=False
    )
    implements = forms.BooleanField(label=gettext_lazy("Does the work day to day"), required=False)

    def __init__(self, *args, organizations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations
        rows = list(organizations[:2])
        if len(rows) == 1:
            self.fields["organization"].initial = rows[0].pk
            self.fields["organization"].widget = forms.HiddenInput()


class SuccessorForm(JoiningForm):
    """Who takes a person's place, with the same part."""


class EntryForm(VersionedForm):
    """What a person is here."""

    class Meta:
        model = RosterEntry
        fields = ["title", "part", "decides", "implements", *KNOWS]
        labels = {"decides": gettext_lazy("Can decide for this side, and sign")}
        help_texts = {
            "knows_content": gettext_lazy("For example: how adults learn to coach."),
            "knows_system": gettext_lazy("Budget, calendar, rules, who decides what and when."),
            "above_both": gettext_lazy("The person both report to, where they are two."),
        }

    @property
    def written(self) -> list[str]:
        return [name for name in self.changed_data if name in self._meta.fields]


class ReasonForm(Form):
    """Why the course changes."""

    why = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class SentenceForm(VersionedForm):
    """Where it stands, in the facilitator's words."""

    class Meta:
        model = Partnership
        fields = ["sentence"]
        widgets = {"sentence": forms.Textarea(attrs={"rows": 2, "maxlength": SENTENCE})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["sentence"]
        field.required, field.max_length = True, SENTENCE
        field.validators.append(MaxLengthValidator(SENTENCE))


class NeutralForm(Form):
    """Who hears each side alone where the facilitator belongs to one (domain 0.62)."""

    neutral_person = forms.ModelChoiceField(
        label=gettext_lazy("Neutral person for the midpoint talks"),
        queryset=User.objects.none(),
    )

    def __init__(self, *args, partnership, day, **kwargs):
        super().__init__(*args, **kwargs)
        unnamed = [partnership.facilitator_id, partnership.neutral_person_id]
        known = neutral.candidates(partnership, day).exclude(pk__in=[pk for pk in unnamed if pk])
        self.fields["neutral_person"].queryset = known


class HandOverForm(Form):
    """Who facilitates from now on; the neutral person is asked for where somebody needs one."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who facilitates from now on"), queryset=User.objects.none()
    )
    neutral_person = forms.ModelChoiceField(
        label=gettext_lazy("Neutral person for the midpoint talks"),
        help_text=gettext_lazy(
            "Needed where the new facilitator belongs to one of the two organizations. This person "
            "belongs to neither, and alone reads and hears what each side says halfway."
        ),
        queryset=User.objects.none(),
        required=False,
    )
    because = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    def __init__(self, *args, partnership, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.named = partnership.neutral_person
        sides = [row.organization_id for row in partnership.organizations.all()]
        offered = neutral.facilitators(partnership, day).exclude(pk=partnership.facilitator_id)
        rows = neutral.of_a_side(sides, day).filter(user__in=offered)
        self.of_a_side = {
            row.user_id: row.organization.said for row in rows.select_related("organization")
        }
        self.fields["to"].queryset = offered
        self.fields["to"].label_from_instance = self._said
        if self.of_a_side:
            self._ask_for_neutral(neutral.candidates(partnership, day))
        else:
            del self.fields["neutral_person"]

    def _said(self, person) -> str:
        of = self.of_a_side.get(person.pk)
        return _("%(name)s, of %(side)s") % {"name": person, "side": of} if of else str(person)

    def _ask_for_neutral(self, known):
        field = self.fields["neutral_person"]
        field.queryset = known
        if self.named:
            field.empty_label = _("%(name)s, as now") % {"name": self.named}

    def clean(self):
        given = super().clean()
        to = given.get("to")
        hears = given.get("neutral_person") or self.named
        if to and to.pk in self.of_a_side and not hears and not self.errors.get("neutral_person"):
            self.add_error("neutral_person", str(neutral.NEEDED))
        return given
