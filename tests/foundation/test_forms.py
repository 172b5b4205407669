"""Forms clean what arrives before a field looks at it, and know the version they started from."""

import pytest
from django.http import QueryDict

from foundation.errors import Stale
from foundation.forms import Form, ModelForm, VersionedForm, forms
from foundation.stale import save_version
from foundation.text import LONGEST
from partnerships.models import Program
from tests.factories import NOW, ProgramFactory, UserFactory


class ProgramForm(VersionedForm):
    class Meta:
        model = Program
        fields = ["name", "sponsor", "boilerplate"]


class NameForm(ModelForm):
    class Meta:
        model = Program
        fields = ["name"]


class TagsForm(Form):
    tags = forms.MultipleChoiceField(choices=[("a", "a"), ("b", "b")])
    words = forms.CharField()


def sent(**fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_every_value_is_cleaned_and_none_is_lost():
    form = TagsForm(sent(tags=["a\x00", "b"], words="e\u0301\r\nx"))

    assert form.is_valid()
    assert form.cleaned_data == {"tags": ["a", "b"], "words": "\u00e9\nx"}


def test_the_data_of_the_request_stays_as_it_was():
    data = sent(tags=["a"], words="a\x00")

    TagsForm(data)

    assert data["words"] == "a\x00"


@pytest.mark.django_db
def test_a_name_is_one_line_without_tricks_and_words_keep_their_lines():
    data = sent(name="invoice\u202efdp\r\n.exe", sponsor="", boilerplate="one\r\ntwo")
    form = ProgramForm(data)

    assert form.is_valid(), form.errors
    assert form.instance.name == "invoicefdp .exe"
    assert form.instance.boilerplate == "one\ntwo"


@pytest.mark.django_db
@pytest.mark.parametrize("invisible", ["\u200b", "\u202e", "\x00", " ", "\u3164"])
def test_a_name_nobody_can_see_is_no_name(invisible):
    assert NameForm(sent(name=invisible)).errors.keys() == {"name"}


@pytest.mark.django_db
def test_words_beyond_the_limit_are_refused_and_at_the_limit_taken():
    fits = ProgramForm(sent(name="a", boilerplate="x" * LONGEST))
    too_long = ProgramForm(sent(name="a", boilerplate="x" * (LONGEST + 1)))

    assert fits.is_valid()
    assert too_long.errors.keys() == {"boilerplate"}


@pytest.mark.django_db
def test_line_ends_of_browsers_count_once():
    form = ProgramForm(sent(name="a", boilerplate="x\r\n" * (LONGEST // 2 - 1) + "xx"))

    assert form.is_valid()


@pytest.mark.django_db
def test_a_form_of_a_row_carries_its_version_and_a_new_one_none():
    old = ProgramForm(instance=ProgramFactory(version=7))

    assert old["version"].value() == 7
    assert ProgramForm()["version"].value() is None


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40])
def test_a_version_that_is_none_of_ours_saves_nothing(version):
    program = ProgramFactory(name="as it was")
    form = ProgramForm(sent(name="mine", version=version), instance=program)

    if form.is_valid():
        with pytest.raises(Stale):
            save_version(program, ["name"], expected=form.expected, by=UserFactory(), now=NOW)

    assert Program.objects.get().name == "as it was"


def test_crispy_draws_fields_only():
    helper = TagsForm().helper

    assert (helper.form_tag, helper.disable_csrf) == (False, True)
