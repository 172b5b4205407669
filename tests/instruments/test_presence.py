"""Several hands on one sheet: who writes where now, and both texts under the question."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from instruments import presence
from instruments.models import Writing
from tests.factories import NOW, UserFactory
from tests.factories_instruments import allow, item, open_sheet
from tests.instruments.test_views import _about, person, save, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sheet():
    return open_sheet()


def test_others_are_named_by_place_for_ninety_seconds(sheet):
    me, anna, ben = UserFactory(), UserFactory(name="Anna"), UserFactory(name="Ben")
    presence.touch(about=sheet, place="Q1", by=me, now=NOW)
    presence.touch(about=sheet, place="Q1", by=anna, now=NOW)
    presence.touch(about=sheet, place="Q1", by=ben, now=NOW)
    presence.touch(about=sheet, place="Q2", by=ben, now=NOW)
    presence.touch(about=open_sheet(), place="Q1", by=ben, now=NOW)

    at_once = presence.others(sheet, me, NOW)
    at_the_end = presence.others(sheet, me, NOW + presence.WINDOW)
    after = presence.others(sheet, me, NOW + presence.WINDOW + timedelta(seconds=1))

    assert at_once == at_the_end == {"Q1": ["Anna", "Ben"], "Q2": ["Ben"]}
    assert after == {}


def test_a_sign_of_life_renews_itself_and_old_ones_go(sheet):
    anna, ben, later = UserFactory(), UserFactory(), NOW + timedelta(minutes=5)
    presence.touch(about=sheet, place="Q1", by=anna, now=NOW)
    presence.touch(about=sheet, place="Q1", by=ben, now=NOW)

    presence.touch(about=sheet, place="Q1", by=anna, now=NOW + timedelta(seconds=60))
    presence.touch(about=sheet, place="Q2", by=anna, now=later)

    kept = Writing.objects.about(sheet).values_list("place", "person", "seen_at")
    assert list(kept) == [("Q2", anna.pk, later)]


def test_leaving_a_question_ends_it_there_alone(sheet):
    anna = UserFactory(name="Anna")
    presence.touch(about=sheet, place="Q1", by=anna, now=NOW)
    presence.touch(about=sheet, place="Q2", by=anna, now=NOW)

    presence.leave(about=sheet, place="Q1", by=anna)

    assert presence.others(sheet, UserFactory(), NOW) == {"Q2": ["Anna"]}


def test_the_page_says_on_load_who_writes_there(client, sheet):
    client.force_login(person(sheet, "fill", "read"))
    presence.touch(about=sheet, place="Q1", by=UserFactory(name="Lakeview’s principal"), now=NOW)

    question = client.get(url("answer", sheet, "Q1")).content.decode()
    other = client.get(url("answer", sheet, "Q2")).content.decode()
    listed = client.get(url("sheet", sheet)).content.decode()

    told = "<bdi>Lakeview’s principal</bdi> is writing here now"
    assert (told in question, told in other, listed.count(told)) == (True, False, 1)


def test_a_sign_of_life_answers_with_the_sentence(client, sheet):
    me = person(sheet, "fill", "read")
    client.force_login(me)
    presence.touch(about=sheet, place="Q1", by=UserFactory(name="Anna"), now=NOW)
    presence.touch(about=sheet, place="Q1", by=UserFactory(name="Ben"), now=NOW)

    said = client.post(url("here", sheet, "Q1")).content.decode()

    assert "<bdi>Anna</bdi>, <bdi>Ben</bdi> are writing here now." in " ".join(said.split())
    assert Writing.objects.filter(person=me, place="Q1").exists()


@pytest.mark.parametrize(("actions", "status"), [((), 404), (("fill",), 200)])
def test_who_may_give_a_sign_of_life(client, sheet, actions, status):
    client.force_login(person(sheet, *actions))

    answer = client.post(url("here", sheet, "Q1"))

    assert (answer.status_code, Writing.objects.count()) == (status, int(status == 200))


def test_reading_only_gives_no_sign_of_life(client, sheet):
    client.force_login(person(sheet, "fill", "read"))

    client.get(url("answer", sheet, "Q1"))

    assert not Writing.objects.exists()
    assert client.get(url("here", sheet, "Q1")).status_code == 405
    assert client.post(url("here", sheet, "none")).status_code == 404


def test_going_on_ends_it(client, sheet):
    me = person(sheet, "fill", "read")
    client.force_login(me)
    client.post(url("here", sheet, "Q1"))

    client.post(url("answer", sheet, "Q1"), {"words": "Ours."})

    assert not Writing.objects.exists()


def test_both_texts_stand_under_the_question(client, sheet):
    client.force_login(person(sheet, "fill", "read"))
    save(sheet, words="Theirs.", by=UserFactory(name="Coaching lead"))

    clash = client.post(url("answer", sheet, "Q1"), {"words": "Mine.", "version": ""})
    page = clash.content.decode()

    assert clash.status_code == 409
    assert f'id="question">{item(sheet, "Q1").question}</h1>' in page
    assert "Coaching lead changed this at 10:00 am, while you were writing" in page
    assert (">Theirs.</blockquote>" in page, ">Mine.</blockquote>" in page) == (True, True)
    assert 'name="mine-words" value="Mine."' in page


@pytest.mark.parametrize("people", [1, 9])
def test_what_a_sign_of_life_costs(client, sheet, people, django_assert_max_num_queries):
    me = UserFactory()
    allow(me, "fill", _about(sheet))
    for n in range(people):
        presence.touch(about=sheet, place="Q1", by=UserFactory(name=f"P{n}"), now=NOW)
    client.force_login(me)
    page = reverse("instruments:answer", args=[sheet.pk, "Q1"])

    client.post(url("here", sheet, "Q1"))
    with django_assert_max_num_queries(7):
        client.get(page)
    with django_assert_max_num_queries(7):
        client.post(url("here", sheet, "Q1"))
