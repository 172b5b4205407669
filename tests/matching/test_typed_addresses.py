"""One limit for every way in which who keeps a form makes Seedbed write to a typed address."""

from datetime import timedelta

import pytest
from django.urls import reverse

from matching import typed_addresses
from matching.models import AskedColleague, Endorsement
from matching.services import hands
from notifications.models import Message
from partnerships.models import Membership
from tests import factories_matching as make
from tests.factories import NOW
from tests.rivals import together

pytestmark = pytest.mark.django_db
FULL = "addresses were written to already"


@pytest.fixture(autouse=True)
def _two(settings):
    settings.TYPED_ADDRESSES = 2


@pytest.fixture
def form():
    made = make.ApplicationFactory(**make.WRITTEN)
    made.writer = make.member(made.organization, leads=True)
    return made


def add(subject, by, name, now=NOW):
    return hands.add_colleague(
        subject=subject, email=f"{name}@elm.example", name=name, title="Coach", by=by, now=now
    )


def ask(form, by, name="head", now=NOW):
    return hands.ask_leader(
        application=form, email=f"{name}@elm.example", name="Head", by=by, now=now
    )


def move(form, by, name="head2", expected=1):
    stands = Endorsement.objects.get(application=form)
    return hands.correct_leader(
        endorsement=stands, email=f"{name}@elm.example", name="Head", expected=expected, by=by,
        now=NOW,
    )  # fmt: skip


def text(response):
    return " ".join(response.content.decode().split())


WAYS = {
    "a leader": lambda form, by: ask(form, by),
    "a colleague": lambda form, by: add(form, by, "third"),
    "another address of the leader": lambda form, by: move(form, by),
}


@pytest.mark.parametrize("way", WAYS)
def test_all_ways_from_one_form_count_together(form, way):
    other = make.member(form.organization, leads=True)
    first = ask(form, form.writer) if way.startswith("another") else add(form, other, "one")
    add(form, form.writer, "two")
    sent, people = Message.objects.count(), Membership.objects.count()

    with pytest.raises(typed_addresses.Reached):
        WAYS[way](form, make.member(form.organization, leads=True))

    assert first
    assert Message.objects.count() == sent
    assert Membership.objects.count() == people + 1  # who tried, and nobody they typed


def test_a_person_does_not_go_on_from_another_form(form):
    second = make.ApplicationFactory(organization=form.organization, **make.WRITTEN)
    add(form, form.writer, "one")
    add(second, form.writer, "two")

    with pytest.raises(typed_addresses.Reached):
        ask(second, form.writer, now=NOW + timedelta(days=29))
    ask(second, form.writer, now=NOW + timedelta(days=31))


def test_another_person_goes_on_from_another_form(form):
    add(form, form.writer, "one")
    add(form, form.writer, "two")
    other = make.ApplicationFactory(**make.WRITTEN)

    ask(other, make.member(other.organization))

    assert Endorsement.objects.count() == 1


def test_the_form_stays_full_however_long_it_is(form):
    add(form, form.writer, "one")
    add(form, form.writer, "two")

    with pytest.raises(typed_addresses.Reached):
        ask(form, make.member(form.organization), now=NOW + timedelta(days=400))


def test_what_was_refused_counts_nothing(form):
    ask(form, form.writer)
    for _attempt in range(3):
        with pytest.raises(Exception, match="already"):
            move(form, form.writer, name="head")

    move(form, form.writer)

    assert Endorsement.objects.get().leader.email == "head2@elm.example"


def test_asking_somebody_who_is_in_the_organization_counts_nothing(form):
    for _colleague in range(3):
        person = make.member(form.organization)
        hands.ask_colleague(subject=form, person=person, by=form.writer, now=NOW)

    add(form, form.writer, "one")

    assert AskedColleague.objects.count() == 4


@pytest.mark.parametrize("name", ["ask_leader", "correct_leader", "colleague_new"])
def test_the_page_says_what_to_do_instead(client, form, name):
    ask(form, form.writer) if name == "correct_leader" else add(form, form.writer, "one")
    client.force_login(form.writer)
    kind = ["applications"] if name == "colleague_new" else []
    page = reverse(f"matching:{name}", args=[*kind, form.pk])
    said = {"name": "Head", "email": "late@elm.example", "title": "Coach", "version": 1}
    room = text(client.get(page))
    add(form, form.writer, "two")

    told, sent = client.get(page), client.post(page, said)

    assert FULL not in room
    assert (told.status_code, sent.status_code) == (200, 422)
    assert (FULL in text(told), FULL in text(sent)) == (True, True)
    assert "late@elm.example" in text(sent)  # what was typed stays
    assert ("<form" in text(told).split("</header>")[-1].split("<footer")[0]) is False
    assert not Message.objects.filter(person__email="late@elm.example").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_one_at_the_same_moment_one_does(form):
    add(form, form.writer, "one")
    people = [make.member(form.organization, leads=True) for _ in range(2)]

    results = together(2, lambda n: add(form, people[n], f"rival{n}"))

    refused = [type(one) for one in results if isinstance(one, Exception)]
    assert refused == [typed_addresses.Reached]
    assert AskedColleague.objects.count() == 2
