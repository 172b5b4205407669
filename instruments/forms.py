"""Forms of a sheet: one question in words, the rubric for a reader; and of a draft."""

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from foundation.forms import Form, VersionedForm
from foundation.text import LONGEST

from .models import Answer, InstrumentVersion, Item
from .reading import levels


class AnswerForm(VersionedForm):
    """The words to one question. Without `answer` nothing is read back to whoever fills it."""

    class Meta:
        model = Answer
        fields = ["words"]

    def __init__(self, data=None, *, sheet, item, answer=None):
        super().__init__(data, instance=answer or Answer(sheet=sheet, item=item))
        field = self.fields["words"]
        field.label = _("In your words")
        field.help_text = escape(item.hint)
        described = ["question"] + ["id_words_helptext"] * bool(item.hint) + ["id_words_count"]
        field.widget.attrs = {
            "rows": 5,
            "maxlength": LONGEST,
            "aria-describedby": " ".join(described),
            "data-count": "id_words_count",
        }

    @property
    def words(self) -> str:
        return self.cleaned_data["words"]

    @property
    def is_blank(self) -> bool:
        """Nothing was written, and nothing stood there before."""
        return not self.words and not self.expected


class SignOffForm(Form):
    """The words that the person who signs off has read."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReopenForm(Form):
    why = forms.CharField(
        label=_("Why should it be changed?"),
        help_text=_("The people who wrote will read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class LevelForm(Form):
    """The rubric of a sheet of levels, one choice an item; only what was rated is chosen.

    Give it the sheet, and `words` (item key to words) to stand beside the levels. A page draws it
    with `instruments/parts/levels.html` and hands `form.chosen` and `form.expected` to
    `services.save_levels`. Costs three queries.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, *, sheet, words=None):
        super().__init__(data)
        self.words = words or {}
        self.items = list(
            sheet.instrument_version.items.order_by("order").prefetch_related("anchors")
        )
        rated = levels(sheet)
        self.fields["version"].initial = sheet.version
        for item in self.items:
            self.fields[item.key] = _rubric(item, rated.get(item.key))

    def rows(self):
        """Yield (number, item, the organization's words, field) in order."""
        for number, item in enumerate(self.items, start=1):
            yield number, item, self.words.get(item.key, ""), self[item.key]

    @property
    def chosen(self) -> dict[str, int]:
        """Item key to level for the items that were rated; the others are left out."""
        said = {item.key: self.cleaned_data.get(item.key) for item in self.items}
        return {key: level for key, level in said.items() if level is not None}

    @property
    def expected(self) -> int:
        return self.cleaned_data["version"]


class VersionForm(VersionedForm):
    """What is said around the questions of a draft."""

    class Meta:
        model = InstrumentVersion
        fields = [
            "purpose", "who_sees", "voluntary", "minutes", "clearance_number", "clearance_expires",
        ]  # fmt: skip
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "who_sees": forms.Textarea(attrs={"rows": 3}),
            "voluntary": forms.Textarea(attrs={"rows": 3}),
            "clearance_expires": forms.DateInput(format="%Y-%m-%d"),
        }
        help_texts = {
            "clearance_number": _("Only where a federal program needs one. Your counsel knows."),
            "clearance_expires": _("Year, month, day, for example 2027-03-31."),
        }


class ItemForm(VersionedForm):
    """One question of a draft with the text of each of its levels."""

    class Meta:
        model = Item
        fields = ["task", "question", "hint", "title"]
        labels = {"hint": _("hint with an example"), "title": _("title for those who read")}
        widgets = {
            "question": forms.Textarea(attrs={"rows": 2}),
            "hint": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for anchor in self.instance.anchors.order_by("level"):
            self.fields[f"level_{anchor.level}"] = forms.CharField(
                label=_("Level %(n)s, for those who read") % {"n": anchor.level},
                initial=anchor.text,
                max_length=300,
            )

    @property
    def levels(self) -> dict[int, str]:
        said = self.cleaned_data.items()
        return {int(n.removeprefix("level_")): v for n, v in said if n.startswith("level_")}


def _rubric(item, level):
    anchors = sorted(item.anchors.all(), key=lambda anchor: anchor.level)
    return forms.TypedChoiceField(
        label=item.title,
        choices=[(anchor.level, anchor.text) for anchor in anchors],
        coerce=int,
        empty_value=None,
        required=False,
        initial=level,
        widget=forms.RadioSelect,
    )
