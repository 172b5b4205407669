"""A form sent twice has one effect, whoever is impatient."""

import uuid
from datetime import timedelta

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from foundation.models import FormKey
from foundation.once import once
from partnerships.models import Program
from tests.factories import NOW, UserFactory
from tests.rivals import together

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.pages")]
KEY = str(uuid.UUID(int=7))


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def add(client, name="Made once", key=KEY, to="add"):
    return client.post(reverse(to), {"name": name, "form_key": key})


def names():
    return sorted(Program.objects.values_list("name", flat=True))


def test_a_double_post_makes_one_row_and_leads_to_it_twice(client, person):
    first, second = add(client), add(client)

    url = reverse("program", args=[Program.objects.get().pk])
    assert [(r.status_code, r.url) for r in (first, second)] == [(302, url), (302, url)]
    assert names() == ["Made once"]


def test_two_keys_are_two_forms(client, person):
    add(client, "one", str(uuid.uuid4()))
    add(client, "two", str(uuid.uuid4()))

    assert names() == ["one", "two"]


def test_a_replay_after_an_hour_leads_to_the_first_answer(client, person, monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)
    first = add(client)
    monkeypatch.setattr("foundation.clock.now", lambda: NOW + timedelta(hours=1))

    again = add(client, "changed in between")

    assert again.url == first.url
    assert names() == ["Made once"]


@pytest.mark.parametrize("key", ["", "x", "0" * 31, "\x00"])
def test_a_form_without_a_key_still_works(client, person, key):
    assert add(client, key=key).status_code == 302
    assert (names(), FormKey.objects.count()) == (["Made once"], 0)


@pytest.mark.parametrize(("name", "status"), [("", 422), ("refuse", 409)])
def test_a_form_that_was_not_taken_keeps_its_key(client, person, name, status):
    assert add(client, name).status_code == status
    assert FormKey.objects.count() == 0

    assert add(client).status_code == 302
    assert names() == ["Made once"]


def test_a_key_somebody_else_used_is_refused_and_tells_nothing(client, person):
    first = add(client)
    other = Client()
    other.force_login(UserFactory())

    response = add(other, "somebody else's")

    assert response.status_code == 409
    assert first.url not in response.content.decode()
    assert names() == ["Made once"]


def test_a_key_of_another_form_is_refused(client, person):
    add(client)

    assert add(client, to="elsewhere").status_code == 409


def test_a_clash_that_is_not_about_the_key_is_not_hidden(client, person):
    add(client, "Taken", str(uuid.uuid4()))
    client.raise_request_exception = False

    assert add(client, "Taken").status_code == 500
    assert FormKey.objects.filter(key=KEY).count() == 0


def test_the_key_remembers_who_what_and_when(client, person, monkeypatch):
    monkeypatch.setattr("foundation.clock.now", lambda: NOW)

    add(client)

    url = reverse("program", args=[Program.objects.get().pk])
    assert list(FormKey.objects.values_list()) == [
        (uuid.UUID(KEY), person.pk, "tests.foundation.pages.add", url, NOW)
    ]


def test_reading_a_page_uses_no_key(rf):
    asked = []
    page = once(lambda request: asked.append(1) or HttpResponse("page"))

    for _turn in range(2):
        assert page(rf.get("/", {"form_key": KEY})).content == b"page"
    assert (asked, FormKey.objects.count()) == ([1, 1], 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_posts_at_once_have_one_effect():
    person = UserFactory()
    client = Client()
    client.force_login(person)
    cookies = client.cookies

    def act(number):
        mine = Client()
        mine.cookies = cookies
        return add(mine, f"hand {number}").url

    results = together(20, act)

    assert len(set(results)) == 1, results
    assert results[0] == reverse("program", args=[Program.objects.get().pk])


def test_an_address_too_long_to_keep_leads_back_to_the_form():
    request = RequestFactory().post("/form/", {"form_key": KEY})
    request.user, request.now = UserFactory(), NOW
    long = once(_long_way)

    assert long(request).url == "/" + "x" * 600
    assert long(request).url == "/form/"


def _long_way(request):
    return HttpResponseRedirect("/" + "x" * 600)
