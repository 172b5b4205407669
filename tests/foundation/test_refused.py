"""What could not be taken in: said in words, with all that was typed and a way back."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import ProgramFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.pages")]
TYPED = "Twenty-two letters or more <b>"


def test_a_refused_form_shows_what_was_typed_and_leads_back_to_its_page(client):
    sent = {"words": TYPED, "short": "yes", "form_key": "0" * 36, "sheet-version": "9" * 30}

    response = client.post(
        reverse("refuse"), sent, headers={"referer": "http://testserver/where/i/wrote/"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Twenty-two letters or more &lt;b&gt;" in page
    assert 'href="/where/i/wrote/"' in page.replace("http://testserver", "")
    assert ("0" * 36 in page, "9" * 30 in page) == (False, False)


@pytest.mark.parametrize("referer", ["", "https://elsewhere.example/", "javascript:alert(1)"])
def test_an_address_from_elsewhere_is_no_way_back(client, referer):
    response = client.post(reverse("refuse"), {"words": TYPED}, headers={"referer": referer})

    page = response.content.decode()
    assert ("elsewhere" in page, "alert" in page) == (False, False)
    assert '<a class="btn" href="/">' in page


def test_ids_are_not_words_that_somebody_typed():
    client = Client(enforce_csrf_checks=True)
    number = "5f2b7c1e-0000-4000-8000-00000000abcd"

    response = client.post(reverse("words"), {"form_key": number, "row": number, "words": TYPED})

    page = response.content.decode()
    assert response.status_code == 403
    assert number not in page
    assert "Twenty-two letters or more &lt;b&gt;" in page


def test_a_save_while_writing_is_refused_in_one_line(client):
    response = client.post(reverse("refuse"), {"words": TYPED}, headers={"X-Autosave": "1"})

    assert (response.status_code, response.headers["Content-Type"]) == (
        409,
        "text/plain; charset=utf-8",
    )
    assert response.content.decode() == (
        "Not saved: The window closed on Friday. You can still write to the facilitator."
    )


def test_what_moved_on_says_where_to_look_on_a_page_and_in_one_line(client):
    client.force_login(UserFactory())

    line = client.post(reverse("moved"), headers={"X-Autosave": "1"}).content.decode()
    page = client.post(reverse("moved")).content.decode()

    assert (
        line == "Not saved: this was moved on meanwhile. Press the button to see where it stands."
    )
    assert "This has already moved on, so nothing was changed." in page
    assert "See where it stands now" in page


def test_a_save_while_writing_that_comes_late_names_who_was_first(client):
    person, other = UserFactory(), UserFactory(name="Somebody else")
    client.force_login(person)
    program = ProgramFactory(name="N", boilerplate="Theirs", version=2, changed_by=other)
    sent = {"name": "N", "boilerplate": "Mine", "version": "1"}

    response = client.post(reverse("edit", args=[program.pk]), sent, headers={"X-Autosave": "1"})

    assert response.status_code == 409
    assert response.content.decode().startswith("Not saved: Somebody else changed this at ")
    assert response.content.decode().endswith("Press the button to see both texts.")


def test_who_was_first_on_another_device_of_theirs_reads_of_no_third_person(client):
    person = UserFactory(name="Amina")
    client.force_login(person)
    program = ProgramFactory(name="N", boilerplate="Theirs", version=2, changed_by=person)
    sent = {"name": "N", "boilerplate": "Mine", "version": "1"}
    edit = reverse("edit", args=[program.pk])

    line = client.post(edit, sent, headers={"X-Autosave": "1"}).content.decode()
    page = client.post(edit, sent).content.decode()

    assert line.startswith("Not saved: you changed this elsewhere at ")
    assert re.search("<h1>You changed this elsewhere at .*, while you were writing here</h1>", page)
    assert "Amina changed" not in line + page


def test_who_was_taken_off_with_a_form_open_still_reads_what_they_typed(client):
    client.force_login(UserFactory())

    gone = client.post(reverse("edit", args=[uuid.uuid4()]), {"boilerplate": TYPED})
    nowhere = client.post("/no/such/page/", {"boilerplate": TYPED})

    assert (gone.status_code, nowhere.status_code) == (404, 404)
    assert "Twenty-two letters or more &lt;b&gt;" in gone.content.decode()
    assert "Twenty-two letters" not in nowhere.content.decode()


def test_an_address_that_only_takes_in_says_so(client):
    client.force_login(UserFactory())

    response = client.get(reverse("add"))

    assert response.status_code == 405
    assert "There is no page here" in response.content.decode()
