"""One press leads on: from part to part of the form, and from Today back to Today."""

import pytest
from django.urls import reverse

from matching.models import ApplicationState as A
from partnerships.models import Role
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


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.FACILITATION_LEAD])
def test_who_presses_second_reads_that_a_colleague_was_quicker(client, role):
    form = make.in_state(A.SUBMITTED)
    program = form.round.program
    first, second = make.facilitator(program), make.facilitator(program, role)
    take = url("take", "applications", form.pk)
    as_(first, client).post(take)

    again = client.post(take)
    late = as_(second, client).post(f"{take}?next=%2F", follow=True)

    form.refresh_from_db()
    assert (form.facilitator, again["Location"]) == (first, form.get_absolute_url())
    assert (late.status_code, late.redirect_chain) == (200, [("/", 302)])
    assert "A colleague has just taken it up and looks after it now." in late.text


def test_a_stranger_hears_nothing_of_who_took_it_up(client):
    form = make.in_state(A.SUBMITTED)
    take = url("take", "applications", form.pk)
    as_(make.facilitator(form.round.program), client).post(take)
    elsewhere = make.facilitator(make.ApplicationFactory().round.program)

    answers = [as_(who, client).post(take) for who in (elsewhere, make.member(form.organization))]

    assert [answer.status_code for answer in answers] == [404, 403]
