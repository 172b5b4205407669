"""One press leads on: from part to part of the form, and from Today back to Today."""

import pytest
from django.urls import reverse

from matching.models import ApplicationState as A
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


def test_what_nobody_looks_after_is_taken_up_in_one_press_that_returns_to_today(client):
    form = make.in_state(A.SUBMITTED)
    by = make.facilitator(form.round.program)
    as_(by, client)
    take = url("take", "applications", form.pk)
    assert f'<form method="post" action="{take}?next=' in client.get(reverse("home")).text

    answer = client.post(f"{take}?next=%2F", follow=True)

    form.refresh_from_db()
    assert (form.facilitator, answer.redirect_chain) == (by, [("/", 302)])
    assert "You look after it now." in answer.text
    assert "Read and decide" in answer.text
