"""A day in the year 9999 is a slip of the hand; calendars and arithmetic with days would break."""

import pytest
from django.http import QueryDict

from foundation.forms import Form, forms


class WhenForm(Form):
    day = forms.DateField(required=False)
    moment = forms.DateTimeField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["later"] = forms.DateField(required=False)


def sent(name, value):
    return WhenForm(QueryDict(f"{name}={value}"))


@pytest.mark.parametrize("name", ["day", "later", "moment"])
@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_that_cannot_be_meant_is_named_beside_its_field(name, year):
    form = sent(name, f"{year}-12-31" + ("T23:59" if name == "moment" else ""))

    assert form.errors == {name: [f"Check the year: {int(year)} cannot be meant."]}


@pytest.mark.parametrize("name", ["day", "later", "moment"])
@pytest.mark.parametrize("year", ["1900", "2027", "2199"])
def test_a_year_of_people_is_taken(name, year):
    form = sent(name, f"{year}-06-30" + ("T12:00" if name == "moment" else ""))

    assert form.is_valid(), form.errors
    assert form.cleaned_data[name].year == int(year)
