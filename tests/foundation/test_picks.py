"""Many boxes: the chosen first, the others folded under the name of their group; few stay open."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from foundation.forms import Form
from tests.squeezed import squeezed

GROUPED = [("Leading", [(f"l{n}", f"Leading {n}") for n in range(6)]),
           ("Teaching", [(f"t{n}", f"Teaching {n}") for n in range(6)])]  # fmt: skip
PLAIN = [(str(n), f"Setting {n}") for n in range(12)]


def drawn(choices, chosen=(), kind=forms.MultipleChoiceField, widget=forms.CheckboxSelectMultiple):
    """Return what is read of a field, in order: names of groups in brackets, ticked boxes *."""

    class BoxForm(Form):
        pick = kind(choices=choices, widget=widget, required=False)

    form = BoxForm(initial={"pick": list(chosen)})
    html = squeezed(render_to_string("components/form.html", {"form": form, "button": "Keep it"}))
    found = re.findall(r"<summary>(.*?)<span>|<input type=\"\w+\"([^>]*)><span>(.*?)</span>", html)
    return [f"[{g.strip()}]" if g else label + "*" * ("checked" in has) for g, has, label in found]


def test_the_chosen_come_first_and_the_others_stand_under_their_group():
    assert drawn(GROUPED, ["t1", "l0"]) == [
        "Leading 0*", "Teaching 1*",
        "[Leading]", "Leading 1", "Leading 2", "Leading 3", "Leading 4", "Leading 5",
        "[Teaching]", "Teaching 0", "Teaching 2", "Teaching 3", "Teaching 4", "Teaching 5",
    ]  # fmt: skip


def test_many_boxes_without_groups_fold_under_one_name():
    told = drawn(PLAIN, ["3"])

    assert told[:3] == ["Setting 3*", "[Choose from the list]", "Setting 0"]
    assert len(told) == 13


def test_few_boxes_stay_in_the_open():
    assert drawn(PLAIN[:9], ["3"])[2:5] == ["Setting 2", "Setting 3*", "Setting 4"]


def test_one_of_many_is_never_folded_and_no_choice_is_lost():
    told = drawn(PLAIN, ["3"], forms.ChoiceField, forms.RadioSelect)

    assert [label.rstrip("*") for label in told] == [label for _value, label in PLAIN]


@pytest.mark.parametrize(
    ("kind", "widget", "choices"),
    [
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple, GROUPED),
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple, lambda: GROUPED),
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple, PLAIN),
        (forms.MultipleChoiceField, forms.CheckboxSelectMultiple, PLAIN[:3]),
        (forms.ChoiceField, forms.RadioSelect, PLAIN[:3]),
        (forms.ChoiceField, forms.RadioSelect, PLAIN),
        (forms.ChoiceField, forms.Select, PLAIN),
    ],
)
def test_a_summary_of_errors_leads_to_what_is_there(kind, widget, choices):
    class BoxForm(Form):
        pick = kind(choices=choices, widget=widget)

    page = render_to_string("components/form.html", {"form": BoxForm({"pick": "made up"})})

    (target,) = re.findall(r'<a href="#([^"]+)">Pick</a>', page)
    assert f'id="{target}"' in page
