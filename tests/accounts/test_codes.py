"""How long a code works: one setting, said on page and in mail; few tries; a kind word late."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from foundation.clock import now as clock_now
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CONFIRM, ME = reverse("account_confirm_login_code"), reverse("accounts:me")
LIMIT = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
REDIS = "django.core.cache.backends.redis"


@pytest.fixture(autouse=True)
def nobody_tried_before():
    """Attempts are counted in the cache, which tests share."""
    cache.clear()


def ask(client, email):
    answer = client.post(reverse("account_login"), {"login": email, "next": ME}, follow=True)
    return answer.content.decode()


def code_in(mail):
    return re.search(r"^\s+(\d{6})$", mail.body, re.MULTILINE)[1]


def after(seconds):
    return time_machine.travel(clock_now() + timedelta(seconds=seconds), tick=False)


def test_a_code_works_for_ten_minutes_and_three_tries():
    assert (LIMIT, settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS) == (600, 3)


@pytest.mark.parametrize("seconds", [600, 240])
def test_the_page_and_the_mail_say_the_number_of_the_setting(client, mailoutbox, settings, seconds):
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = seconds

    page = ask(client, UserFactory().email)

    said = f"{seconds // 60} minutes"
    assert f"They work for {said}." in page
    assert f"It works once, for {said}." in mailoutbox[0].body


def test_between_two_meetings_the_code_still_works(client, mailoutbox):
    user = UserFactory()
    ask(client, user.email)

    with after(LIMIT - 5):
        answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0]), "next": ME})

    assert (answer.url, client.session["_auth_user_id"]) == (ME, str(user.pk))


@pytest.mark.parametrize("minutes", [11, 40])
def test_who_comes_too_late_reads_so_and_is_led_on_with_another_code(client, mailoutbox, minutes):
    ask(client, UserFactory().email)

    with after(minutes * 60):
        answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0]), "next": ME}, follow=True)

    said = answer.content.decode()
    assert "That code was past its 10 minutes. Ask for another one here." in said
    assert f'name="next" value="{ME}"' in said
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_or_never_asked_reads_nothing_of_a_late_code(client):
    never = client.get(CONFIRM, follow=True).content.decode()
    client.force_login(UserFactory())
    twice = client.post(CONFIRM, {"code": "123456"}, follow=True).content.decode()

    assert "past its" not in never + twice


def test_after_three_wrong_tries_the_right_code_opens_nothing(client, mailoutbox):
    ask(client, UserFactory().email)
    for _try in range(3):
        client.post(CONFIRM, {"code": "000000"})

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert "_auth_user_id" not in client.session


def test_the_third_wrong_code_leads_to_another_one_that_still_opens_what_was_asked(client):
    ask(client, UserFactory().email)
    tries = [client.post(CONFIRM, {"code": "000000", "next": ME}, follow=True) for _ in range(3)]

    first, last = tries[0].content.decode(), tries[2].content.decode()
    assert "This is not the code of our newest mail to you." in first
    assert "Ask for another one here." in last
    assert f'name="next" value="{ME}"' in last


def test_tries_sent_at_the_same_moment_are_counted_all_the_same(client, mailoutbox):
    """Each of them would read, and write back, the session as it was before the others."""
    ask(client, UserFactory().email)
    before = dict(client.session)
    for _try in range(3):
        client.post(CONFIRM, {"code": "000000"})
        as_before = client.session
        as_before.update(before)
        as_before.save()

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert "_auth_user_id" not in client.session


def test_a_mailbox_gets_twelve_codes_an_hour_and_no_more(mailoutbox):
    user = UserFactory()
    for minute in range(59):
        with after(minute * 61):
            Client(REMOTE_ADDR=f"203.0.113.{minute}").post(
                reverse("account_login"), {"login": user.email}
            )

    assert len(mailoutbox) == 12


@pytest.mark.parametrize("name", ["account_login", "matching:interest"])
def test_while_the_cache_is_away_nobody_is_let_try_and_the_page_says_so(client, settings, name):
    gone = {"LOCATION": "unix:///nonexistent/socket", "BACKEND": f"{REDIS}.RedisCache"}
    settings.CACHES = {"default": gone}

    answer = client.post(reverse(name), {"login": UserFactory().email, "name": "Lakeview" * 4})

    assert answer.status_code == 503
    assert "Try again in a minute." in answer.text
    assert ("Lakeview" * 4) in answer.text
