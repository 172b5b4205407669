"""The edge of every request: its time, its caches, and refusals that lose nothing."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from partnerships.models import Program
from tests.factories import ProgramFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.pages")]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def fields(form):
    """What a browser would send of a form: hidden fields and text boxes, as they stand."""
    boxes = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    sent = {}
    for name, value in [*HIDDEN.findall(form), *boxes]:
        sent.setdefault(name, []).append(html.unescape(value).removeprefix("\n"))
    return sent


@pytest.fixture
def clash(client, person):
    other = UserFactory(name="Somebody else")
    program = ProgramFactory(
        name="N", boilerplate='Theirs <b> & "quoted"', version=2, changed_by=other
    )
    mine = {"name": "N", "boilerplate": "Mine\n<i>", "tags": ["a", "b"], "version": "1"}
    url = reverse("edit", args=[program.pk])
    return url, client.post(url, mine | {"form_key": "k", "csrfmiddlewaretoken": "t"})


def forms_of(response):
    return [fields(form) for form in FORM.findall(response.content.decode()) if "version" in form]


def words():
    return Program.objects.values_list("boilerplate", "version").get()


def test_a_stale_save_answers_with_both_texts_and_changes_nothing(clash):
    url, response = clash
    page = response.content.decode()

    assert response.status_code == 409
    assert "Theirs &lt;b&gt; &amp; &quot;quoted&quot;" in page
    assert "Mine\n&lt;i&gt;" in page
    assert "Somebody else" in page
    assert words() == ('Theirs <b> & "quoted"', 2)


def test_keep_theirs_is_a_way_back_to_the_page(clash):
    url, response = clash

    assert f'href="{url}"' in response.content.decode()


def test_use_mine_sends_all_that_was_typed_on_the_version_that_stands(client, clash):
    url, response = clash
    use_mine, _both = forms_of(response)

    assert use_mine["version"] == ["2"]
    assert use_mine["tags"] == ["a", "b"]
    assert client.post(url, use_mine).status_code == 302
    assert words() == ("Mine\n<i>", 3)


def test_both_in_one_box_starts_with_both(client, clash):
    url, response = clash
    _use_mine, both = forms_of(response)

    assert set(both) >= {"name", "tags", "boilerplate", "version"}
    assert len(both["boilerplate"]) == 1
    assert client.post(url, both).status_code == 302
    kept, version = words()
    assert ('Theirs <b> & "quoted"' in kept, "Mine\n<i>" in kept.replace("\r", "")) == (True, True)
    assert version == 3


def test_the_second_try_is_caught_too_when_somebody_was_quicker_again(client, clash):
    url, response = clash
    use_mine, _both = forms_of(response)
    Program.objects.update(version=3, boilerplate="A third text")

    again = client.post(url, use_mine)

    assert again.status_code == 409
    assert "A third text" in again.content.decode()


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


@pytest.mark.parametrize("method", ["get", "head"])
def test_health_says_ok_and_asks_nothing(client, django_assert_num_queries, method):
    with django_assert_num_queries(0):
        response = getattr(client, method)("/healthz")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/plain")
    assert response.content == (b"ok" if method == "get" else b"")
    assert client.post("/healthz").status_code == 405
