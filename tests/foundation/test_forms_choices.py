"""The choice of nothing is a word: a row of dashes says nothing when it is read aloud."""

import pytest
from django.utils.translation import gettext_lazy

from foundation.forms import Form, forms
from partnerships.forms_kickoff import WindForm
from partnerships.models import Partnership, Program, Wind

GROUPED = [("", "---------"), ("Group", [("a", "A"), ("b", "B")])]


class PickForm(Form):
    kind = forms.ChoiceField(choices=GROUPED)
    maybe = forms.ChoiceField(choices=GROUPED, required=False)
    program = forms.ModelChoiceField(Program.objects.none())
    other = forms.ModelChoiceField(Program.objects.none(), required=False)
    own = forms.ModelChoiceField(Program.objects.none(), empty_label="Nobody yet")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kind", "Choose one"),
        ("maybe", "None"),
        ("program", "Choose one"),
        ("other", "None"),
        ("own", "Nobody yet"),
    ],
)
def test_the_choice_of_nothing_is_a_word(name, said):
    drawn = str(PickForm()[name])

    assert f'<option value="" selected>{said}</option>' in drawn
    assert "---------" not in drawn


def test_groups_of_choices_stay():
    assert PickForm().fields["kind"].choices[1] == GROUPED[1]


class WordsForm(Form):
    kind = forms.ChoiceField(
        choices=[("a", gettext_lazy("a little")), ("b", "van Dyk"), ("c", gettext_lazy("Much"))]
    )


def test_our_words_begin_with_a_capital_and_names_stay():
    said = [str(label) for _value, label in WordsForm().fields["kind"].choices]

    assert said == ["A little", "van Dyk", "Much"]


def test_the_words_of_a_model_begin_with_a_capital_too():
    fields = WindForm(instance=Wind(partnership=Partnership())).fields
    said = [
        str(label)
        for name in ("direction", "kind", "strength")
        for _value, label in fields[name].choices
    ]

    assert said == [label[:1].upper() + label[1:] for label in said]
    assert {"Helps", "Hinders", "A breeze"} <= set(said)
