"""What a field cannot take is said in our words, and none of Django's is left."""

import pytest
from django.core.validators import MaxValueValidator

from accounts.models import User
from foundation.forms import Form, ModelForm, forms
from partnerships.models import Program
from tests.factories import ProgramFactory


class EachForm(Form):
    day = forms.DateField()
    time = forms.TimeField()
    number = forms.IntegerField(max_value=500, min_value=3)
    name = forms.CharField(max_length=4, min_length=2)
    email = forms.EmailField()
    link = forms.URLField(assume_scheme="https")
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    moment = forms.DateTimeField()
    program = forms.ModelChoiceField(Program.objects.all())
    programs = forms.ModelMultipleChoiceField(Program.objects.all())


WRONG = [
    ("day", "soon", "Write a day, such as March 14, 2027."),
    ("time", "noon", "Write a time, such as 15:30."),
    ("number", "x", "Write a whole number, such as 12."),
    ("number", "501", "Write 500 or less."),
    ("number", "2", "Write 3 or more."),
    ("name", "abcdef", "There is room for 4 characters; this has 6."),
    ("name", "a", "This takes at least 2 characters; it has 1."),
    ("email", "nobody", "Write an e-mail address, such as name@school.example."),
    ("link", "no link", "Write a web address, such as https://school.example/page."),
    ("kind", "z", "Choose one of those shown here."),
    ("kinds", ["z"], "Choose one of those shown here."),
    ("moment", "later", "Write a day and a time, such as 2027-03-14 15:30."),
    ("program", "z", "Choose one of those shown here."),
    ("programs", ["z"], "Choose one of those shown here."),
    ("programs", "z", "Choose one of those shown here."),
    ("name", "", "This needs an answer."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_each_field_speaks_plainly(name, value, said):
    assert EachForm({name: value}).errors[name] == [said]


def test_what_a_field_says_of_its_own_stays():
    class OwnForm(Form):
        number = forms.IntegerField(
            error_messages={"invalid": "Own."}, validators=[MaxValueValidator(3, "Three.")]
        )

    assert OwnForm({"number": "x"}).errors["number"] == ["Own."]
    assert OwnForm({"number": "9"}).errors["number"] == ["Three."]


def test_fields_elsewhere_keep_what_they_say():
    EachForm()

    assert forms.EmailField().validators[0].message == "Enter a valid email address."


@pytest.mark.django_db
def test_what_the_row_refuses_is_said_so_too():
    class ProgramForm(ModelForm):
        class Meta:
            model = Program
            fields = ["name"]

    form = ProgramForm({"name": "x" * 201}, instance=ProgramFactory())
    form.fields["name"].validators = []

    assert form.errors["name"] == ["There is room for 200 characters; this has 201."]


@pytest.mark.django_db
def test_an_address_of_a_person_keeps_the_sentence_of_the_house():
    class PersonForm(ModelForm):
        class Meta:
            model = User
            fields = ["email"]

    form = PersonForm({"email": "pat@schööl.example"})

    assert form.errors["email"] == ["Write the address with plain letters, digits and signs."]
