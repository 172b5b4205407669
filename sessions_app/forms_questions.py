"""Forms of questions between sessions. What a personal link opens starts empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, VersionedForm

from .forms_work import PutOffForm, lines
from .models import PutOff, Question, QuestionState


class AskForm(Form):
    """One short question. `sides` are (side, name) for which one may ask, `asked` the other."""

    words = forms.CharField(
        label=_("Your question"), max_length=400, widget=lines(2, maxlength=400),
        help_text=_("One thing, short. Doing the work for you is not asked for here."),
    )  # fmt: skip
    side = forms.ChoiceField(label=_("Who asks?"), widget=forms.RadioSelect)

    def __init__(self, *args, sides, **kwargs):
        super().__init__(*args, **kwargs)
        if len(sides) == 1:
            del self.fields["side"]
        else:
            self.fields["side"].choices = sides


class AnswerForm(VersionedForm):
    """A line or two."""

    class Meta:
        model = Question
        fields = ["answer"]
        widgets = {"answer": lines(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = True
        self.fields["answer"].label = _("Your answer")
        self.fields["answer"].help_text = _("A line or two are enough.")


class SettleForm(Form):
    """What becomes of a question; a word is needed where it is let go, or more than was agreed."""

    to = forms.ChoiceField(widget=forms.HiddenInput)
    word = forms.CharField(required=False, max_length=400, widget=lines(2, maxlength=400))

    def __init__(self, *args, ways=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(way, way) for way in ways]

    def clean(self):
        values = super().clean()
        needs = values.get("to") in (QuestionState.LET_GO, QuestionState.RESET)
        if needs and not values.get("word", "").strip() and not self.errors:
            self.add_error("word", _("Say it in a few words; both sides read them."))
        return values


class QuestionPutOffForm(PutOffForm):
    """The three ways out, as they work for a question that anybody of a side may answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        said = {
            PutOff.Way.NOT_ME: _("Not me: it stays with my colleagues"),
            PutOff.Way.NOT_NOW: _("Not now: show it again in three days"),
            PutOff.Way.COLLEAGUE: _("Ask a colleague"),
        }
        self.fields["way"].choices = [(way, said[way]) for way, _old in self.fields["way"].choices]
