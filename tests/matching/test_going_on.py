"""One press leads on: from part to part of the form, and from Today back to Today."""

import pytest
from django.urls import reverse

from tests import factories_matching as make
from tests.reading import as_

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


def url(name, *args):
    return reverse(f"matching:{name}", args=args)


@pytest.fixture
def form():
    return make.ApplicationFactory(**make.WRITTEN)


def test_keep_and_go_on_leads_to_the_next_part_and_from_the_last_to_the_list(client, form):
    as_(make.member(form.organization), client)
    parts = ["initiative", "problem", "reasons", "people"]
    onward = [url("write", form.pk, part) for part in parts[1:]] + [form.get_absolute_url()]

    for part, expected in zip(parts, onward, strict=True):
        page = client.get(url("write", form.pk, part))
        fields = page.context["form"]
        sent = {name: fields[name].value() or "" for name in fields.fields}
        assert client.post(url("write", form.pk, part), sent)["Location"] == expected


def test_the_way_back_goes_along(client, form):
    as_(make.member(form.organization), client)
    address = url("write", form.pk, "problem") + "?next=/"

    answer = client.post(address, {"challenge": "Pay.", "version": 1})

    assert answer["Location"] == url("write", form.pk, "reasons") + "?next=%2F"
    last = client.post(url("write", form.pk, "people") + "?next=/", {"version": 2})
    assert last["Location"] == "/"
