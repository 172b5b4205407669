"""A day is chosen in the browser's calendar, or typed the way people write it."""

import datetime

import pytest
from django.http import QueryDict

from foundation.forms import Form, forms
from sessions_app.forms_agenda import GoesOutForm
from sessions_app.forms_schedule import DatesForm, KickoffForm, MoveForm, SeriesForm
from sessions_app.models import Session
from sessions_app.slots import Planned

DAY = datetime.date(2027, 3, 11)


class DayForm(Form):
    day = forms.DateField()


@pytest.mark.parametrize(
    "typed",
    ["2027-03-11", "3/11/2027", "11 March 2027", "11 Mar 2027", "March 11, 2027", "Mar 11, 2027"],
)
def test_a_typed_day_is_taken(typed):
    sent = QueryDict(mutable=True)
    sent["day"] = typed
    form = DayForm(sent)

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"day": DAY}


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: DayForm(initial={"day": DAY}), "day"),
        (lambda: GoesOutForm(initial={"day": DAY}), "day"),
        (lambda: SeriesForm(initial={"start": DAY}), "start"),
        (lambda: MoveForm(initial={"day": DAY}, session=Session()), "day"),
        (lambda: KickoffForm(initial={"day": DAY}), "day"),
        (lambda: DatesForm(rows=[Planned(DAY, DAY)], slot=None), "day_0"),
    ],
    ids=["plain", "goes-out", "series", "move", "kickoff", "preview"],
)
def test_a_date_is_drawn_as_a_calendar(make, name):
    drawn = str(make()[name])

    assert 'type="date"' in drawn
    assert 'value="2027-03-11"' in drawn
