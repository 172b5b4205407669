"""The edge of every request: its time, its caches, and refusals that lose nothing."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse
from structlog.stdlib import ProcessorFormatter

from tests.factories import ProgramFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.pages")]


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_a_refusal_is_a_page_that_says_what_happens_next(client):
    response = client.get(reverse("refuse"))

    assert response.status_code == 409
    assert "You can still write to the facilitator." in response.content.decode()


def test_pages_of_somebody_signed_in_stay_out_of_every_cache(client, person):
    program = ProgramFactory()
    for url in (reverse("program", args=[program.pk]), reverse("words"), "/not-there/"):
        assert client.get(url).headers["Cache-Control"] == "no-store"

    assert "Cache-Control" not in Client().get(reverse("words")).headers


def test_a_visitor_whose_session_remembers_something_is_in_no_cache_either():
    visitor = Client()
    session = visitor.session
    session["links_opened"] = ["one"]
    session.save()

    assert visitor.get(reverse("words")).headers["Cache-Control"] == "no-store"


def test_an_error_of_ours_tells_a_reference_and_no_secret(client, caplog):
    client.raise_request_exception = False

    response = client.get(reverse("boom"))

    page = response.content.decode()
    reference = re.search(r"<b>([0-9a-f]{8})</b>", page)
    assert response.status_code == 500
    assert "ZQ-secret" not in page
    assert "It was not you." in page
    assert reference[1] in caplog.text


def test_a_log_says_where_an_error_came_from_and_nothing_of_its_words(client, caplog):
    client.raise_request_exception = False
    client.get(reverse("boom"))

    (plain,) = {
        one.formatter
        for one in logging.getLogger().handlers
        if isinstance(one.formatter, ProcessorFormatter)
    }
    told = " ".join(plain.format(record) for record in caplog.records)

    assert "in boom" in told
    assert "ZQ-secret" not in told


@pytest.mark.parametrize(
    ("setting", "value", "sent"),
    [
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 100, {"words": "x" * 101}),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 3, {str(n): "x" for n in range(5)}),
    ],
)
def test_too_much_at_once_is_said_in_words(client, settings, setting, value, sent):
    setattr(settings, setting, value)

    response = client.post(reverse("words"), sent)

    assert response.status_code == 413
    assert "That was too long to take in at once" in response.content.decode()


def test_what_cannot_be_read_is_said_in_words(client):
    response = client.get(reverse("words"), headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert "What arrived could not be read" in response.content.decode()


def test_words_are_not_lost_when_a_page_was_open_too_long():
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("words"), {"words": "Twenty-two letters or more <b>", "a": "x"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "The page was open too long" in page
    assert "Twenty-two letters or more &lt;b&gt;" in page


def test_a_log_holds_neither_what_was_searched_for_nor_a_link(client, caplog):
    client.get("/not-there/", {"q": "pat@school.example"})
    client.get(f"/by-link/{'ZQ-token' * 15}/")

    assert "GET /not-there/" in caplog.text
    assert "GET /by-link/…/" in caplog.text
    assert "pat@" not in caplog.text
    assert "ZQ-token" not in caplog.text


@pytest.mark.parametrize("method", ["get", "head"])
def test_health_says_ok_and_asks_nothing(client, django_assert_num_queries, method):
    with django_assert_num_queries(0):
        response = getattr(client, method)("/healthz")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/plain")
    assert response.content == (b"ok" if method == "get" else b"")
    assert client.post("/healthz").status_code == 405
