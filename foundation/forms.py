"""The one way we write a form: cleaned on the way in, drawn by crispy, stale saves caught."""

import re
from contextlib import contextmanager

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .errors import AlreadyMoved, Refused
from .plain_words import reword, say_plainly
from .text import clean_answer, clean_name

DASHES = "---------"  # what Django calls the choice of nothing
TYPED_DAYS = ["%Y-%m-%d", "%m/%d/%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y"]
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)  # beyond them calendars, time zones and arithmetic with days give up


class FieldsHelper(FormHelper):
    """Crispy draws the fields; components/form.html writes <form>, token and buttons."""

    form_tag = False
    disable_csrf = True


def require_year(day) -> None:
    """Raise ValidationError for a day or a moment whose year was mistyped."""
    if day.year not in YEARS:
        raise ValidationError(
            _("Check the year: %(year)s cannot be meant."), params={"year": day.year}
        )


class CleanMixin:
    """Cleans what arrives before any field looks at it, and brings the helper."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(_cleaned(data), *args, **kwargs)
        self.helper = FieldsHelper()
        for field in self.fields.values():
            say_plainly(field)
            _name_nothing(field)
            if isinstance(field, forms.DateField) and not field.widget.is_hidden:
                draw_day(field)

    def add_error(self, field, error):
        """Add what is wrong as Django does, in our words where it would be in Django's."""
        if isinstance(error, ValidationError):
            reword(error)
        super().add_error(field, error)

    def full_clean(self):
        """Clean as Django does; a day far outside of YEARS is an answer to put right."""
        for field in self.fields.values():
            say_plainly(field)  # those a form added for itself, too
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(require_year)
        super().full_clean()


class LineField(forms.CharField):
    """One line of a form that is of no model: a name, without invisible characters."""

    def to_python(self, value):
        return clean_name(super().to_python(value))


class Form(CleanMixin, forms.Form):
    """A form of several objects, or of none."""


class ModelForm(CleanMixin, forms.ModelForm):
    """A form of one row."""


class VersionedForm(ModelForm):
    """A form of one Authored row; `version` travels hidden and is checked by `save_version`."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["version"].initial = self.instance.version

    @property
    def expected(self) -> int:
        """The version the person started from; an absent one counts as stale."""
        return self.cleaned_data.get("version") or 0


def _name_nothing(field):
    """Let the choice of nothing be words, which dashes are not when they are read aloud."""
    nothing = _("Choose one") if field.required else _("None")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = nothing
    elif isinstance(field, forms.ChoiceField) and not callable(field.choices):
        field.choices = begun(
            (value, nothing if label == DASHES else label) for value, label in field.choices
        )


def begun(choices) -> list:
    """Return choices whose words begin as a sentence does; names stay as people write them.

    Words of ours are translated when they are shown, names are plain strings.
    """
    return [
        (value, capfirst(label) if isinstance(label, Promise) else label)
        for value, label in choices
    ]


@contextmanager
def beside(form, name: str | None):
    """Say what a rule refuses beside the field `name`, or above the form; leave it by `return`.

    What somebody else moved meanwhile is no matter of a field and goes on as it is.
    """
    try:
        yield
    except AlreadyMoved:
        raise
    except Refused as error:
        form.add_error(name, str(error))


class DayInput(forms.DateInput):
    """A calendar of the browser; what is no day stays there as it was typed, to be put right."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"] or ""
        context["widget"]["type"] = "date" if not shown or ISO_DAY.fullmatch(shown) else "text"
        return context


def draw_day(field: forms.DateField) -> None:
    """Let the browser show its calendar; a browser without one takes a day as people type it.

    Every date of a form is drawn so by itself; call it for one added after `__init__`.
    """
    field.widget = DayInput(attrs=field.widget.attrs, format="%Y-%m-%d")
    field.widget.is_required = field.required
    field.input_formats = TYPED_DAYS


def _cleaned(data):
    if not isinstance(data, QueryDict):
        return data
    cleaned = data.copy()
    for name in cleaned:
        cleaned.setlist(name, [clean_answer(value) for value in data.getlist(name)])
    return cleaned
