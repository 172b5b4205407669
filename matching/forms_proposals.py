"""Forms around a pair: what it is about, the judgment, the proposal, the answer."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.folds import Fold
from foundation.forms import Form, VersionedForm
from partnerships.forms_directory import WithTerms
from partnerships.models import Initiative, Side

from .forms import own_words
from .models import AlignmentReview, Answer, MatchFacts, MatchProposal
from .models.reviews import LEVELS
from .seats import ROLES, Seats

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
JUDGED = [("", _("Not known yet")), *LEVELS]
MODES = (("level_a", "evidence_a"), ("level_b", "evidence_b"), ("level_c", "evidence_c"))


class FactsForm(WithTerms, VersionedForm):
    """What an application is about, in the words of the directory."""

    class Meta:
        model = MatchFacts
        fields = ["topics", "contexts", "work"]
        labels = {
            "topics": _("Which topics?"), "contexts": _("In which setting?"),
            "work": _("What kind of work?"),
        }  # fmt: skip
        widgets = {
            "topics": forms.CheckboxSelectMultiple, "contexts": forms.CheckboxSelectMultiple,
            "work": forms.RadioSelect,
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["work"].choices = [("", _("Not known yet")), *Initiative.Work.choices]


def judged(name, **more):
    """Return four steps as radios; empty is allowed and says so."""
    label = AlignmentReview._meta.get_field(name).verbose_name
    return forms.TypedChoiceField(
        label=label, choices=JUDGED, widget=forms.RadioSelect, coerce=int, empty_value=None,
        required=False, **more,
    )  # fmt: skip


class ReviewForm(VersionedForm):
    """The judgment of one pair, prefilled with what the facts suggest."""

    FOLDED = (
        (
            _("Go deeper: setting, pace, travel"),
            ("context_words", "tempo_words", "practical_words"),
        ),
        (
            _("Go deeper: what we do not know, and what worries you"),
            ("unknown", "changes_mind", "worries"),
        ),
    )
    LAST = ("in_short", "judgment")

    level_a = judged("level_a")
    level_b = judged("level_b")
    level_c = judged("level_c")
    shareable = judged("shareable")
    benefit = judged("benefit")

    class Meta:
        model = AlignmentReview
        fields = [
            "level_a", "evidence_a", "level_b", "evidence_b", "level_c", "evidence_c", "shareable",
            "shareable_words", "benefit", "benefit_words", "context_words", "tempo_words",
            "practical_words", "speaks_for", "speaks_against", "unknown", "changes_mind",
            "worries", "in_short", "judgment",
        ]  # fmt: skip
        widgets = {"judgment": forms.RadioSelect}
        help_texts = {"worries": _("You and the facilitation leads read this, nobody else.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
        folded = [Fold(summary, *names) for summary, names in self.FOLDED]
        away = {name for _summary, names in self.FOLDED for name in names}
        shown = [name for name in self.fields if name not in {*away, *self.LAST}]
        self.helper.layout = Layout(*shown, *folded, *self.LAST)

    def clean(self):
        """A step above "not" needs what shows it."""
        given = super().clean()
        for step, evidence in MODES:
            if given.get(step) and not (given.get(evidence) or "").strip():
                self.add_error(evidence, _("Say what shows it, in a sentence."))
        return given


class ProposalForm(VersionedForm):
    """Two pages, the people, who facilitates, and from when to when."""

    override_reason = own_words(
        _("If something of our rule does not hold: why all the same?"), rows=2, required=False,
        help_text=_("You and the facilitation leads read this, nobody else."),
    )  # fmt: skip

    class Meta:
        model = MatchProposal
        fields = [
            "purpose", "brief_partner", "brief_thought_partner", "starts_on", "ends_on",
            "facilitator",
        ]  # fmt: skip
        widgets = {"starts_on": DAY, "ends_on": DAY, "facilitator": forms.RadioSelect}

    def __init__(self, *args, seats: Seats, facilitators, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = seats
        who = self.fields["facilitator"]
        who.queryset, who.empty_label = facilitators, None
        for side, organization in seats.organizations.items():
            brief = self.fields[f"brief_{side}"]
            brief.label = _("The page %(said)s reads") % {"said": organization.said}
            brief.widget.attrs["rows"] = 10
        self.fields["purpose"].widget.attrs["rows"] = 2
        for side in Side.values:
            for role in ROLES:
                self.fields[f"{side}_{role}"] = self._seat(side, role)

    def _seat(self, side, role):
        asked = {
            "decides": _("Who decides for %(said)s, and answers?"),
            "implements": _("Who at %(said)s does the work?"),
        }
        return forms.ChoiceField(
            label=asked[role] % {"said": self.seats.organizations[side].said},
            choices=self.seats.choices(side, role),
            widget=forms.RadioSelect,
        )

    @property
    def values(self) -> dict:
        """What the services take as `values`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def people(self) -> list[tuple]:
        """What the services take as `people`."""
        return self.seats.named(self.cleaned_data)


class AnswerForm(Form):
    """One side's answer: nothing is chosen beforehand."""

    one_of = ("conditions",)  # one of the answers needs it: it is not marked as one may like

    answer = forms.ChoiceField(
        label=_("Do you want this partnership?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    conditions = own_words(_("If something has to be settled first: what?"), rows=3, required=False)
    reason = own_words(
        _("Anything the facilitator should know?"), rows=3, required=False,
        help_text=_("The facilitator, the facilitation leads and those who decide here read it."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self):
        """A yes with something to settle says what; no other answer takes such words along."""
        given = super().clean()
        answer, written = given.get("answer"), given.get("conditions", "").strip()
        if answer == Answer.CONDITIONS and not written:
            self.add_error("conditions", _("Write what has to be settled first."))
        elif answer and answer != Answer.CONDITIONS and written:
            text = _("To have this settled, choose “%(choice)s”. If not, take these words out.")
            self.add_error("conditions", text % {"choice": Answer.CONDITIONS.label})
        return given


class SettleForm(Form):
    """What was settled with both; both read it and answer once more."""

    words = own_words(
        _("What was settled"), help_text=_("Both sides read this and answer once more, unseen.")
    )


class WithdrawForm(Form):
    """Why a proposal is taken back."""

    why = own_words(
        _("Why?"), rows=2,
        help_text=_("You and the leads read this; both sides read that it is not proceeding."),
    )  # fmt: skip
