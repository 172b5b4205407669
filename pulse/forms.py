"""Forms of the candour room. Nothing is chosen beforehand: a mail scanner sends what it finds."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.dates import say_when
from foundation.forms import Form, VersionedForm
from foundation.text import LONGEST
from partnerships.naming import titled

from . import questions
from .answers import Said, marks
from .models import SCALE, YES_NO, Consent, PulseNote, PulseTheme, TalkState


def _choice(label, choices, **more):
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, **more
    )


def _words(label, rows=3, **more):
    return forms.CharField(
        label=label, required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **more,
    )  # fmt: skip


class AnswerForm(Form):
    """Six minutes. `answers` are what the writer may read back; without them nothing shows."""

    talk = forms.BooleanField(
        label=gettext_lazy("Just talk to me. I would rather say it than write it."), required=False
    )

    def __init__(self, data=None, *, side, holder, answers=None, talk=False):
        super().__init__(data)
        alone = (Consent.ALONE.value, _("%(who)s only") % {"who": holder})
        self.readers = [alone, *Consent.choices[1:]]
        self.questions = questions.for_side(side)
        self.fields["talk"].initial = talk
        self.marks = self.data.get("version", "") if self.is_bound else marks(answers or {})
        for question in self.questions:
            self._add(question, (answers or {}).get(question.key))

    def _add(self, question, answer):
        key = question.key
        if question.kind != questions.WORDS:
            rated = SCALE if question.kind == questions.SCALE else YES_NO
            choices = [(rating.value, rating.label) for rating in rated]
            self.fields[f"r_{key}"] = _choice(
                question.text, choices, initial=answer.rating if answer else None
            )
        if question.kind == questions.WORDS or question.what:
            self._add_words(question, answer)

    def _add_words(self, question, answer):
        label = question.what or question.text
        self.fields[f"w_{question.key}"] = _words(label, initial=answer.words if answer else "")
        if not question.alone:
            self.fields[f"c_{question.key}"] = _choice(
                _("Who may read this?"),
                self.readers,
                initial=answer.consent if answer and answer.words else None,
            )

    def rows(self):
        """Yield (question, rating field, words field, consent field), absent ones None."""
        for question in self.questions:
            names = (f"{kind}_{question.key}" for kind in "rwc")
            yield question, *(self[name] if name in self.fields else None for name in names)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was written into the form, as (question, words), when it came too late to keep."""
        boxes = [words for _question, _rating, words, _readers in self.rows() if words]
        return [(box.label, box.value()) for box in boxes if (box.value() or "").strip()]

    def asks_to_talk(self) -> bool:
        """Say whether "just talk to me" is ticked; where not, the page says so beside it.

        The button alone would not do: a mail scanner presses every one.
        """
        self.errors.clear()
        ticked = self.fields["talk"].widget.value_from_datadict(self.data, {}, "talk")
        if not ticked:
            self.add_error("talk", _("Tick this first, then send just this."))
        return bool(ticked)

    def starts_empty(self) -> list[str]:
        """Return the names of the fields of which one must be filled (personal links)."""
        return list(self.fields)

    @property
    def said(self) -> dict[str, Said]:
        """Question key to what it got."""
        value = self.cleaned_data.get
        return {
            q.key: Said(
                value(f"r_{q.key}") or "", value(f"w_{q.key}") or "", value(f"c_{q.key}") or None
            )
            for q in self.questions
        }


class BookForm(Form):
    """When one side's half hour is, and who of it comes."""

    one_of = ("offered", "other")
    offered = forms.TypedChoiceField(
        label=gettext_lazy("A time"), widget=forms.RadioSelect, required=False, empty_value=None,
        coerce=datetime.datetime.fromisoformat,
        help_text=gettext_lazy("One time is needed: choose one of these, or write another below."),
    )  # fmt: skip
    other = forms.DateTimeField(
        label=gettext_lazy("Or another time"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("In your own time zone."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )  # fmt: skip
    who = forms.MultipleChoiceField(
        label=gettext_lazy("Who comes"), widget=forms.CheckboxSelectMultiple
    )
    place = forms.CharField(
        label=gettext_lazy("Where or how"), max_length=200, required=False,
        help_text=gettext_lazy("For example: I call you, or a room."),
    )  # fmt: skip

    def __init__(self, data=None, *, offered, seats, talk):
        super().__init__(data)
        self.fields["offered"].choices = [(m.isoformat(), say_when(m)) for m in offered]
        self.users = {str(seat.user_id): seat.user for seat in seats}
        self.fields["who"].choices = [(str(s.user_id), titled(s)) for s in seats]
        known = talk.starts_at and talk.state != TalkState.TO_BOOK
        chosen = talk.people.values_list("pk", flat=True) if known else self.users
        self.fields["who"].initial = [str(key) for key in chosen]
        self.fields["place"].initial = talk.place
        if known:
            self.fields["other"].initial = timezone.localtime(talk.starts_at)

    def clean(self):
        found = super().clean()
        if not (found.get("offered") or found.get("other") or self.errors):
            self.add_error("offered", _("Choose one of the times, or write another."))
        return found

    @property
    def people(self) -> list:
        """The chosen people of the side."""
        return [self.users[key] for key in self.cleaned_data["who"]]

    @property
    def starts_at(self) -> datetime.datetime:
        return self.cleaned_data["offered"] or self.cleaned_data["other"]


class HeldForm(Form):
    """Who of a side was there: those who were invited, or whoever came to a talk nobody booked."""

    who = forms.MultipleChoiceField(
        label=gettext_lazy("Who was there"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They decide later which themes travel, and in which words."),
    )  # fmt: skip

    def __init__(self, data=None, *, seats, talk):
        super().__init__(data)
        self.users = {str(seat.user_id): seat.user for seat in seats}
        self.fields["who"].choices = [(str(s.user_id), titled(s)) for s in seats]
        invited = talk.people.values_list("pk", flat=True) if talk.starts_at else []
        self.fields["who"].initial = [str(key) for key in invited]

    @property
    def people(self) -> list:
        """Those who were ticked."""
        return [self.users[key] for key in self.cleaned_data["who"]]


class NoForm(Form):
    """A side said no to a talk; why is for the holder alone."""

    why = _words(gettext_lazy("Why, for you alone"))


class NoteForm(VersionedForm):
    """The holder's notes of one talk."""

    class Meta:
        model = PulseNote
        fields = ["words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 8, "dir": "auto"})}


class ThemeForm(VersionedForm):
    """One sentence of what a side said."""

    class Meta:
        model = PulseTheme
        fields = ["text", "about"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2, "maxlength": 240, "dir": "auto"}),
            "about": forms.RadioSelect,
        }
        help_texts = {
            "text": gettext_lazy("So that nobody can be recognized: what, not who said it.")
        }


class PromiseForm(VersionedForm):
    """What will change because of a theme."""

    class Meta:
        model = PulseTheme
        fields = ["promise", "promise_on"]
        widgets = {"promise_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._meta.fields:
            self.fields[name].required = True


class YesForm(Form):
    """A respondent lets a theme travel. One who is alone on a side ticks that it is known.

    `version` names the words that stood on the page: a yes to others is asked for again.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    yes = forms.BooleanField(label=gettext_lazy("Yes, share it in these words"))
    named = forms.BooleanField(
        label=gettext_lazy("It may be quoted with our organization’s name"), required=False
    )
    sure = forms.BooleanField(label="")

    def __init__(self, data=None, *, theme, name, alone):
        self.reworded = data is not None and data.get("version") != str(theme.version)
        if self.reworded:
            data = {"version": theme.version}
        super().__init__(data, initial={"version": theme.version})
        if theme.about != PulseTheme.About.VALUE:
            del self.fields["named"]
        if not alone:
            del self.fields["sure"]
            return
        text = _("%(name)s has one respondent: everyone will know it was you. I know that.")
        self.fields["sure"].label = text % {"name": name}

    def clean(self):
        found = super().clean()
        if self.reworded:
            self.errors.clear()
            self.add_error("yes", _("The words have changed since you read them. Read them again."))
        return found


class WordsForm(Form):
    """How a respondent would rather say it."""

    words = forms.CharField(
        label=gettext_lazy("How would you say it?"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip
