"""Nobody tells an address that is known from one that is not: by no word, clock or error."""

import threading

import pytest
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
GO, ARRIVED = threading.Event(), threading.Event()


class Slow(BaseEmailBackend):
    """A mail server that takes its time, and says no in the end."""

    def send_messages(self, email_messages):
        GO.wait(timeout=60)
        ARRIVED.set()
        raise ConnectionRefusedError


def ask(email):
    return Client().post(reverse("account_login"), {"login": email})


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """Attempts are counted in the cache, which tests share."""
    cache.clear()


def test_a_slow_mail_server_tells_nobody_that_an_address_is_known(settings):
    settings.PRODUCTION = True
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    GO.clear(), ARRIVED.clear()

    answers = [ask(email) for email in (UserFactory().email, "nobody@school.example")]
    early = ARRIVED.is_set()
    GO.set()

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("account_confirm_login_code"))
    ] * 2
    assert (early, ARRIVED.wait(timeout=60)) == (False, True)


@pytest.mark.parametrize("known", [True, False])
def test_who_asks_too_often_reads_that_and_nothing_of_wrong_codes(known, mailoutbox):
    email = UserFactory().email if known else "nobody@school.example"

    answers = [ask(email) for _turn in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Several codes went to this address just now" in answers[3].text
    assert "codes were wrong" not in answers[3].text
