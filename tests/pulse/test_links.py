"""The six minutes by personal link: for one person, in one browser, and for no machine."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import links
from foundation import clock
from foundation.dates import say_clock
from pulse.models import PulseAnswer, PulseForm
from tests.factories import NOW, UserFactory
from tests.factories_pulse import P, answer, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tests_day")]


@pytest.fixture
def round_and_path():
    room, made = make_round()
    person = room.implementer(P)
    ends = NOW.replace(month=NOW.month + 1)
    _link, path = links.make(user=person, purpose="answer", about=made, now=NOW, expires_at=ends)
    return room, made, path


def test_answered_by_link_and_read_back_in_that_browser_only(round_and_path):
    room, made, path = round_and_path
    mine, other = Client(), Client()
    page = mine.get(path, follow=True)
    address = page.redirect_chain[-1][0].partition("?")[0]

    sent = mine.post(address, {"r_we_gain": "2", "w_how": "ZQ-words", "c_how": "alone"})

    form = PulseForm.objects.get()
    assert (page.status_code, sent.status_code, form.by_link) == (200, 302, True)
    assert "ZQ-words" in mine.get(address).text
    elsewhere = other.get(path, follow=True).text
    assert "ZQ-words" not in elsewhere
    assert room.implementer(P).name not in elsewhere
    assert "checked" not in elsewhere
    assert other.get(form.get_absolute_url()).headers["Location"].startswith("/account/login/")


def test_another_browser_adds_and_blanks_nothing(round_and_path):
    room, made, path = round_and_path
    answer(made, room.implementer(P), how=("", "Kept.", "named"))
    other = Client()
    other.get(path, follow=True)

    other.post(reverse("pulse:answer", args=[made.pk]), {"r_we_gain": "5"})

    kept = PulseAnswer.objects.order_by("question").values_list("question", "words", "rating")
    assert list(kept) == [
        ("how", "Kept.", ""), ("we_gain", "", "5"),
    ]  # fmt: skip


def test_what_was_kept_while_writing_is_read_on_in_that_browser_only(round_and_path):
    _room, made, path = round_and_path
    mine, other, address = Client(), Client(), reverse("pulse:answer", args=[made.pk])
    for browser in (mine, other):
        browser.get(path, follow=True)

    mine.post(address, {"w_how": "ZQ-begun"}, headers={"X-Autosave": "1"})
    other.post(address, {"w_we_gain": "Other"}, headers={"X-Autosave": "1"})

    assert "ZQ-begun" in mine.get(address).text
    assert "ZQ-begun" not in other.get(address).text
    mine.post(address, {"w_how": "ZQ-begun, sent"})
    assert "ZQ-begun, sent" in mine.get(address).text


@pytest.mark.parametrize("pressed", [{"r_we_gain": "5"}, {"talk": "on"}], ids=["rates", "talks"])
def test_another_browser_reads_nothing_after_it_wrote_either(round_and_path, pressed):
    room, made, path = round_and_path
    answer(made, room.implementer(P), how=("", "ZQ-candid", "alone"))
    other, address = Client(), reverse("pulse:answer", args=[made.pk])
    other.get(path, follow=True)

    sent = other.post(address, pressed, follow=True)

    assert (sent.status_code, "ZQ-candid" in sent.text) == (200, False)
    assert "ZQ-candid" not in other.get(address).text


def test_a_machine_that_sends_the_form_as_it_finds_it_changes_nothing(round_and_path):
    _room, made, path = round_and_path
    scanner = Client()
    address = reverse("pulse:answer", args=[made.pk])

    scanner.head(path)
    page = scanner.get(path, follow=True).text
    blank = scanner.post(address, {"talk": "", "w_how": " ", "r_we_gain": ""})

    assert "checked" not in page
    assert blank.status_code == 422
    assert re.search(r'id="id_talk_error">.*Nothing was chosen or written yet', blank.text)
    assert not PulseForm.objects.exists()


def test_without_a_link_or_with_somebody_elses_partnership_nothing_opens(round_and_path):
    _room, made, _path = round_and_path
    address = reverse("pulse:answer", args=[made.pk])
    stranger = Client()
    stranger.force_login(
        UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    assert [Client().get(address).status_code, stranger.get(address).status_code] == [404, 404]
    assert stranger.post(address, {"r_we_gain": "1"}).status_code == 404


def test_a_link_of_somebody_who_left_the_side_opens_nothing(round_and_path):
    room, made, path = round_and_path
    room.partnership.roster.filter(user=room.implementer(P)).update(until=NOW.date())

    assert Client().get(path, follow=True).status_code == 404


# -- a reminder brings a link of its own ----------------------------------------------------------
def reminded(made, person):
    later, ends = NOW + timedelta(minutes=1), NOW.replace(month=NOW.month + 1)
    return links.make(user=person, purpose="answer", about=made, now=later, expires_at=ends)[1]


def test_a_reminder_in_the_browser_that_began_goes_on_with_the_draft(round_and_path):
    room, made, path = round_and_path
    mine, address = Client(), reverse("pulse:answer", args=[made.pk])
    mine.get(path, follow=True)
    mine.post(address, {"w_how": "ZQ-begun"}, headers={"X-Autosave": "1"})

    again = mine.get(reminded(made, room.implementer(P)), follow=True).text

    assert "ZQ-begun" in again
    assert "it is not shown here" not in again


def test_a_reminder_sent_on_shows_no_draft_and_no_name(round_and_path):
    room, made, path = round_and_path
    mine, other, address = Client(), Client(), reverse("pulse:answer", args=[made.pk])
    mine.get(path, follow=True)
    mine.post(address, {"w_how": "ZQ-begun"}, headers={"X-Autosave": "1"})

    elsewhere = other.get(reminded(made, room.implementer(P)), follow=True).text

    assert "it is not shown here" in elsewhere
    assert "ZQ-begun" not in elsewhere
    assert room.implementer(P).name not in elsewhere


def test_a_browser_that_wrote_as_one_person_reads_nothing_of_another(round_and_path):
    room, made, path = round_and_path
    shared, address = Client(), reverse("pulse:answer", args=[made.pk])
    shared.get(path, follow=True)
    shared.post(address, {"w_how": "Mine"}, headers={"X-Autosave": "1"})
    answer(made, room.decider(P), how=("", "ZQ-colleague", "alone"))

    page = shared.get(reminded(made, room.decider(P)), follow=True).text

    assert "ZQ-colleague" not in page


def test_a_mark_of_words_that_were_not_shown_is_not_given_away(round_and_path):
    room, made, path = round_and_path
    mine, other, address = Client(), Client(), reverse("pulse:answer", args=[made.pk])
    for browser in (mine, other):
        browser.get(path, follow=True)
    first = mine.post(address, {"w_how": "ZQ-begun"}, headers={"X-Autosave": "1"})
    second = other.post(address, {"r_we_gain": "5"}, headers={"X-Autosave": "1"})

    assert "X-Version" in first
    assert "X-Version" not in second


def test_what_is_kept_while_writing_is_told_in_the_zone_of_the_person(round_and_path):
    room, made, path = round_and_path
    person = room.implementer(P)
    type(person).objects.filter(pk=person.pk).update(time_zone="Pacific/Honolulu")
    phone = Client()
    phone.get(path, follow=True)

    said = phone.post(
        reverse("pulse:answer", args=[made.pk]), {"w_how": "x"}, headers={"X-Autosave": "1"}
    )

    there = say_clock(timezone.localtime(clock.now(), ZoneInfo("Pacific/Honolulu")))
    assert said.text == f"Saved {there}"
